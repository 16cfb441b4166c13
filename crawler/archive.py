"""Parses archive lines (JSONL) into records: documents, and topics as sightings. Fetches and stores nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from math import isfinite
from typing import Any, get_args

from crawler import payload
from records import Document, DocumentKind, Issue, Sighting

PLATFORM = "archive"
"""Platform of a topic and source of a document whose line names none."""

AHEAD = timedelta(days=1)
"""How far in the future a date may lie, as clocks and zones differ; later ones are kept as written and not believed."""

KINDS = (*get_args(DocumentKind), "topic")

KEYS = (
    "id", "kind", "title", "text", "lang", "published", "seen", "url", "source", "authors", "platform", "account",
    "entity", "repost_of", "heat", "hot",
)  # fmt: skip
"""Keys of a line; "hot" is what boards' own dumps call the heat."""


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

    Keys that are not read become an issue too, before the record of the first line that has them.

    Args:
        lines: JSON objects `id text title lang published seen url source`, `kind` (article, release, post, filing or
            topic), `heat`, `authors`, for posts `platform account repost_of`, and `entity` for the words of somebody on
            the watch list. Only `id` and one of `text`, `title` and `repost_of` are required. A line without `seen` counts
            as seen when it was published, so that an old archive is not news.
        name: the file's name, for issues.
        now: stands in for a line's missing times, and is the upper limit of `seen`.
    """
    known = set(KEYS)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = _object(line)
            record = _record(row, now)
        except (ValueError, TypeError) as error:
            yield Issue(kind="archive_line", message=f"line skipped: {error}", where=where)
            continue
        if unknown := [key for key in row if key not in known]:
            known.update(unknown)
            yield Issue(kind="archive_key", message=_ignored(unknown), where=where)
        yield record


def _ignored(keys: list[str]) -> str:
    """Say that keys are not read, each with the known key that it resembles."""
    told = []
    for key in keys:
        like = get_close_matches(key.casefold(), KEYS, n=1)
        told.append(f'"{key}"' + (f' (perhaps "{like[0]}")' if like else ""))
    return f"not read, here and in later lines: {', '.join(told)}"


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON; each line holds one object in braces") from None


def _record(row: Any, now: datetime) -> Document | ArchivedTopic:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not _words(row, "id"):
        raise ValueError('not a JSON object with a text "id"')
    if not any(_words(row, key) for key in ("title", "text", "repost_of")):
        raise ValueError('no words: none of "text", "title" and "repost_of"')
    kind: Any = row.get("kind") or "article"
    if kind not in KINDS:
        raise ValueError(f'"kind" is {kind!r}; known kinds: {", ".join(KINDS)}')
    published, seen = _moment(row, "published"), _moment(row, "seen")
    is_future = published is not None and published > now + AHEAD
    known = seen or (None if is_future else _public_by(row, published))
    known = None if known is None else min(known, now)
    return (
        _topic(row, known or now)
        if kind == "topic"
        else _document(row, kind, published, known, is_future=is_future)
    )


def _public_by(row: dict[str, Any], published: datetime | None) -> datetime | None:
    """Return when a document was certainly public: at the end of its day if its date gives no more."""
    is_day = published is not None and len(_words(row, "published")) <= len("2024-08-22")
    return published + timedelta(days=1) if published and is_day else published


def _topic(row: dict[str, Any], seen: datetime) -> ArchivedTopic:
    source, heat = _words(row, "source") or PLATFORM, _heat(row)
    sighting = Sighting(
        platform=source,
        list="hot",
        title=_words(row, "title") or _words(row, "text"),
        position=None,
        index=0,
        captured_at=seen,
        heat=heat,
        heat_raw=None if heat is None else str(heat),
        url=_words(row, "url") or None,
        lang=_words(row, "lang") or None,
    )
    return ArchivedTopic(id=row["id"], source=source, sighting=sighting)


def _document(
    row: dict[str, Any],
    kind: DocumentKind,
    published: datetime | None,
    seen: datetime | None,
    *,
    is_future: bool,
) -> Document:
    title = _words(row, "title")
    return Document(
        id=row["id"],
        source=_words(row, "source") or PLATFORM,
        kind=kind,
        url=_words(row, "url") or f"archive:{row['id']}",
        title=title or None,
        text=_with_title(title, _words(row, "text")),
        published=None if is_future else published,
        published_raw=_words(row, "published") or None,
        authors=_authors(row),
        platform=_words(row, "platform") or None,
        account=_words(row, "account") or None,
        entity=_words(row, "entity") or None,
        repost_of=_words(row, "repost_of") or None,
        seen=seen,
        lang=_words(row, "lang") or None,
        heat=_heat(row),
        flags=("future_date",) if is_future else () if published else ("no_date",),
    )


def _heat(row: dict[str, Any]) -> int | None:
    """Return the heat as a whole number."""
    heat = row.get("heat", row.get("hot"))
    return payload.whole(int(heat) if isinstance(heat, float) and isfinite(heat) else heat)


def _words(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f'"{key}" is not text: {value!r}')
    value.encode()  # a lone surrogate, from bytes that are not UTF-8, raises ValueError: the store could not hold it
    return value.strip()


def _authors(row: dict[str, Any]) -> tuple[str, ...]:
    value = row.get("authors") or []
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError(f'"authors" is not a list of names: {value!r}')
    return tuple(name.strip() for name in value if name.strip())


def _with_title(title: str, text: str) -> str:
    """Prefix the title, which the stored text begins with, unless the archive's text already has it."""
    if not title or text.startswith(title):
        return text or title
    return f"{title}\n\n{text}" if text else title


def _moment(row: dict[str, Any], key: str) -> datetime | None:
    """Parse a date; without a zone it is taken as UTC, since an archive's lines have no source to ask."""
    value = row.get(key)
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f'"{key}" is {value!r}; write a date like "2024-08-21T22:40:00+08:00"') from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f'"{key}" is {value!r}, which is out of range') from None
    return moment
