"""The trending board at a simulated time: topics, heat, order. `boards` renders the replies."""

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
"""Share of a topic's stay in which it climbs to its peak, unless a curve is given."""

ENTRY, EXIT = 0.35, 0.22
"""Heat at entry and exit as shares of the peak, unless a curve is given."""

NEW_FOR = timedelta(minutes=100)
HOT_FROM = 800_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic's stay on one list of the board."""

    title: str
    list: str = "hot"
    """hot, rising, entertainment, pinned or ad."""
    curve: tuple[tuple[datetime, int], ...] = ()
    """Heat at given times, interpolated linearly; the first and last bound the stay."""
    labels: tuple[tuple[datetime, str], ...] = ()
    """Labels with their start times; empty: derived from age and heat."""
    category: str | None = None
    """Text before the heat of some topics: 综艺, 剧集, 电影 ..."""
    words: str | None = None
    """Text in place of the heat on the rising list: 正在热转 ..."""
    hashtag: bool = True
    adid: int | None = None
    slot: int | None = None
    """Adverts: 0-based position in the reply."""

    def shown(self, moment: datetime) -> bool:
        """Return whether it is on its list."""
        return self.curve[0][0] <= moment < self.curve[-1][0]

    def heat(self, moment: datetime) -> int:
        """Return its heat while on the list."""
        for (before, low), (after, high) in pairwise(self.curve):
            if before <= moment < after:
                return round(low + (high - low) * ((moment - before) / (after - before)))
        return self.curve[-1][1]

    def label(self, moment: datetime) -> str | None:
        """Return its label, such as 新 or 热, or None."""
        if self.labels:
            place = bisect_right([since for since, _ in self.labels], moment)
            return self.labels[place - 1][1] or None if place else None
        if self.heat(moment) >= HOT_FROM:
            return "热"
        return "新" if moment - self.curve[0][0] < NEW_FOR else None


def ranked(name: str, moment: datetime) -> list[Topic]:
    """Return the topics of a list at a time, hottest first; adverts by slot."""
    shown = [topic for topic in topics() if topic.list == name and topic.shown(moment)]
    return sorted(shown, key=lambda topic: (topic.slot or 0, -topic.heat(moment), topic.title))


@cache
def topics() -> tuple[Topic, ...]:
    """Return all stays on all lists."""
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
