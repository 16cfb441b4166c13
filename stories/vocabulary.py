"""The terms of a language among the active items: how common each is, and the groups that hold it. What they weigh, too."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from stories.groups import DIGITS

PRIOR = 200
"""Documents that every term is thought to have been missing from before the first is seen: keeps early weights level."""

TERMS = 32
"""Terms of an item that count: a title and the weightiest of its lead."""


@dataclass(slots=True, eq=False)
class Term:
    """What stands in one place of memory of a term: most terms lie outside the processor's caches."""

    items: int
    """How many hold it."""
    groups: array[int]
    """The numbers of the groups that hold it, in order."""


@dataclass(slots=True, eq=False)
class Vocabulary:
    """The terms of one language."""

    items: int = 0
    """How many are active."""
    terms: dict[str, Term] = field(default_factory=dict)

    def weigh(self, counted: Mapping[str, float]) -> dict[str, float]:
        """Weights of an item's weightiest terms, length one. A term weighs by how rare it is among active items."""
        known, rare, log = self.terms.get, math.log(self.items + PRIOR), math.log
        weights = [
            (
                (1.0 if often == 1.0 else 1 + log(often))
                * (rare - (log(term.items + 1) if (term := known(name)) else 0.0)),
                name,
            )
            for name, often in counted.items()
        ]
        weights.sort(reverse=True)
        del weights[TERMS:]
        length = math.sqrt(sum(weight * weight for weight, _ in weights))
        return {name: round(weight / length, DIGITS) for weight, name in weights} if length else {}

    def items_with(self, name: str) -> int:
        """How many active items hold a term."""
        term = self.terms.get(name)
        return term.items if term else 0

    def groups_with(self, name: str) -> Iterable[int]:
        """The numbers of the groups that hold a term."""
        term = self.terms.get(name)
        return term.groups if term else ()

    def add(self, names: Iterable[str], group: int, held: Container[str]) -> None:
        """Count an item of a group, which `held` some of its terms before it came."""
        self.items += 1
        terms, known = self.terms, self.terms.get
        for name in names:
            term = known(name)
            if term is None:
                terms[name] = Term(1, array("i", () if name in held else (group,)))
                continue
            term.items += 1
            if name in held:
                continue
            groups = term.groups
            if groups and groups[-1] > group:
                insort(groups, group)  # an older group that has found the term only now
            else:
                groups.append(group)

    def discount(self, names: Iterable[str], group: int, held: Container[str]) -> None:
        """Count an item no longer whose group is dropped, which `held` some of its terms before it came."""
        self.items -= 1
        terms = self.terms
        for name in names:
            term = terms[name]
            term.items -= 1
            if not term.items:
                del terms[name]
            elif name not in held:
                del term.groups[bisect_left(term.groups, group)]
