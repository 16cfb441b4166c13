"""Parses Bilibili's hot searches (s.search.bilibili.com/main/hotword, and the square of its web API)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.refusals import Refused, rows_at, said
from records import Sighting

REFUSALS = frozenset({-352, -412, -509, -799})
"""Codes with which it rejects a client, with HTTP status 200."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the searches in order; paid ones are marked as commercial."""
    reply = payload.decode(body)
    if payload.whole(reply, "code") in REFUSALS:
        raise Refused("blocked", f"Bilibili refused{said(reply)}")
    square = payload.has_list(reply, "data", "trending", "list")
    for index, row in rows_at(reply, *(("data", "trending", "list") if square else ("list",))):
        title = payload.text(row, "show_name") or payload.text(row, "keyword")
        if title is None:
            continue
        sold = payload.is_set(row, "stat_datas", "is_commercial")
        yield Sighting(
            platform="bilibili",
            list="hot",
            title=title,
            position=None if sold else payload.whole(row, "pos") or index + 1,
            index=index,
            captured_at=captured_at,
            kind="ad" if sold else "organic",
            heat=parse_heat(payload.at(row, "heat_score")),
            heat_raw=payload.text(row, "heat_score"),
            board_time=payload.unix_time(reply, "timestamp"),
            url=f"https://search.bilibili.com/all?keyword={quote(payload.text(row, 'keyword') or title)}",
            lang="zh",
        )
