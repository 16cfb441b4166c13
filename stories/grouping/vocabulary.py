"""The terms of a language among the active items: how common each is, and the groups that hold it. What they weigh, too."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from stories.grouping.groups import DIGITS
from stories.text import term_extraction

PRIOR = 200
"""Documents that every term is thought to have been missing from before the first is seen: keeps early weights level."""

PRIOR_COMMON = 3000
"""… where it is known how common words are: of so many titles of other days, each holds what its language makes common."""

TITLE = 10
"""Words of a title."""

MOST = 0.5
"""Share of the titles of other days that a term is thought to be in at the most: nothing weighs nothing."""

TERMS = 32
"""Terms of an item that count: a title and the weightiest of its lead."""


@dataclass(slots=True, eq=False)
class Term:
    """What stands in one place of memory of a term: most terms lie outside the processor's caches."""

    name: str
    items: int
    """How many hold it."""
    groups: array[int]
    """The numbers of the groups that hold it, in the order in which they came to hold it."""
    log: float = 0.0
    """Logarithm of how many items of these and of other days hold it; 0, which it never is, where nobody has asked for it."""


@dataclass(slots=True, eq=False)
class Vocabulary:
    """The terms of one language."""

    items: int = 0
    """How many are active."""
    terms: dict[str, Term] = field(default_factory=dict)
    before: Mapping[str, float] = field(default_factory=dict)
    """Term → how many titles of other days, and one, hold it; what is not here, one."""
    prior: int = PRIOR
    """Titles of other days."""

    def weigh(self, counted: Mapping[str, float]) -> dict[str, float]:
        """Weights of an item's weightiest terms, length one.

        A term weighs by how rare it is among the active items and those of other days, and by the share of the active ones
        without it, to the third power: what a stream is about tells nothing within it, however rare it is elsewhere.
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
                common = term.log
                if not common:
                    common = term.log = log(term.items + before(name, 1.0))
                others = 1 - term.items / active
                weight = (rare - common) * others * others * others
            weights.append((weight if often == 1.0 else (1 + log(often)) * weight, name))
        weights.sort(reverse=True)
        del weights[TERMS:]
        length = math.sqrt(sum([weight * weight for weight, _ in weights]))
        return {name: round(weight / length, DIGITS) for weight, name in weights} if length else {}

    def groups_with(self, name: str) -> Iterable[int]:
        """The numbers of the groups that hold a term."""
        term = self.terms.get(name)
        return term.groups if term else ()

    def add(self, names: Iterable[str], group: int, held: Container[str]) -> tuple[Term, ...]:
        """Count an item of a group, which `held` some of its terms before it came; returns its terms."""
        self.items += 1
        terms, known, own = self.terms, self.terms.get, array("i", (group,))
        counted: list[Term] = []
        for name in names:
            term = known(name)
            if term is None:
                term = terms[name] = Term(name, 1, own[:] if name not in held else array("i"))
            else:
                term.items += 1
                term.log = 0.0
                if name not in held:
                    term.groups.append(group)
            counted.append(term)
        return tuple(counted)

    def discount(self, counted: Iterable[Term], group: int, held: Collection[str]) -> None:
        """Count an item no longer whose group is dropped, which `held` some of its terms before it came."""
        self.items -= 1
        for term in counted:
            left = term.items = term.items - 1
            term.log = 0.0
            if not left:
                del self.terms[term.name]
            elif not held or term.name not in held:
                # Of the groups that have a term, hardly one is older than what is dropped: it stands in front.
                term.groups.remove(group)


class Vocabularies(dict[str, Vocabulary]):
    """Language → its vocabulary, made when it is first asked for."""

    def __missing__(self, lang: str) -> Vocabulary:
        before = _before(lang)
        self[lang] = found = Vocabulary(before=before, prior=PRIOR_COMMON) if before else Vocabulary()
        return found


@cache
def _before(lang: str) -> Mapping[str, float]:
    often = term_extraction.common(lang)
    return {
        term: 1 + PRIOR_COMMON * min(MOST, TITLE * times / term_extraction.THOUSAND_MILLION)
        for term, times in often.items()
    }
