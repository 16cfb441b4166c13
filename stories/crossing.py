"""Groups of different languages that tell one happening: likeness of what needs no translation, weighed by rarity."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from stories.bridges import bridges
from stories.features import Features
from stories.groups import Group

PRIOR = 60
"""Items that every tie is thought to have been missing from before the first is seen."""

ALIKE = 0.34
"""Cosine of ties that makes two groups of different languages one story."""

LEAST_TIES = 2


@dataclass(slots=True)
class Crossing:
    """The ties of every active group."""

    groups: dict[str, Group]
    sums: dict[str, dict[str, float]] = field(default_factory=dict)
    by_tie: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    seen: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def add(self, features: Features, group: Group) -> dict[str, float]:
        """Count an item's ties for its group and return them, weighed."""
        ties = bridges(features)
        self.total += 1
        self.seen.update(ties.keys())
        weighed = {
            tie: weight * math.log((self.total + PRIOR) / (self.seen[tie] + 0.5))
            for tie, weight in ties.items()
        }
        sums = self.sums.setdefault(group.id, {})
        for tie, weight in weighed.items():
            sums[tie] = sums.get(tie, 0.0) + weight
            self.by_tie[tie][group.id] = None
        return weighed

    def forget(self, group: Group) -> None:
        """Drop a group that is no longer active."""
        for tie in self.sums.pop(group.id, {}):
            entries = self.by_tie.get(tie)
            if entries is not None:
                entries.pop(group.id, None)
                if not entries:
                    del self.by_tie[tie]

    def near(self, group: Group, ties: dict[str, float]) -> list[tuple[float, str, str]]:
        """Groups of other languages that are alike enough: score, id, what is shared; the best first."""
        mine = self.sums[group.id]
        proposed: dict[str, None] = {}
        for tie in sorted(ties, key=lambda tie: (-ties[tie], tie))[:12]:
            if len(self.by_tie[tie]) <= COMMON:
                proposed.update(self.by_tie[tie])
        found = []
        for other in proposed:
            theirs = self.groups.get(other)
            if theirs is None or theirs.lang == group.lang:
                continue
            score, shared = likeness(mine, self.sums[other])
            if score >= ALIKE and _enough(shared):
                found.append((score, other, ", ".join(tie.split(":", 1)[1] for tie in shared[:5])))
        return sorted(found, reverse=True)


COMMON = 400
"""A tie that so many groups share proposes none of them."""


def likeness(one: dict[str, float], other: dict[str, float]) -> tuple[float, list[str]]:
    """Cosine of two sums of ties, and what they share, the heaviest first."""
    shared = [tie for tie in one if tie in other]
    product = sum(one[tie] * other[tie] for tie in shared)
    length = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return (product / length if length else 0.0), sorted(
        shared, key=lambda tie: (-one[tie] * other[tie], tie)
    )


def _enough(shared: list[str]) -> bool:
    """One tie may be chance, and a watched entity alone never suffices."""
    return len([tie for tie in shared if not tie.startswith("e:")]) >= LEAST_TIES or (
        any(tie.startswith(("f:", "n:", "k:", "c:")) for tie in shared)
        and any(tie.startswith("e:") for tie in shared)
    )
