"""Parses the flash notices of Jin10, 金十数据 (www.jin10.com/flash_newest.js): JSON inside a line of script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler import payload
from crawler.boards.wires import Notice, sightings
from crawler.refusals import rows_at
from records import BEIJING, Sighting

PROMOTION = 5
"""The channel for promotions."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the notices, the latest first. Other types (calendar figures) have no text and are skipped."""
    yield from sightings("jin10", _notices(body), captured_at)


def _notices(body: bytes) -> Iterator[Notice]:
    _, assigned, value = body.partition(b"=") if body.lstrip().startswith(b"var") else (b"", b"", body)
    for index, row in rows_at(payload.decode(value.rstrip().removesuffix(b";") if assigned else body)):
        number = payload.text(row, "id")
        channels = payload.at(row, "channel")
        yield Notice(
            index=index,
            title=payload.text(row, "data", "title"),
            text=payload.text(row, "data", "content"),
            sent_at=payload.stamp(row, "time", zone=BEIJING),
            important=payload.is_set(row, "important"),
            kind="ad" if isinstance(channels, list) and PROMOTION in channels else "organic",
            url=f"https://flash.jin10.com/detail/{number}" if number else None,
        )
