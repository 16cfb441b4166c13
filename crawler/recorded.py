"""Reads recorded replies from a folder: bytes, time and address of each. Parses and stores nothing.

There are two layouts. `crawl --record` writes a `.meta.json` beside each reply, which is complete. In other trees, the
names say it, as in `weibo/2024-08-22/0925.json.gz`: a day in a folder's or the file's name and a time of day in the
file's name, both in one zone.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path

from crawler import payload

LARGEST = 40_000_000
"""Decompressed bytes of a reply; anything larger is not a board."""

SUFFIXES = (".json", ".html", ".xml", ".rss", ".atom", ".js", ".htm", ".body")
META = ".meta.json"

LONGEST_NUMBER = 4
"""Digits from which a number at the end of a name is a time or a day, not a counter."""

_DAY = re.compile(r"(?<!\d)(20\d{2})([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_TIME = re.compile(r"(?<!\d)([01]\d|2[0-3])[-:_h]?([0-5]\d)(?:[-:_m]?([0-5]\d))?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReply:
    """A recorded reply."""

    path: Path
    folder: str
    """The nearest folder that is not a date."""
    source: str | None = None
    """Id of the source, as recorded."""
    url: str
    """The requested address; without a sidecar, the end of the path, so that the same file is the same poll."""
    body: bytes
    http_status: int = 200
    platform: str | None = None
    """As recorded; None: to be derived from the names or the reply."""
    spider: str | None = None
    account: str | None = None
    listed: object = None
    """The source as listed when recorded; None: not recorded."""
    content_type: str | None = None
    page: bool = False
    """Whether this is an article's or filing's page, not a reply of the source itself."""
    day: date | None = None
    """The day in the names, if there is no time."""
    at: datetime | None = None
    """When it was recorded; None: to be derived from the reply."""
    unreadable: str | None = None
    """Why the file could not be read, in plain words; None if it could."""


def read(directory: Path, *, zone: tzinfo) -> Iterator[RecordedReply]:
    """Yield every reply under a folder, in order of time as far as names tell; a broken file comes with its reason.

    Args:
        directory: a folder of recorded replies, or of such folders.
        zone: zone of the days and times in names.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    root = directory.resolve()
    if not root.is_dir():
        raise NotADirectoryError(f"{directory} is not a folder of recorded replies")
    for path in sorted(_replies(root), key=_order):
        yield _read(path, zone)


def _order(path: Path) -> tuple[date, str, int, Path]:
    """Sort key: day and name; of replies in one second, 135000 comes before 135000-2, and that before 135000-10."""
    stem, _, number = path.name.split(".", 1)[0].rpartition("-")
    numbered = stem and number.isdigit() and len(number) < LONGEST_NUMBER
    return (
        _day(path) or date.max,
        stem if numbered else path.name.split(".", 1)[0],
        int(number) if numbered else 0,
        path,
    )


def _replies(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        name = path.name.removesuffix(".gz")
        if path.is_file() and name.endswith(SUFFIXES) and not name.endswith(META):
            yield path


def _read(path: Path, zone: tzinfo) -> RecordedReply:
    body, unreadable = _body(path)
    meta = _meta(path)
    day, clock = _day(path), _time(path)
    named = datetime.combine(day, clock, zone).astimezone(UTC) if day and clock else None
    return RecordedReply(
        path=path,
        folder=_folder(path),
        source=payload.text(meta, "source"),
        url=payload.text(meta, "url") or "/".join(path.parts[-2:]),
        body=body,
        http_status=payload.whole(meta, "http_status") or 200,
        platform=payload.text(meta, "platform"),
        spider=payload.text(meta, "spider"),
        account=payload.text(meta, "account"),
        listed=payload.at(meta, "listed"),
        content_type=payload.text(meta, "content_type"),
        page=payload.is_set(meta, "page"),
        day=day,
        at=payload.stamp(meta, "at") or named,
        unreadable=unreadable,
    )


def _body(path: Path) -> tuple[bytes, str | None]:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        return b"", f"the file cannot be read: {error}"
    if len(body) > LARGEST:
        return b"", f"larger than {LARGEST} bytes"
    return body, None


def _meta(path: Path) -> object:
    """Return the sidecar of `crawl --record`: the reply's name with the suffix .meta.json."""
    stem = path.name.split(".", 1)[0]
    try:
        return payload.decode(path.with_name(stem + META).read_bytes())
    except (OSError, payload.NotJson):
        return None


def _folder(path: Path) -> str:
    names = (name for name in reversed(path.parent.parts) if not _DAY.search(name))
    return next(names, "recorded").strip("/") or "recorded"


def _day(path: Path) -> date | None:
    """Return the day in the file's name, else in the nearest folder's."""
    for name in reversed(path.parts):
        for found in _DAY.finditer(name):
            try:
                return date(int(found[1]), int(found[3]), int(found[4]))
            except ValueError:
                continue
    return None


def _time(path: Path) -> time | None:
    found = _TIME.search(_DAY.sub("", path.name))
    return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
