"""Shared by the newswires (Eastmoney, CLS, Wallstreetcn, Jin10): the headline inside a short dated text, and its mark."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.texts import plain
from records import Sighting, SightingKind

IMPORTANT = "重要"
"""Label of notices shown in red."""

LIST = "wire"

_HEADLINE = re.compile(r"^【([^】]{2,80})】")
_SENTENCE = re.compile(r"^.{8,80}?[。！？!?；;]")
LONGEST = 80
"""Characters of a headline taken from a text without one."""


def notice(
    platform: str,
    *,
    title: str | None,
    text: str | None,
    index: int,
    captured_at: datetime,
    sent_at: datetime | None,
    important: bool,
    kind: SightingKind = "organic",
    url: str | None = None,
    heat: int | None = None,
) -> Sighting | None:
    """Return a notice as a sighting; the title falls back to its 【headline】 or first sentence. None without text."""
    words = plain(text)
    headline = plain(title) or headline_of(words)
    if headline is None:
        return None
    return Sighting(
        platform=platform,
        list=LIST,
        title=headline,
        position=None,
        index=index,
        captured_at=captured_at,
        kind=kind,
        heat=heat,
        heat_raw=None if heat is None else str(heat),
        label=IMPORTANT if important else None,
        board_time=sent_at,
        url=url,
        excerpt=words,
        lang="zh",
    )


def headline_of(words: str | None) -> str | None:
    """Return the 【headline】 that starts a notice, else its first sentence, else its beginning."""
    if words is None:
        return None
    if marked := _HEADLINE.match(words):
        return marked[1]
    sentence = _SENTENCE.match(words)
    return sentence[0].rstrip("。；;") if sentence else words[:LONGEST]
