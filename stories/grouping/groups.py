"""Tight groups of items in one language: centroid, members, companies.

`index` finds candidate groups, `placing` assigns items.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import neg
from typing import TYPE_CHECKING, NamedTuple

from stories.grouping.group_figures import GroupFigures
from stories.items.features import Features

if TYPE_CHECKING:
    from stories.grouping.vocabulary import Term

WINDOW = timedelta(days=14)
"""A group stays active for this long after its last item."""

NEAR = timedelta(hours=96)
"""Maximum distance of two groups that tell one event."""

LATEST = 30
"""Number of latest members with which a line is compared individually."""

AHEAD = timedelta(hours=72)
"""A late item joins no group that began later than this after it."""


@dataclass(slots=True, eq=False)
class Group:
    """Items of one language that tell one event."""

    id: str
    """Id of its first item."""
    lang: str
    first: datetime
    last: datetime
    until: datetime | None = None
    """When it leaves the window; None before its first item."""
    number: int = 0
    """Its number in the index; 0 before its first member."""
    members: list[Features] = field(default_factory=list)
    """Without copies."""
    terms: list[tuple[Term, ...]] = field(default_factory=list)
    """The weighted terms of each member when it was placed."""
    centroid: dict[str, float] = field(default_factory=dict)
    """Sum of the members' vectors. A lone member shares its own."""
    square: float = 0.0
    """Squared length of the centroid."""
    companies: frozenset[str] = frozenset()
    mains: dict[str, int] = field(default_factory=dict)
    """Number of members mainly about each company."""
    figures: frozenset[str] = frozenset()
    given: GroupFigures | None = None
    """Where these figures appear; None if no member gives any."""
    marks: dict[str, int] = field(default_factory=dict)
    """Number of members with each tie that can clash."""
    subjects: frozenset[str] = frozenset()
    """Names of members that are not on the watch list."""

    def weigh_in(self, vector: Mapping[str, float]) -> None:
        """Add a member's vector to the centroid."""
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
        """Return the heaviest terms of the centroid, normalised to the length of the whole."""
        length = math.sqrt(self.square) or 1.0
        heavy = sorted(zip(map(neg, self.centroid.values()), self.centroid, strict=True))[:DIRECTION]
        return {term: -weight / length for weight, term in heavy}

    def latest(self) -> list[Features]:
        """Return the latest members."""
        return self.members[-LATEST:]

    def shared_terms(self, other: Group) -> list[str]:
        """Return the terms that two groups share, heaviest first."""
        shared = [term for term in self.centroid if term in other.centroid]
        return sorted(shared, key=lambda term: (-self.centroid[term] * other.centroid[term], term))

    def about(self) -> frozenset[str]:
        """Return the watched companies that the group is mainly about."""
        if not self.mains:
            return frozenset()
        least = len(self.members) * MAIN
        return frozenset(company for company, count in self.mains.items() if count >= least)

    @property
    def at_length(self) -> bool:
        """Whether an article tells it, not only lines."""
        return any(not member.short for member in self.members)

    def share(self, mark: str) -> float:
        """Return the share of members with a tie."""
        return self.marks[mark] / len(self.members)


WORDS = 0.4
"""Share of word similarity in the combined similarity; the rest is similarity of meaning."""

LEVEL = 0.12
"""Similarity of meaning of unrelated items, subtracted so that one scale serves for both."""

LEVEL_AT, LEVEL_GROWS, LEVEL_LEAST = 1200, 0.02, 0.09
"""... at this number of active items; the increase per factor e of them; and the minimum. The more items there are, the
more similar the nearest unrelated one is. With one level for all, English streams of some hundred titles fell apart
that those of thousands need."""


class Likeness(NamedTuple):
    """Similarity of an item to a group."""

    words: float
    """Cosine of their terms."""
    meaning: float | None = None
    """Cosine of their embeddings; None without them."""
    level: float = LEVEL
    """Expected cosine of embeddings for unrelated items."""

    @property
    def both(self) -> float:
        """Words and meaning combined, on the scale of words."""
        if self.meaning is None:
            return self.words
        return WORDS * self.words + (1 - WORDS) * self.meaning - self.level


DIGITS = 6
"""Decimals of a weight: it is stored with the item and must be read back unchanged."""

DIRECTION = 32
"""Number of centroid terms that are compared; the rest weigh next to nothing."""

MAIN = 0.34
"""Minimum share of members mainly about a company for the group to be."""
