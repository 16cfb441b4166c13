"""Document frequencies and posting lists of a language's terms among the active items, and the TF-IDF weights from them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from stories.grouping.groups import DIGITS
from stories.text import term_extraction

PRIOR = 200
"""Pseudo-count of documents without the term, which keeps early weights level."""

PRIOR_COMMON = 3000
"""... with background frequencies: this many titles of other days, with terms at their usual frequency."""

TITLE = 10
"""Words of a typical title."""

MOST = 0.5
"""Maximum background frequency, so that no weight becomes zero."""

TERMS = 32
"""Number of terms kept of an item: its title and the heaviest of its lead."""


@dataclass(slots=True, eq=False)
class Term:
    """One term. Its fields are kept in one object because most terms lie outside the processor's caches."""

    name: str
    items: int
    """Document frequency."""
    groups: array[int]
    """Posting list: numbers of the groups with the term, in order of insertion."""
    before: float
    """Background document frequency, plus one."""


class Terms(dict[str, Term]):
    """Terms by name, created on first access. `before`: background document frequency of each, plus one; 1 if missing."""

    def __init__(self, before: Mapping[str, float]) -> None:
        super().__init__()
        self.before = before

    def __missing__(self, name: str) -> Term:
        self[name] = found = Term(name, 0, array("i"), self.before.get(name, 1.0))
        return found


class Vocabulary:
    """The terms of one language."""

    def __init__(self, before: Mapping[str, float]) -> None:
        self.items = 0
        """Number of active items."""
        self.terms = Terms(before)
        self.before = before
        self.prior = PRIOR_COMMON if before else PRIOR
        """Number of background titles."""

    def weigh(self, counted: Mapping[str, float]) -> dict[str, float]:
        """Return the weights of an item's heaviest terms, normalised to length one.

        TF-IDF over active and background items, times the cube of the share of active items without the term: what a
        stream is about distinguishes nothing in it, however rare it is elsewhere.
        """
        known, before = self.terms.get, self.before.get
        rare, log = math.log(self.items + self.prior), math.log
        active = self.items + PRIOR
        weights = []
        for name, often in counted.items():
            term = known(name)
            if term is None:
                weight = rare - log(before(name, 1.0))
            else:
                items = term.items
                others = 1 - items / active
                weight = (rare - log(items + term.before)) * others * others * others
            weights.append((weight if often == 1.0 else (1 + log(often)) * weight, name))
        weights.sort(reverse=True)
        del weights[TERMS:]
        length = math.sqrt(sum([weight * weight for weight, _ in weights]))
        return {name: round(weight / length, DIGITS) for weight, name in weights} if length else {}

    def groups_with(self, name: str) -> Iterable[int]:
        """Return the posting list of a term."""
        term = self.terms.get(name)
        return term.groups if term else ()

    def add(self, names: Iterable[str], group: int, held: Collection[str]) -> tuple[Term, ...]:
        """Count an item of a group. Terms in `held` are already posted for the group. Return the item's terms."""
        self.items += 1
        counted = tuple(map(self.terms.__getitem__, names))
        for term in counted:
            term.items += 1
        for term in counted if not held else [term for term in counted if term.name not in held]:
            term.groups.append(group)
        return counted

    def discount(self, counted: Iterable[Term], group: int, held: Collection[str]) -> None:
        """Remove an item of a dropped group. Terms in `held` have already been removed from the posting lists."""
        self.items -= 1
        for term in counted:
            left = term.items = term.items - 1
            if not left:
                del self.terms[term.name]
            elif not held or term.name not in held:
                # The dropped group is among the oldest with this term, so it stands near the front.
                term.groups.remove(group)


class Vocabularies(dict[str, Vocabulary]):
    """Vocabularies by language, created on first access."""

    def __missing__(self, lang: str) -> Vocabulary:
        self[lang] = found = Vocabulary(_before(lang))
        return found


@cache
def _before(lang: str) -> Mapping[str, float]:
    often = term_extraction.common(lang)
    return {
        term: 1 + PRIOR_COMMON * min(MOST, TITLE * times / term_extraction.THOUSAND_MILLION)
        for term, times in often.items()
    }
