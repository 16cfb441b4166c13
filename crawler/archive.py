"""Parses archive lines (JSONL) into records: documents, and topics as sightings. Fetches and stores nothing."""

from __future__ import annotations

import json
import logging
import reprlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from math import isfinite
from typing import Any, get_args

from crawler import dates, payload
from crawler.archive_fields import KEYS, as_written, has_words, language, moment, names, rename, words
from records import Document, DocumentKind, Issue, Sighting

log = logging.getLogger(__name__)

PLATFORM = "archive"
"""Platform of a topic and source of a document whose line names none."""

AHEAD = timedelta(days=1)
"""How far in the future a date may lie, as clocks and zones differ; later ones are kept as written and not believed."""

KINDS = (*get_args(DocumentKind), "topic")

TIMES = ("published", "seen")

CLEAR = "2024-08-21, or 2024-08-21T22:40:00+08:00"
"""Dates that can be read in one way only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedTopic:
    """A topic of an archive: one sighting, under the archive's own id."""

    id: str
    source: str
    sighting: Sighting


def read_lines(
    lines: Iterable[str], *, name: str, now: datetime
) -> Iterator[Document | ArchivedTopic | Issue]:
    """Yield a record for each line; an invalid line becomes an issue with file and line, and costs only itself.

    Keys that are not read, and dates that cannot be, become issues too, before the record of their line.

    Args:
        lines: JSON objects `id text title lang published seen url source`, `kind` (article, release, post, filing or
            topic), `heat`, `authors`, for posts `platform account repost_of`, and `entity` for the words of somebody on
            the watch list; other common names of these are understood. Only `id` and one of `text`, `title` and
            `repost_of` are required. A line without `seen` counts as seen when it was published, so that an old archive
            is not news.
        name: the file's name, for issues.
        now: stands in for a line's missing times, and is the upper limit of `seen`.
    """
    told = set(KEYS)
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _read(line, f"{name}:{number}", told, now)
    except OSError as error:
        message = f"the rest of the file cannot be read: {error}"
        yield Issue(kind="archive_line", message=message, where=f"{name}:{number + 1}")


def _read(line: str, where: str, told: set[str], now: datetime) -> Iterator[Document | ArchivedTopic | Issue]:
    """Yield the record of a line, after the issues that it gives; `told` is the keys that need no mention any more."""
    try:
        row, read_as = rename(_object(line))
        times = {key: moment(row.get(key)) for key in TIMES}
        record = _record(row, times, now)
    except (ValueError, TypeError) as error:
        yield Issue(kind="archive_line", message=f"line skipped: {error}", where=where)
        return
    if new := {other: key for other, key in read_as.items() if other not in told}:
        told.update(new)
        log.info("%s: %s", where, ", ".join(f'"{other}" is read as "{key}"' for other, key in new.items()))
    if unknown := [key for key in row if key not in told]:
        told.update(unknown)
        yield Issue(kind="archive_key", message=_ignored(unknown), where=where)
    if lost := [key for key in TIMES if times[key] is None and as_written(row.get(key))]:
        yield Issue(kind="archive_date", message=_unclear(row, lost), where=where)
    yield record


def _ignored(keys: list[str]) -> str:
    """Say that keys are not read, each with the known key that it resembles."""
    told = []
    for key in keys:
        like = get_close_matches(key.casefold(), KEYS, n=1)
        told.append(f'"{key}"' + (f' (perhaps "{like[0]}")' if like else ""))
    return f"not read, here and in later lines: {', '.join(told)}"


def _unclear(row: dict[str, Any], lost: list[str]) -> str:
    told = " and ".join(f'"{key}" is {reprlib.repr(row[key])}' for key in lost)
    return f"{told}: not read, since it is no date or could be several; write {CLEAR}"


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON; each line holds one object in braces") from None
    if not isinstance(row, dict):
        raise TypeError("not a JSON object in braces")
    return row


def _record(
    row: dict[str, Any], times: dict[str, datetime | None], now: datetime
) -> Document | ArchivedTopic:
    identity = words(row, "id") or words(row, "url")
    if not identity:
        raise ValueError('neither an "id" nor a "url"')
    if not has_words(row):
        raise ValueError('no words: none of "text", "title" and "repost_of"')
    kind: Any = row.get("kind") or "article"
    if kind not in KINDS:
        raise ValueError(f'"kind" is {kind!r}; known kinds: {", ".join(KINDS)}')
    published, seen = times["published"], times["seen"]
    is_future = published is not None and published > now + AHEAD
    is_day = published is not None and not dates.has_clock(as_written(row["published"]))
    known = seen or (None if is_future or published is None else published + timedelta(days=is_day))
    known = None if known is None else min(known, now)
    if kind == "topic":
        return _topic(row, identity, known or now)
    flags = [
        ("future_date", is_future),
        ("no_date", published is None),
        ("day_only", is_day and not is_future),
    ]
    return _document(
        row,
        identity,
        kind,
        None if is_future else published,
        known,
        tuple(flag for flag, is_so in flags if is_so),
    )


def _topic(row: dict[str, Any], identity: str, seen: datetime) -> ArchivedTopic:
    source, heat = words(row, "source") or PLATFORM, _heat(row)
    sighting = Sighting(
        platform=source,
        list="hot",
        title=words(row, "title") or words(row, "text"),
        position=None,
        index=0,
        captured_at=seen,
        heat=heat,
        heat_raw=None if heat is None else str(heat),
        url=words(row, "url") or None,
        lang=language(row),
    )
    return ArchivedTopic(id=identity, source=source, sighting=sighting)


def _document(
    row: dict[str, Any],
    identity: str,
    kind: DocumentKind,
    published: datetime | None,
    seen: datetime | None,
    flags: tuple[str, ...],
) -> Document:
    title = words(row, "title")
    return Document(
        id=identity,
        source=words(row, "source") or PLATFORM,
        kind=kind,
        url=words(row, "url") or f"archive:{identity}",
        title=title or None,
        text=_with_title(title, words(row, "text")),
        published=published,
        published_raw=as_written(row.get("published")) or None,
        authors=names(row, "authors"),
        platform=words(row, "platform") or None,
        account=words(row, "account") or None,
        entity=words(row, "entity") or None,
        repost_of=words(row, "repost_of") or None,
        seen=seen,
        lang=language(row),
        heat=_heat(row),
        flags=flags,
    )


def _heat(row: dict[str, Any]) -> int | None:
    """Return the heat as a whole number."""
    heat = row.get("heat")
    return payload.whole(int(heat) if isinstance(heat, float) and isfinite(heat) else heat)


def _with_title(title: str, text: str) -> str:
    """Prefix the title, which the stored text begins with, unless the archive's text already has it."""
    if not title or text.startswith(title):
        return text or title
    return f"{title}\n\n{text}" if text else title
