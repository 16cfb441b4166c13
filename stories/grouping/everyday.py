"""Whether a Chinese line shares only everyday words with a group, such as 离职, 朋友圈 or 到底有多, or rare ones, which prove much.

The caller supplies the surprise of words; without it no word counts as everyday. The more lines have passed since a group was
last told, the more it takes: among many lines one or other shares a word by chance.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from stories.grouping.groups import WINDOW, Group
from stories.items.features import Features
from stories.text.script import simplified

Surprise = Callable[[str], float]
"""Information of a run of simplified Chinese characters beyond everyday words, in nats."""

TELLING = 6.5
"""Minimum shared information, in nats: one word in a million, or two words rarer than one in 30,000. A
group that has been silent asks for ln(1 + boards) more."""

BOARD = 50
"""Lines of a board. Per member of the group as many must have passed to count: what is often told lasts longer."""

RARE = 9.0
"""... for a line that names no company to tell of a company's open affair, whatever else it says."""

NEAREST = 3
"""Number of latest members compared with a line: those that share most terms."""

LEAST = 2
"""Minimum characters of a run."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """Compares lines with groups of their language."""

    surprise: Surprise | None = None
    _times: list[datetime] = field(default_factory=list)
    """Times of the Chinese lines within the window, and up to as long before it, sorted."""

    def note(self, features: Features) -> None:
        """Count a line that is placed."""
        if self.surprise is None or features.item.lang != "zh":
            return
        insort(self._times, features.day)
        if self._times[-1] - self._times[0] > 2 * WINDOW:
            del self._times[: bisect_left(self._times, self._times[-1] - WINDOW)]

    def shares_only_everyday(self, features: Features, group: Group) -> bool:
        """Return whether a line shares only everyday words with each of a group's nearest members; a shared name is more."""
        surprise = self.surprise
        if surprise is None or group.lang != "zh" or not features.subjects.isdisjoint(group.subjects):
            return False
        title = simplified(features.item.title)
        telling = TELLING + math.log1p(self._passed(features.day, group) / BOARD / len(group.members))
        return all(
            sum(map(surprise, common_runs(title, simplified(member.item.title)))) < telling
            for member in _nearest(features, group)
        )

    def _passed(self, now: datetime, group: Group) -> int:
        """Return the number of lines between a moment and the time in which a group was told; 0 within that time."""
        first, last = (group.last, now) if now > group.last else (now, group.first)
        return max(0, bisect_left(self._times, last) - bisect_right(self._times, first))

    def shares_rare_words(self, features: Features, group: Group) -> bool:
        """Return whether a line shares rare words with one of a group's nearest members; numbers and abbreviations are none."""
        surprise = self.surprise
        if surprise is None or group.lang != "zh":
            return False
        title = simplified(features.item.title)
        return any(
            sum(surprise(run) for run in common_runs(title, simplified(member.item.title)) if _is_word(run))
            >= RARE
            for member in _nearest(features, group)
        )

    def share_only_everyday(self, group: Group, other: Group) -> bool:
        """Return whether the latest members of a group share only everyday words with another group."""
        return all(self.shares_only_everyday(member, other) for member in group.members[-NEAREST:])


def _nearest(features: Features, group: Group) -> list[Features]:
    line = features.terms.keys()
    return sorted(group.latest(), key=lambda member: -len(line & member.title_terms))[:NEAREST]


def _is_word(run: str) -> bool:
    """Return whether a run is a word or a code, not a number or an abbreviation such as CEO."""
    return not run.isascii() or (any(map(str.isdigit, run)) and any(map(str.isalpha, run)))


def common_runs(one: str, other: str) -> set[str]:
    """Return the longest runs of letters, left to right, that one title shares with another."""
    found, start = set(), 0
    while start < len(one):
        end = start
        while end < len(one) and one[end].isalnum() and one[start : end + 1] in other:
            end += 1
        if end - start >= LEAST:
            found.add(one[start:end])
        start = max(end, start + 1)
    return found
