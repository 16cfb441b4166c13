"""Distinguishes the formats of Weibo's hot search, and its refusals; each format has a module of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.boards import weibo_container, weibo_side, weibo_summary
from crawler.refusals import Refused, said
from records import Sighting

LOGIN_WANTED = -100
"""The `ok` value of a reply that redirects to the login."""


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Parse side/hotSearch, hot_band, the mobile container, or the page s.weibo.com/top/summary."""
    if weibo_summary.is_summary(body):
        return weibo_summary.read(body, captured_at)
    reply = payload.decode(body)
    if payload.has_list(reply, "data", "realtime") or payload.has_list(reply, "data", "band_list"):
        return weibo_side.read(reply, captured_at)
    if any(True for _ in payload.rows(reply, "data", "cards")):
        return weibo_container.read(reply, captured_at)
    raise refusal(reply)


def refusal(reply: Any) -> Refused:
    """Return why a reply is empty: Weibo answers with HTTP 200 and an error code in `ok`."""
    ok = payload.whole(reply, "ok")
    if ok == LOGIN_WANTED:
        return Refused("wall", f"Weibo demands a login (ok -100){said(reply)}")
    if payload.text(reply, "error") == "Forbidden":
        return Refused("blocked", "Weibo refused: Forbidden")
    if ok == 0 or payload.has_list(reply, "data", "cards"):
        return Refused("empty", f"Weibo has no content here{said(reply)}")
    return Refused("error", f"no list in Weibo's reply{said(reply)}")
