"""Similarity of groups across languages, by their language-independent ties weighted by rarity."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from stories.grouping.groups import DIGITS, NEAR, Group
from stories.items.clashes import agreement, clash
from stories.items.features import Features

PRIOR = 60
"""Pseudo-count of items without the tie."""

ALIKE = 0.33
"""Minimum cosine of ties for two groups of different languages to be one story."""

ALIKE_CLAIMS = 0.2
"""... if each is the only recent claim of one company in its language."""

LEAD = 0.2
"""How much more similar a group of another language must be to an item than the story it would join in its own."""

OWN = 0.07
"""Maximum share of items with a tie for it to count as agreement: names, concepts and numbers that hardly any other
item has lower the required similarity, as within one language (see clashes)."""

LEAST_TIES = 2

ENTITY = "e:"
"""Prefix of a tie that is a watched entity."""

PLACE = "c:@"

WORDLESS = ("c:", "w:")
"""Prefixes of ties that are concepts and cognates: many events of a day share some."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A group of another language that may tell the same event."""

    score: float
    group: Group
    shared: list[str]
    """Shared ties, heaviest first."""
    unlike: float
    """Extra similarity required for contradicting ties, less what is taken off for agreeing ones."""
    alike: bool
    """Whether the two groups alone are similar enough."""

    @property
    def telling(self) -> bool:
        """Whether they share more than concepts: a name, a place, a figure."""
        return any(tie.startswith(PLACE) or not tie.startswith(WORDLESS) for tie in self.shared)


@dataclass(slots=True)
class Sum:
    """Sum of the weighted ties of a group's items."""

    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    """Squared length."""
    again: dict[str, int] = field(default_factory=dict)
    """Number of items with a tie beyond the first."""
    items: int = 0

    def add(self, weighed: Mapping[str, float]) -> None:
        """Add an item's ties."""
        weights, square = self.weights, self.square
        if not self.items:
            weights.update(weighed)
            for weight in weighed.values():
                square += weight * weight
            self.square, self.items = square, 1
            return
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
class TieIndex:
    """The ties of all active groups, with an inverted index by language."""

    sums: dict[str, Sum] = field(default_factory=dict)
    by_lang: dict[str, dict[str, dict[str, Group]]] = field(default_factory=dict)
    """Language to tie to groups by id."""
    seen: dict[str, int] = field(default_factory=dict)
    """Number of items with a tie."""
    total: int = 0

    def weigh(self, features: Features) -> dict[str, float]:
        """Return an item's ties weighted by rarity among the active items and this one."""
        often, total = self.seen.get, self.total + 1 + PRIOR
        return {
            tie: round(weight * math.log(total / (often(tie, 0) + 1.5)), DIGITS)
            for tie, weight in features.ties.items()
        }

    def fits_better(self, features: Features, story: Iterable[Group]) -> bool:
        """Return whether a group of another language is similar enough to an item, and far more so than a story's groups are."""
        if self.by_lang.keys() <= {features.item.lang}:
            return False
        weighed, own, one = self.weigh(features), {group.id for group in story}, Sum()
        one.add(weighed)
        near = max((likeness(one, self.sums[group]) for group in own if group in self.sums), default=0.0)
        least = max(ALIKE, near + LEAD)
        for other in self._proposed(features.item.lang, weighed, features.day):
            theirs = self.sums[other.id]
            if other.id not in own and likeness(one, theirs) >= least and _enough(shared_ties(one, theirs)):
                return True
        return False

    def add(self, weighed: Mapping[str, float], group: Group) -> None:
        """Add an item's ties to its group."""
        self.total += 1
        seen, by_tie = self.seen, self.by_lang.setdefault(group.lang, {})
        for tie in weighed:
            seen[tie] = seen.get(tie, 0) + 1
            holders = by_tie.get(tie)
            if holders is None:
                by_tie[tie] = {group.id: group}
            else:
                holders[group.id] = group
        self.sums.setdefault(group.id, Sum()).add(weighed)

    def forget(self, group: Group) -> None:
        """Drop an inactive group."""
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

    def between(self, one: Iterable[Group], other: Iterable[Group]) -> float:
        """Return the cosine between two sets of groups, each summed."""
        return likeness(self._together(one), self._together(other))

    def _together(self, groups: Iterable[Group]) -> Sum:
        total = Sum()
        for group in groups:
            if group.id in self.sums:
                total.add(self.sums[group.id].weights)
        return total

    def near(
        self,
        group: Group,
        ties: Mapping[str, float],
        day: datetime,
        claims: Callable[[Group, Group], bool],
    ) -> list[Neighbour]:
        """Return groups of other languages near a day that are similar enough, alone or perhaps with their stories; best first.

        `claims` tells whether two groups are the only claims of a company in their languages; they need less
        similarity.
        """
        mine = self.sums[group.id]
        found = []
        for other in self._proposed(group.lang, ties, day):
            theirs = self.sums[other.id]
            score = likeness(mine, theirs)
            if score < ALIKE_CLAIMS:
                continue
            shared = shared_ties(mine, theirs)
            if not _enough(shared) and not (_named(shared) and claims(group, other)):
                continue
            unlike = clash(group.marks, other.marks)
            claimed = score >= ALIKE_CLAIMS + unlike and claims(group, other)
            unlike -= agreement(group.marks, other.marks, self._own(shared, group))
            alike = claimed or score >= ALIKE + unlike
            found.append(Neighbour(score, other, shared, unlike, alike))
        return sorted(found, key=lambda near: (near.score, near.group.id), reverse=True)

    def _own(self, shared: Iterable[str], group: Group) -> list[str]:
        """Return the shared marks that hardly any other item has."""
        most = OWN * (self.total + PRIOR)
        return [tie for tie in shared if tie in group.marks and self.seen[tie] <= most]

    def _proposed(self, lang: str, ties: Mapping[str, float], day: datetime) -> Iterator[Group]:
        """Yield groups of other languages, active near a day, that share one of the item's heaviest ties.

        A company's name is shared by many groups, and never suffices alone.
        """
        proposed: dict[str, Group] = {}
        for tie in sorted(ties, key=lambda tie: (-ties[tie], tie))[:12]:
            holding = {spoken: by_tie[tie] for spoken, by_tie in self.by_lang.items() if tie in by_tie}
            if len(holding) > 1 and not tie.startswith(ENTITY) and sum(map(len, holding.values())) <= COMMON:
                for spoken, groups in holding.items():
                    if spoken != lang:
                        proposed.update(groups)
        return (other for other in proposed.values() if day - NEAR <= other.last <= day + NEAR)


COMMON = 400
"""Maximum number of groups with a tie that proposes candidates."""


def likeness(one: Sum, other: Sum) -> float:
    """Return the cosine of two sums."""
    few, many = one.weights, other.weights
    if len(few) > len(many):
        few, many = many, few
    product = 0.0
    for tie in filter(many.__contains__, few):
        product += few[tie] * many[tie]
    length = math.sqrt(one.square * other.square)
    return product / length if length else 0.0


def shared_ties(one: Sum, other: Sum) -> list[str]:
    """Return the shared ties, heaviest first."""
    mine, theirs = one.weights, other.weights
    shared = [tie for tie in mine if tie in theirs]
    return sorted(shared, key=lambda tie: (-mine[tie] * theirs[tie], tie))


def _enough(shared: list[str]) -> bool:
    """Return whether shared ties may be more than coincidence.

    Every story about a company mentions its products, so concepts beside its name are not enough.
    """
    others = [tie for tie in shared if not tie.startswith(ENTITY)]
    telling = _named(shared) and not all(tie.startswith(WORDLESS) for tie in others)
    return telling or len(others) >= LEAST_TIES


def _named(shared: list[str]) -> bool:
    """Return whether the shared ties include a watched entity and something else."""
    return 0 < sum(tie.startswith(ENTITY) for tie in shared) < len(shared)
