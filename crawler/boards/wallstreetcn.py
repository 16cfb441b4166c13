"""Parses the live notices of Wallstreetcn, 华尔街见闻 (api-one.wallstcn.com/apiv1/content/lives)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler import payload
from crawler.boards.wires import Notice, sightings
from crawler.refusals import rows_at
from records import Sighting

IMPORTANT_SCORE = 2


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the notices, the latest first."""
    yield from sightings("wallstreetcn", _notices(body), captured_at)


def _notices(body: bytes) -> Iterator[Notice]:
    reply = payload.decode(body)
    for index, row in rows_at(reply, "data", "items"):
        yield Notice(
            index=index,
            title=payload.text(row, "title"),
            text=payload.text(row, "content_text") or payload.text(row, "content"),
            sent_at=payload.unix_time(row, "display_time"),
            important=(payload.whole(row, "score") or 0) >= IMPORTANT_SCORE,
            url=payload.address(row, "uri"),
        )
