"""Parses Bluesky's trends (app.bsky.unspecced.getTrends and getTrendingTopics, which may change without notice)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.refusals import rows_at
from records import Sighting


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the trends ("hot") and, from getTrendingTopics, the suggested ones ("suggested")."""
    reply = payload.decode(body)
    topics = payload.has_list(reply, "topics")
    for index, row in rows_at(reply, "topics" if topics else "trends"):
        yield from _sighting(row, index, "hot", captured_at)
    for index, row in payload.rows(reply, "suggested"):
        yield from _sighting(row, index, "suggested", captured_at)


def _sighting(row: dict[str, Any], index: int, shown_on: str, captured_at: datetime) -> Iterator[Sighting]:
    title = payload.text(row, "displayName") or payload.text(row, "topic")
    if title is None:
        return
    link = payload.text(row, "link") or ""
    yield Sighting(
        platform="bluesky",
        list=shown_on,
        title=title,
        position=index + 1,
        index=index,
        captured_at=captured_at,
        heat=payload.whole(row, "postCount"),
        heat_raw=payload.text(row, "postCount"),
        label=payload.text(row, "status"),
        url=f"https://bsky.app{link}" if link.startswith("/") else payload.address(row, "link"),
        excerpt=payload.text(row, "description"),
    )
