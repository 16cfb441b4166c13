"""Shared by the newswires (Eastmoney, CLS, Wallstreetcn, Jin10): the headline inside a short dated text, and its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A short text of a newswire, as its reply gives it."""

    index: int
    """0-based place in the reply."""
    title: str | None
    """None where the platform gives none, or leaves it inside the text."""
    text: str | None
    sent_at: datetime | None
    important: bool
    """Whether the platform shows it in red."""
    kind: SightingKind = "organic"
    url: str | None = None
    heat: int | None = None
    """Readers, where the platform counts them."""


def sightings(platform: str, notices: Iterable[Notice], captured_at: datetime) -> Iterator[Sighting]:
    """Yield notices as sightings; the title falls back to the 【headline】 or first sentence. What has no text is left out."""
    for notice in notices:
        words = plain(notice.text)
        headline = plain(notice.title) or headline_of(words)
        if headline is None:
            continue
        yield Sighting(
            platform=platform,
            list=LIST,
            title=headline,
            position=None,
            index=notice.index,
            captured_at=captured_at,
            kind=notice.kind,
            heat=notice.heat,
            heat_raw=None if notice.heat is None else str(notice.heat),
            label=IMPORTANT if notice.important else None,
            board_time=notice.sent_at,
            url=notice.url,
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
