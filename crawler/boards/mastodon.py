"""Parses a Mastodon instance's trends: links, tags or statuses (/api/v1/trends/…)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.refusals import Refused, rows_at, said
from crawler.texts import plain
from records import Sighting

LONGEST = 120
"""Characters of a status that serve as its title."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the trends in order; their fields show their kind. Heat is the number of uses on the latest day."""
    reply = payload.decode(body)
    if "authenticated" in (payload.text(reply, "error") or ""):
        raise Refused("wall", f"the instance does not publish its trends{said(reply)}")
    for index, row in rows_at(reply):
        shown_on, title, excerpt = _what(row)
        if title is None:
            continue
        uses = payload.whole(row, "history", 0, "uses")
        yield Sighting(
            platform="mastodon",
            list=shown_on,
            title=title,
            position=index + 1,
            index=index,
            captured_at=captured_at,
            heat=uses if shown_on != "statuses" else payload.whole(row, "reblogs_count"),
            heat_raw=None if uses is None else str(uses),
            url=payload.address(row, "url"),
            excerpt=excerpt,
            lang=payload.text(row, "language"),
        )


def _what(row: dict[str, Any]) -> tuple[str, str | None, str | None]:
    """Return list, title and excerpt of a trend."""
    if "account" in row:
        words = plain(payload.text(row, "content"))
        return "statuses", words[:LONGEST] if words else None, words
    title = payload.text(row, "title") if payload.has_list(row, "history") else None
    if title is not None:
        return "links", title, payload.text(row, "description")
    return "tags", payload.text(row, "name") if payload.has_list(row, "history") else None, None
