"""Parses Toutiao's hot events (www.toutiao.com/hot-event/hot-board)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.refusals import rows_at
from records import Sighting

LABELS = {
    "new": "新",
    "hot": "热",
    "boom": "爆",
    "refuterumors": "辟谣",
    "interpretation": "解读",
    "recentprogress": "进展",
    "onsite": "现场",
    "depth": "深度",
    "forum": "热议",
}
"""`Label` in lower case → label."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the pins first, then the rows in order."""
    reply = payload.decode(body)
    rows = list(rows_at(reply, "data"))
    pins = list(payload.rows(reply, "fixed_top_data"))
    for index, row in pins:
        yield from _sighting(row, index, None, captured_at)
    for index, row in rows:
        yield from _sighting(row, len(pins) + index, index + 1, captured_at)


def _sighting(
    row: dict[str, Any], index: int, position: int | None, captured_at: datetime
) -> Iterator[Sighting]:
    """Uses `ClusterIdStr`, since the number `ClusterId` exceeds the precision of many JSON parsers."""
    title = payload.text(row, "Title") or payload.text(row, "QueryWord")
    if title is None:
        return
    cluster = payload.text(row, "ClusterIdStr")
    yield Sighting(
        platform="toutiao",
        list="hot",
        title=title,
        position=position,
        index=index,
        captured_at=captured_at,
        kind="pinned" if position is None else "organic",
        heat=parse_heat(payload.at(row, "HotValue")),
        heat_raw=payload.text(row, "HotValue"),
        label=LABELS.get((payload.text(row, "Label") or "").lower()),
        url=f"https://www.toutiao.com/trending/{cluster}/" if cluster else payload.address(row, "Url"),
        lang="zh",
    )
