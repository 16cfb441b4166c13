"""Tight groups of items in one language: what their items hold in common. Which an item belongs to is index's and grouping's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import neg
from typing import TYPE_CHECKING, NamedTuple

from stories.items.features import Features

if TYPE_CHECKING:
    from stories.grouping.vocabulary import Term

WINDOW = timedelta(days=14)
"""A story can be taken up again for so long after its last item."""

NEAR = timedelta(hours=96)
"""Two groups further apart tell two happenings, whatever they share."""

LATEST = 30
"""Members of a group against which a line is held one by one."""

AHEAD = timedelta(hours=72)
"""An item that comes late joins nothing that began so long after it."""


@dataclass(slots=True, eq=False)
class Group:
    """Items of one language that tell one thing."""

    id: str
    """Id of its first item."""
    lang: str
    first: datetime
    last: datetime
    until: datetime | None = None
    """When it will be forgotten; None before its first item."""
    number: int = 0
    """What the index knows it by; 0 before its first member."""
    members: list[Features] = field(default_factory=list)
    """Copies left out."""
    terms: list[tuple[Term, ...]] = field(default_factory=list)
    """Those of each member that weighed something when it was placed."""
    centroid: dict[str, float] = field(default_factory=dict)
    """What its members weigh, added up; of a lone member what it weighs itself, held once."""
    square: float = 0.0
    """Squared length of the centroid."""
    companies: frozenset[str] = frozenset()
    mains: dict[str, int] = field(default_factory=dict)
    """How many members are mainly about a company."""
    figures: frozenset[str] = frozenset()
    marks: dict[str, int] = field(default_factory=dict)
    """How many members have a tie that can clash."""
    subjects: frozenset[str] = frozenset()
    """Names of members that are on no list."""

    def weigh_in(self, vector: Mapping[str, float]) -> None:
        """Add what a member weighs."""
        if not self.members:
            self.centroid = vector if isinstance(vector, dict) else dict(vector)
            self.square = 1.0 if vector else 0.0
            return
        if len(self.members) == 1:
            self.centroid = dict(self.centroid)
        centroid, product = self.centroid, 0.0
        for term, weight in vector.items():
            before = centroid.get(term, 0.0)
            product += weight * before
            centroid[term] = before + weight
        self.square += 2 * product + (1.0 if vector else 0.0)

    def direction(self) -> dict[str, float]:
        """The centroid's heaviest terms, of length one over all."""
        length = math.sqrt(self.square) or 1.0
        heavy = sorted(zip(map(neg, self.centroid.values()), self.centroid, strict=True))[:DIRECTION]
        return {term: -weight / length for weight, term in heavy}

    def latest(self) -> list[Features]:
        """Its latest members."""
        return self.members[-LATEST:]

    def shared_terms(self, other: Group) -> list[str]:
        """What two groups share, the heaviest first."""
        shared = [term for term in self.centroid if term in other.centroid]
        return sorted(shared, key=lambda term: (-self.centroid[term] * other.centroid[term], term))

    def about(self) -> frozenset[str]:
        """The watched companies that it is mainly about."""
        least = len(self.members) * MAIN
        return frozenset(company for company, count in self.mains.items() if count >= least)

    def share(self, mark: str) -> float:
        """Share of its members that have a tie that can clash."""
        return self.marks[mark] / len(self.members)


WORDS = 0.4
"""Share of the words in a likeness; the rest is what is meant."""

LEVEL = 0.12
"""What two items that tell different things have in common in what they mean: taken off, so that one scale serves."""

LEVEL_AT, LEVEL_GROWS, LEVEL_LEAST = 1200, 0.02, 0.09
"""… of as many active items; so much more for every e times as many, and at least so much. What is nearest to an item by chance is
the nearer the more there is. With one level for all, English streams of some hundred titles fell apart that those of thousands need."""


class Likeness(NamedTuple):
    """How like an item is to a group."""

    words: float
    """Cosine of its terms with the group's."""
    meaning: float | None = None
    """Cosine of what both mean; None where that is not known."""
    level: float = LEVEL
    """What they would have in common in what they mean if they told different things."""

    @property
    def both(self) -> float:
        """Words and meaning in one, on the scale of words."""
        if self.meaning is None:
            return self.words
        return WORDS * self.words + (1 - WORDS) * self.meaning - self.level

    def less(self, words: float) -> Likeness:
        """The same without so much of what the words have in common."""
        return self._replace(words=self.words - words)


DIGITS = 6
"""Decimals of a weight: it is kept with the item, and read back as it was."""

DIRECTION = 32
"""Terms of a centroid that are compared: what lies beyond weighs next to nothing."""

MAIN = 0.34
"""Share of a group's members that are mainly about a company for the group to be so."""
