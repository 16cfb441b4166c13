"""Parses the live notices of Wallstreetcn, 华尔街见闻 (api-one.wallstcn.com/apiv1/content/lives)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler import payload
from crawler.boards.wires import notice
from crawler.refusals import rows_at
from records import Sighting

IMPORTANT_SCORE = 2


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the notices, the latest first."""
    reply = payload.decode(body)
    for index, row in rows_at(reply, "data", "items"):
        found = notice(
            "wallstreetcn",
            title=payload.text(row, "title"),
            text=payload.text(row, "content_text") or payload.text(row, "content"),
            index=index,
            captured_at=captured_at,
            sent_at=payload.unix_time(row, "display_time"),
            important=(payload.whole(row, "score") or 0) >= IMPORTANT_SCORE,
            url=payload.address(row, "uri"),
        )
        if found:
            yield found
