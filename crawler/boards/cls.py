"""Parses the telegraph of CLS, 财联社 (www.cls.cn)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler import payload
from crawler.boards.wires import Notice, sightings
from crawler.refusals import rows_at
from records import Sighting

IMPORTANT_LEVELS = frozenset({"A", "B"})


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the notices, the latest first; levels A and B are shown in red. A wrong signature is answered with errno 10012."""
    yield from sightings("cls", _notices(body), captured_at)


def _notices(body: bytes) -> Iterator[Notice]:
    reply = payload.decode(body)
    for index, row in rows_at(reply, "data", "roll_data"):
        number = payload.text(row, "id")
        yield Notice(
            index=index,
            title=payload.text(row, "title"),
            text=payload.text(row, "content") or payload.text(row, "brief"),
            sent_at=payload.unix_time(row, "ctime"),
            important=payload.text(row, "level") in IMPORTANT_LEVELS,
            kind="ad" if payload.is_set(row, "is_ad") else "organic",
            url=f"https://www.cls.cn/detail/{number}" if number else payload.address(row, "shareurl"),
            heat=payload.whole(row, "reading_num"),
        )
