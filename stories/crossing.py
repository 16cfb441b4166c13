"""Groups of different languages that tell one happening: likeness of what needs no translation, weighed by rarity."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from stories.bridges import bridges
from stories.features import Features
from stories.groups import DIGITS, Group

PRIOR = 60
"""Items that every tie is thought to have been missing from before the first is seen."""

ALIKE = 0.34
"""Cosine of ties that makes two groups of different languages one story."""

LEAST_TIES = 2


@dataclass(slots=True)
class Sum:
    """The weighed ties of a group's items, added up."""

    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    """Squared length."""
    often: Counter[str] = field(default_factory=Counter)
    """How many of the items have a tie."""
    items: int = 0

    def add(self, weighed: Mapping[str, float]) -> None:
        """Count an item's ties."""
        weights, often = self.weights, self.often
        for tie, weight in weighed.items():
            before = weights.get(tie, 0.0)
            weights[tie] = before + weight
            often[tie] = often.get(tie, 0) + 1
            self.square += weight * (2 * before + weight)
        self.items += 1


@dataclass(slots=True)
class Crossing:
    """The ties of every active group."""

    groups: dict[str, Group]
    sums: dict[str, Sum] = field(default_factory=dict)
    by_tie: dict[str, dict[str, dict[str, None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    """Tie → language → the groups that have it."""
    seen: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def weigh(self, features: Features) -> dict[str, float]:
        """An item's ties, each the heavier the rarer it is among the active items and this one."""
        often, total = self.seen.get, self.total + 1 + PRIOR
        return {
            tie: round(weight * math.log(total / (often(tie, 0) + 1.5)), DIGITS)
            for tie, weight in bridges(features).items()
        }

    def add(self, weighed: Mapping[str, float], group: Group) -> None:
        """Count an item's ties for its group."""
        self.total += 1
        for tie in weighed:
            self.seen[tie] = self.seen.get(tie, 0) + 1
            self.by_tie[tie][group.lang][group.id] = None
        self.sums.setdefault(group.id, Sum()).add(weighed)

    def forget(self, group: Group) -> None:
        """Drop a group that is no longer active."""
        gone = self.sums.pop(group.id, Sum())
        self.total -= gone.items
        for tie, often in gone.often.items():
            self.seen[tie] -= often
            if self.seen[tie] <= 0:
                del self.seen[tie]
            by_lang = self.by_tie.get(tie)
            if by_lang is not None and group.lang in by_lang:
                by_lang[group.lang].pop(group.id, None)
                if not by_lang[group.lang]:
                    del by_lang[group.lang]
                if not by_lang:
                    del self.by_tie[tie]

    def near(self, group: Group, ties: Mapping[str, float]) -> list[tuple[float, str, str]]:
        """Groups of other languages that are alike enough: score, id, what is shared; the best first."""
        mine = self.sums[group.id]
        proposed: dict[str, None] = {}
        for tie in sorted(ties, key=lambda tie: (-ties[tie], tie))[:12]:
            by_lang = self.by_tie[tie]
            if sum(map(len, by_lang.values())) <= COMMON:
                for lang, groups in by_lang.items():
                    if lang != group.lang:
                        proposed.update(groups)
        found = []
        for other in proposed:
            if other not in self.groups:
                continue
            theirs = self.sums[other]
            score = likeness(mine, theirs)
            if score >= ALIKE and _enough(shared := shared_ties(mine, theirs)):
                found.append((score, other, ", ".join(tie.split(":", 1)[1] for tie in shared[:5])))
        return sorted(found, reverse=True)


COMMON = 400
"""A tie that so many groups share proposes none of them."""


def likeness(one: Sum, other: Sum) -> float:
    """Cosine of two sums of ties."""
    few, many = sorted((one.weights, other.weights), key=len)
    product = sum(weight * many[tie] for tie, weight in few.items() if tie in many)
    length = math.sqrt(one.square * other.square)
    return product / length if length else 0.0


def shared_ties(one: Sum, other: Sum) -> list[str]:
    """What two sums share, the heaviest first."""
    mine, theirs = one.weights, other.weights
    shared = [tie for tie in mine if tie in theirs]
    return sorted(shared, key=lambda tie: (-mine[tie] * theirs[tie], tie))


def _enough(shared: list[str]) -> bool:
    """One tie may be chance, and a watched entity alone never suffices."""
    return len([tie for tie in shared if not tie.startswith("e:")]) >= LEAST_TIES or (
        any(tie.startswith(("f:", "n:", "k:", "c:")) for tie in shared)
        and any(tie.startswith("e:") for tie in shared)
    )
