"""Which topics stand on the trending board at a moment, how hot, in which order. boards writes the replies."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from sample.content import HERE

RISE = 0.2
"""Part of a topic's life in which it climbs to its peak, where no curve is given."""

ENTRY, EXIT = 0.35, 0.22
"""Heat at entry and at the end, as parts of the peak, where no curve is given."""

NEW_FOR = timedelta(minutes=100)
HOT_FROM = 800_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic's stay on one list of the board."""

    title: str
    list: str = "hot"
    """hot, rising, entertainment, pinned or ad."""
    curve: tuple[tuple[datetime, int], ...] = ()
    """Heat at moments; between them it goes in straight lines; the first and the last bound the stay."""
    labels: tuple[tuple[datetime, str], ...] = ()
    """From when it carries which label; empty: by its age and heat."""
    category: str | None = None
    """What stands before the heat of some topics: 综艺, 剧集, 电影 …"""
    words: str | None = None
    """What stands in place of the heat on the rising list: 正在热转 …"""
    hashtag: bool = True
    adid: int | None = None
    slot: int | None = None
    """Adverts: 0-based place in the reply."""

    def shown(self, moment: datetime) -> bool:
        """Whether it is on its list."""
        return self.curve[0][0] <= moment < self.curve[-1][0]

    def heat(self, moment: datetime) -> int:
        """Its heat while it is on the list."""
        for (before, low), (after, high) in pairwise(self.curve):
            if before <= moment < after:
                return round(low + (high - low) * ((moment - before) / (after - before)))
        return self.curve[-1][1]

    def label(self, moment: datetime) -> str | None:
        """新, 热 or another mark, or None."""
        if self.labels:
            place = bisect_right([since for since, _ in self.labels], moment)
            return self.labels[place - 1][1] or None if place else None
        if self.heat(moment) >= HOT_FROM:
            return "热"
        return "新" if moment - self.curve[0][0] < NEW_FOR else None


def ranked(name: str, moment: datetime) -> list[Topic]:
    """The topics of a list at a moment, hottest first; adverts by their slot."""
    shown = [topic for topic in topics() if topic.list == name and topic.shown(moment)]
    return sorted(shown, key=lambda topic: (topic.slot or 0, -topic.heat(moment), topic.title))


@cache
def topics() -> tuple[Topic, ...]:
    """All stays on all lists."""
    return tuple(
        _topic(table)
        for path in sorted((HERE / "topics").glob("*.toml"))
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["topic"]
    )


def _topic(table: dict[str, Any]) -> Topic:
    curve = table.pop("curve", None) or _usual_curve(table)
    labels = table.pop("labels", ())
    return Topic(curve=tuple(map(tuple, curve)), labels=tuple(map(tuple, labels)), **table)


def _usual_curve(table: dict[str, Any]) -> list[tuple[datetime, int]]:
    begin, end, peak = table.pop("from"), table.pop("to"), table.pop("peak")
    return [
        (begin, round(peak * ENTRY)),
        (begin + (end - begin) * RISE, peak),
        (end, round(peak * EXIT)),
    ]
