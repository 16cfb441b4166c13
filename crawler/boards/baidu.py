"""Parses Baidu's hot list (top.baidu.com): the reply of its API, or the data inside its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.refusals import rows_at
from records import Sighting

LABELS = {1: "新", 3: "热"}
"""`hotTag` → label; other tags are unknown."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the pins first, then the rows; positions count organic rows only."""
    reply = payload.decode(payload.between(body, b"<!--s-data:", b"-->") or body)
    rows = list(_rows(reply))
    positions = iter(range(1, len(rows) + 1))
    for index, (row, pinned) in enumerate(rows):
        title = payload.text(row, "word") or payload.text(row, "query")
        if title is None:
            continue
        yield Sighting(
            platform="baidu",
            list="hot",
            title=title,
            position=None if pinned else next(positions),
            index=index,
            captured_at=captured_at,
            kind="pinned" if pinned else "organic",
            heat=parse_heat(payload.at(row, "hotScore")),
            heat_raw=payload.text(row, "hotScore"),
            label=LABELS.get(payload.whole(row, "hotTag") or 0),
            url=payload.address(row, "rawUrl") or f"https://www.baidu.com/s?wd={quote(title)}",
            excerpt=payload.text(row, "desc"),
            lang="zh",
        )


def _rows(reply: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield rows with whether they are pinned. In the page, the card is under `data`; on phones, rows are one list deeper."""
    card = payload.at(reply, "data", "cards", 0)
    for _, row in payload.rows(card, "topContent"):
        yield row, True
    for _, row in rows_at(card if card is not None else reply, "content"):
        nested = list(payload.rows(row, "content"))
        for inner in (inner for _, inner in nested) if nested else (row,):
            yield inner, payload.is_set(inner, "isTop")
