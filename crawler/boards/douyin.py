"""Parses Douyin's hot searches (www.douyin.com/aweme/v1/web/hot/search/list): the board and the rising list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.refusals import rows_at
from records import BEIJING, Sighting

PIN = 2
"""`word_type` of an item that the platform pins to the top, without position and heat."""

LABELS = {1: "新", 3: "热"}
"""`label` → label; other numbers are unknown."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the board's sightings, then those of the rising list, if any."""
    reply = payload.decode(body)
    made = payload.stamp(reply, "data", "active_time", zone=BEIJING)
    for index, row in rows_at(reply, "data", "word_list"):
        yield from _sighting(row, index, "hot", made, captured_at)
    for index, row in payload.rows(reply, "data", "trending_list"):
        yield from _sighting(row, index, "rising", made, captured_at)


def _sighting(
    row: dict[str, Any], index: int, shown_on: str, made: datetime | None, captured_at: datetime
) -> Iterator[Sighting]:
    title = payload.text(row, "word")
    if title is None:
        return
    pinned = payload.whole(row, "word_type") == PIN
    sentence = payload.text(row, "sentence_id")
    yield Sighting(
        platform="douyin",
        list=shown_on,
        title=title,
        position=None if pinned or shown_on == "rising" else payload.whole(row, "position"),
        index=index,
        captured_at=captured_at,
        kind="pinned" if pinned else "organic",
        heat=None if pinned else parse_heat(payload.at(row, "hot_value")),
        heat_raw=payload.text(row, "hot_value"),
        label=LABELS.get(payload.whole(row, "label") or 0),
        board_time=made,
        url=f"https://www.douyin.com/hot/{sentence}" if sentence else None,
        lang="zh",
    )
