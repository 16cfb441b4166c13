"""Parses Zhihu's hot list in its two formats, and its top searches, as a reply or inside www.zhihu.com/topsearch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.boards.heat import parse_heat
from crawler.refusals import Refused, rows_at, said
from records import Sighting


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the questions of the hot list ("hot"), or the searches of the page ("searches")."""
    if page := payload.between(body, b'id="js-initialData"', b"</script>"):
        rows = rows_at(payload.decode(page.partition(b">")[2]), "initialState", "topsearch", "data")
        yield from _searches(rows, captured_at)
        return
    reply = payload.decode(body)
    if payload.has_list(reply, "top_search", "words"):
        yield from _searches(payload.rows(reply, "top_search", "words"), captured_at)
        return
    if isinstance(payload.at(reply, "error"), dict):
        raise _refusal(reply)
    for index, row in rows_at(reply, "data"):
        yield from _question(row, index, captured_at)


def _refusal(reply: Any) -> Refused:
    if payload.is_set(reply, "error", "need_login"):
        return Refused("wall", f"Zhihu asks for a login{said(reply)}")
    return Refused("blocked", f"Zhihu refused{said(reply)}")


def _question(row: dict[str, Any], index: int, captured_at: datetime) -> Iterator[Sighting]:
    target = payload.at(row, "target")
    title = payload.text(target, "title_area", "text") or payload.text(target, "title")
    if title is None:
        return
    heat = payload.text(target, "metrics_area", "text") or payload.text(row, "detail_text")
    yield Sighting(
        platform="zhihu",
        list="hot",
        title=title,
        position=index + 1,
        index=index,
        captured_at=captured_at,
        heat=parse_heat(heat),
        heat_raw=heat,
        board_time=_board_time(row),
        url=payload.address(target, "link", "url") or _question_url(row),
        excerpt=payload.text(target, "excerpt_area", "text") or payload.text(target, "excerpt"),
        lang="zh",
    )


def _board_time(row: dict[str, Any]) -> datetime | None:
    """Return the reply's time from a row's id, which is its index and that time: "5_1724339311.590691"."""
    place, _, moment = (payload.text(row, "id") or "").partition("_")
    return payload.unix_time(moment) if place.isdigit() else None


def _question_url(row: dict[str, Any]) -> str | None:
    card = payload.text(row, "card_id") or ""
    return f"https://www.zhihu.com/question/{card[2:]}" if re.fullmatch(r"Q_\d+", card) else None


def _searches(rows: Iterator[tuple[int, dict[str, Any]]], captured_at: datetime) -> Iterator[Sighting]:
    for index, row in rows:
        names = ("queryDisplay", "realQuery", "display_query", "query")
        title = next((words for name in names if (words := payload.text(row, name))), None)
        if title is not None:
            yield Sighting(
                platform="zhihu",
                list="searches",
                title=title,
                position=index + 1,
                index=index,
                captured_at=captured_at,
                label="新" if payload.is_set(row, "isNew") else None,
                excerpt=payload.text(row, "queryDescription"),
                lang="zh",
            )
