"""Parses GDELT's list of articles for a query (api.gdeltproject.org/api/v2/doc, mode ArtList)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from crawler import payload
from crawler.refusals import Refused, rows_at
from records import Sighting

LANGUAGES = {"English": "en", "Chinese": "zh"}


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the articles in order; a query without hits returns an empty object."""
    reply = payload.decode(body)
    if reply == {}:
        raise Refused("empty", "no article matches the query")
    for index, row in rows_at(reply, "articles"):
        title = payload.text(row, "title")
        if title is None:
            continue
        yield Sighting(
            platform="gdelt",
            list="articles",
            title=title,
            position=None,
            index=index,
            captured_at=captured_at,
            board_time=_seen(row),
            url=payload.address(row, "url"),
            excerpt=payload.text(row, "domain"),
            lang=LANGUAGES.get(payload.text(row, "language") or ""),
        )


def _seen(row: dict[str, Any]) -> datetime | None:
    """Parse a time like 20240615T123000Z; empty in some rows."""
    try:
        return datetime.strptime(payload.text(row, "seendate") or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
