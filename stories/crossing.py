"""Groups of different languages that tell one happening: likeness of what needs no translation, weighed by rarity."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from stories.clashes import clash
from stories.features import Features
from stories.groups import DIGITS, Group

PRIOR = 60
"""Items that every tie is thought to have been missing from before the first is seen."""

ALIKE = 0.32
"""Cosine of ties that makes two groups of different languages one story."""

ALIKE_CLAIMS = 0.2
"""… where each is the only claim of one company in its language these days."""

LEAST_TIES = 2


@dataclass(slots=True)
class Sum:
    """The weighed ties of a group's items, added up."""

    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    """Squared length."""
    again: dict[str, int] = field(default_factory=dict)
    """How many more items than one have a tie."""
    items: int = 0

    def add(self, weighed: Mapping[str, float]) -> None:
        """Count an item's ties."""
        weights, square = self.weights, self.square
        for tie, weight in weighed.items():
            before = weights.get(tie)
            if before is None:
                weights[tie], before = weight, 0.0
            else:
                weights[tie] = before + weight
                self.again[tie] = self.again.get(tie, 0) + 1
            square += weight * (2 * before + weight)
        self.square = square
        self.items += 1


@dataclass(slots=True)
class Crossing:
    """The ties of every active group."""

    groups: dict[str, Group]
    sums: dict[str, Sum] = field(default_factory=dict)
    by_lang: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)
    """Language → tie → the groups that have it."""
    seen: dict[str, int] = field(default_factory=dict)
    """How many items have a tie."""
    total: int = 0

    def weigh(self, features: Features) -> dict[str, float]:
        """An item's ties, each the heavier the rarer it is among the active items and this one."""
        often, total = self.seen.get, self.total + 1 + PRIOR
        return {
            tie: round(weight * math.log(total / (often(tie, 0) + 1.5)), DIGITS)
            for tie, weight in features.ties.items()
        }

    def add(self, weighed: Mapping[str, float], group: Group) -> None:
        """Count an item's ties for its group."""
        self.total += 1
        seen, by_tie = self.seen, self.by_lang.setdefault(group.lang, {})
        for tie in weighed:
            seen[tie] = seen.get(tie, 0) + 1
            if tie in by_tie:
                by_tie[tie][group.id] = None
            else:
                by_tie[tie] = {group.id: None}
        self.sums.setdefault(group.id, Sum()).add(weighed)

    def forget(self, group: Group) -> None:
        """Drop a group that is no longer active."""
        gone = self.sums.pop(group.id, None)
        if gone is None:
            return
        self.total -= gone.items
        seen, by_tie = self.seen, self.by_lang[group.lang]
        for tie in gone.weights:
            left = seen[tie] - 1 - gone.again.get(tie, 0)
            if left:
                seen[tie] = left
            else:
                del seen[tie]
            holders = by_tie[tie]
            del holders[group.id]
            if not holders:
                del by_tie[tie]

    def near(
        self, group: Group, ties: Mapping[str, float], claims: Callable[[Group, Group], bool]
    ) -> list[tuple[float, str, str]]:
        """Groups of other languages that are alike enough: score, id, what is shared; the best first.

        `claims` tells whether two groups are the only claims of a company in their languages: of these less is asked.
        """
        mine = self.sums[group.id]
        proposed: dict[str, None] = {}
        for tie in sorted(ties, key=lambda tie: (-ties[tie], tie))[:12]:
            holding = {lang: by_tie[tie] for lang, by_tie in self.by_lang.items() if tie in by_tie}
            if len(holding) > 1 and sum(map(len, holding.values())) <= COMMON:
                for lang, groups in holding.items():
                    if lang != group.lang:
                        proposed.update(groups)
        found = []
        for other in proposed:
            if other not in self.groups:
                continue
            theirs = self.sums[other]
            score = likeness(mine, theirs)
            if score < ALIKE_CLAIMS:
                continue
            unlike = clash(group.marks, self.groups[other].marks)
            enough = score >= ALIKE + unlike or (
                score >= ALIKE_CLAIMS + unlike and claims(group, self.groups[other])
            )
            if enough and _enough(shared := shared_ties(mine, theirs)):
                found.append((score, other, ", ".join(tie.split(":", 1)[1] for tie in shared[:5])))
        return sorted(found, reverse=True)


COMMON = 400
"""A tie that so many groups share proposes none of them."""


def likeness(one: Sum, other: Sum) -> float:
    """Cosine of two sums of ties."""
    few, many = one.weights, other.weights
    if len(few) > len(many):
        few, many = many, few
    product = 0.0
    for tie in filter(many.__contains__, few):
        product += few[tie] * many[tie]
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
