"""Parses Eastmoney's 7×24 wire (np-weblist.eastmoney.com/comm/web/getFastNewsList)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler import payload
from crawler.boards.wires import Notice, sightings
from crawler.refusals import rows_at
from records import BEIJING, Sighting


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the notices, the latest first; a coloured title marks an important one."""
    yield from sightings("eastmoney", _notices(body), captured_at)


def _notices(body: bytes) -> Iterator[Notice]:
    reply = payload.decode(body)
    for index, row in rows_at(reply, "data", "fastNewsList"):
        code = payload.text(row, "code")
        yield Notice(
            index=index,
            title=payload.text(row, "title"),
            text=payload.text(row, "summary"),
            sent_at=payload.stamp(row, "showTime", zone=BEIJING),
            important=payload.whole(row, "titleColor") not in (None, 0),
            url=f"https://finance.eastmoney.com/a/{code}.html" if code else None,
        )
