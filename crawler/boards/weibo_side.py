"""Parses weibo.com/ajax/side/hotSearch and its twin statuses/hot_band: the main board, its pins and its adverts.

A public endpoint; it needs the header `Referer: https://weibo.com/` and no cookie.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any
from urllib.parse import quote

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.boards.labels import from_icon, from_mask
from records import Sighting, SightingKind


def read(reply: Any, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the board's sightings: the pins first, then the rows in order."""
    pins = _pins(reply)
    rows = chain(payload.rows(reply, "data", "realtime"), payload.rows(reply, "data", "band_list"))
    for index, pin in enumerate(pins):
        yield from _sighting(pin, index, "pinned", captured_at)
    for index, row in rows:
        yield from _sighting(row, len(pins) + index, _kind(row), captured_at)


def _pins(reply: Any) -> list[dict[str, Any]]:
    """Return the pinned items in `hotgovs`; older replies have a single `hotgov`."""
    listed = [row for _, row in payload.rows(reply, "data", "hotgovs")]
    single = payload.at(reply, "data", "hotgov")
    return listed or ([single] if isinstance(single, dict) else [])


def _kind(row: dict[str, Any]) -> SightingKind:
    """Classify a row; a paid one is marked and has no organic position."""
    paid = payload.is_set(row, "is_ad") or payload.is_set(row, "topic_ad") or payload.is_set(row, "is_ad_pos")
    return "ad" if paid else "organic"


def _sighting(
    row: dict[str, Any], index: int, kind: SightingKind, captured_at: datetime
) -> Iterator[Sighting]:
    title = payload.text(row, "word") or payload.text(row, "note") or payload.text(row, "name")
    if title is None:
        return
    scheme = payload.text(row, "word_scheme") or title
    yield Sighting(
        platform="weibo",
        list="hot",
        title=title.strip("#") or title,
        position=None if kind == "pinned" else _position(row, kind),
        index=index,
        captured_at=captured_at,
        kind=kind,
        heat=parse_heat(payload.at(row, "num")),
        heat_raw=payload.text(row, "num"),
        label=_label(row),
        url=f"https://s.weibo.com/weibo?q={quote(scheme)}",
        lang="zh",
    )


def _position(row: dict[str, Any], kind: SightingKind) -> int | None:
    """Return `realpos` if given; `rank` counts from 0 and includes adverts, so it is used for organic rows only."""
    realpos = payload.whole(row, "realpos")
    rank = payload.whole(row, "rank")
    if realpos is not None or kind == "ad" or rank is None:
        return realpos
    return rank + 1


def _label(row: dict[str, Any]) -> str | None:
    named = (payload.text(row, key) for key in ("label_name", "icon_desc", "small_icon_desc"))
    return (
        next((label for label in named if label), None)
        or from_mask(payload.whole(row, "flag"))
        or from_icon(payload.text(row, "icon"))
    )
