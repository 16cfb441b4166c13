"""Parses Hacker News: search hits (hn.algolia.com), or items from its own API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.refusals import Refused, rows_at
from records import Sighting


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the stories in order.

    Raises:
        Refused: topstories.json and the like list numbers without titles; `search?tags=front_page` has titles.
    """
    reply = payload.decode(body)
    if isinstance(reply, list) and reply and all(isinstance(row, int) for row in reply):
        raise Refused(
            "error", "a list of numbers without titles; use hn.algolia.com/api/v1/search?tags=front_page"
        )
    for index, row in rows_at(reply, *(() if isinstance(reply, list) else ("hits",))):
        yield from _sighting(row, index, captured_at)


def _sighting(row: dict[str, Any], index: int, captured_at: datetime) -> Iterator[Sighting]:
    title = payload.text(row, "title")
    number = payload.text(row, "objectID") or payload.text(row, "id")
    if title is None or number is None:
        return
    points = payload.whole(row, "points")
    heat = points if points is not None else payload.whole(row, "score")
    yield Sighting(
        platform="hackernews",
        list="hot",
        title=title,
        position=index + 1,
        index=index,
        captured_at=captured_at,
        heat=heat,
        heat_raw=None if heat is None else str(heat),
        url=payload.address(row, "url") or f"https://news.ycombinator.com/item?id={number}",
        excerpt=payload.text(row, "story_text") or payload.text(row, "text"),
        lang="en",
    )
