"""Parses Weibo's mobile container (m.weibo.cn, containerid 106003): the main board, the rising list, entertainment.

The kind of a row is given by the parameters of its link, and again by its action log: the entry id (51 a pin, 31 the
board, 25 rising, 157 entertainment), `realpos` (the organic position, which adverts do not have), `display_time`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.boards.labels import from_icon, from_mask
from crawler.refusals import Refused
from records import Sighting, SightingKind

LISTS = {"51": "hot", "31": "hot", "25": "rising", "157": "entertainment"}
"""Entry id → list."""

PIN = "51"


def read(reply: Any, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the sightings of every list in the reply.

    Raises:
        Refused: There are lists but no main board; accepting that would make its topics seem gone.
    """
    rows = (
        row for _, card in payload.rows(reply, "data", "cards") for row in payload.rows(card, "card_group")
    )
    found = [
        sighting
        for index, row in islice(rows, payload.MOST_ROWS)
        for sighting in _sighting(row, index, captured_at)
    ]
    if found and not any(sighting.list == "hot" and sighting.kind == "organic" for sighting in found):
        raise Refused("error", "the main list is missing from Weibo's reply")
    yield from found


def _sighting(row: dict[str, Any], index: int, captured_at: datetime) -> Iterator[Sighting]:
    title = payload.text(row, "desc")
    marks = _marks(row)
    shown_on = LISTS.get(marks.get("stream_entry_id") or marks.get("t", ""))
    if title is None or shown_on is None:  # headings, and links to more
        return
    kind = _kind(row, marks)
    yield Sighting(
        platform="weibo",
        list=shown_on,
        title=title.strip("#") or title,
        position=None if kind == "pinned" else _position(shown_on, marks),
        index=index,
        captured_at=captured_at,
        kind=kind,
        heat=parse_heat(payload.at(row, "desc_extr")),
        heat_raw=payload.text(row, "desc_extr"),
        label=from_mask(payload.whole(marks, "flag")) or from_icon(payload.text(row, "icon")),
        board_time=payload.unix_time(marks, "display_time") or payload.unix_time(marks, "qtime"),
        url=f"https://s.weibo.com/weibo?q={quote(marks.get('q') or title)}",
        lang="zh",
    )


def _kind(row: dict[str, Any], marks: dict[str, str]) -> SightingKind:
    """Classify a row; a paid topic is an advert even if it has an organic position."""
    if "promotion" in row or "adid" in marks or marks.get("is_ad_pos") == "1" or marks.get("topic_ad") == "1":
        return "ad"
    return "pinned" if (marks.get("stream_entry_id") or marks.get("t")) == PIN else "organic"


def _position(shown_on: str, marks: dict[str, str]) -> int | None:
    """Return the position: `realpos` on the board; on the entertainment list "1_3" means third in its card. The rising list has none."""
    if shown_on == "entertainment":
        return payload.whole(marks.get("log_pos", "").rpartition("_")[2])
    return payload.whole(marks, "realpos") if shown_on == "hot" else None


def _marks(row: dict[str, Any]) -> dict[str, str]:
    """Return the parameters of a row's link, completed from its action log."""
    log = payload.text(row, "actionlog", "ext") or payload.text(row, "itemid") or ""
    logged = dict(field.partition(":")[::2] for field in log.split("|"))
    outer = _parameters(payload.text(row, "scheme") or "")
    inner = dict(parse_qsl(outer.get("extparam", "")))
    return logged | {"log_pos": logged.get("pos", "")} | outer | inner


def _parameters(link: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(urlsplit(link).query))
    except ValueError:
        return {}
