"""The index that finds the groups an item may belong to, and tells how common terms are.

Keeps only what was active within the window, so the cost of an item does not grow with the store.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from stories.grouping.groups import LEVEL, LEVEL_AT, LEVEL_GROWS, LEVEL_LEAST, WINDOW, Group, Likeness
from stories.grouping.vocabulary import PRIOR, Vocabularies
from stories.items.embeddings import Meanings, Vector
from stories.items.features import Features

LONG = 60
"""A term that so many groups hold proposes none of them, unless an item has no rarer ones."""

LEAST_PROBES = 4
PROPOSALS = 12
"""Groups that are looked at closely."""

SELDOM = 0.02
"""Share of the items of a language that may have what a group and an item are said to have in common."""

COMMON, COMMON_LEAST = 0.1, 60
"""Share of the items beyond two groups, and of so many more, that may have a term that counts for their being one: what
stands in more of them is where they all happen, or how they all are told."""

COLD, COLD_COMMON = 0.14, 0.05
WARM, WARM_MEANT = 60, 20
"""How much more likeness the first items of a language need, less where it is known how common its words are; and how many items
halve that, fewer where meanings are known."""

PASSED = 4096
"""So many entries of what is over are cleared away together."""


def _union(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Both in one; where one says it all, itself: most groups have one member."""
    return other if one <= other else one if other <= one else one | other


class Index:
    """Active groups by term and by company, and how common terms are among the active items."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.numbered: dict[int, Group] = {}
        """The groups that have members, by number."""
        self.words = Vocabularies()
        """The terms of each language."""
        self.by_company: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_figure: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_subject: dict[str, dict[str, None]] = defaultdict(dict)
        self.marked: dict[str, dict[str, int]] = defaultdict(dict)
        """Language → how many items have each mark."""
        self.meanings = Meanings()
        self._due: list[tuple[datetime, str]] = []
        """When groups may have to be forgotten, in order: most entries come last, for items come in the order of time."""
        self._passed = 0
        """How many of these are over."""
        self._numbers = count(1)

    def unsure(self, lang: str) -> float:
        """How much more likeness is asked for while too few items are known to tell common words from rare ones."""
        warm = WARM_MEANT if self.meanings else WARM
        cold = COLD_COMMON if self.words[lang].before else COLD
        return cold * warm / (self.words[lang].items + warm)

    def vector(self, features: Features) -> dict[str, float]:
        """What an item's weightiest terms weigh, as one vector of length one."""
        return self.words[features.item.lang].weigh(features.terms)

    def near(self, vector: dict[str, float], lang: str, least: float = 0.0) -> dict[str, float]:
        """Cosine of a vector with the groups of its language that share most of its weight in rare terms, from `least` on."""
        known, numbered = self.words[lang].terms.get, self.numbered
        proposed: dict[int, float] = {}
        shared, used = proposed.get, 0
        for name, weight in vector.items():
            term = known(name)
            holders = term.groups if term else ()
            if not holders or (used >= LEAST_PROBES and len(holders) > LONG):
                continue
            used += 1
            for group in holders:
                proposed[group] = shared(group, 0.0) + weight
        if len(proposed) <= PROPOSALS:
            best = [numbered[group] for group in proposed]
        else:
            lightest = sorted(proposed.values())[-PROPOSALS]
            ranked = [(-weight, numbered[group]) for group, weight in proposed.items() if weight >= lightest]
            ranked.sort(key=lambda pair: (pair[0], pair[1].id))
            best = [group for _, group in ranked[:PROPOSALS]]
        return {group.id: cosine for group in best if (cosine := self.cosine(vector, group)) >= least}

    def alike(self, vector: dict[str, float], features: Features, least: float = 0.0) -> dict[str, Likeness]:
        """How like an item is to the groups of its language that share its words, or mean nearly the same.

        Groups less like it than `least` may be left out.
        """
        lang, meant = features.item.lang, features.vector
        if meant is None:
            return {group: Likeness(words) for group, words in self.near(vector, lang, least).items()}
        return self._alike(vector, lang, self.meanings.direction(meant, lang))

    def akin(self, group: Group, direction: dict[str, float]) -> dict[str, Likeness]:
        """The same for a group, whose direction is known, and the others."""
        return self._alike(direction, group.lang, self.meanings.of(group.id))

    def _alike(self, vector: dict[str, float], lang: str, direction: Vector | None) -> dict[str, Likeness]:
        by_words = self.near(vector, lang)
        if direction is None:
            return {group: Likeness(words) for group, words in by_words.items()}
        by_meaning, level = self.meanings.near(direction, lang), self.level(lang)
        return {
            group: Likeness(
                by_words[group] if group in by_words else self.cosine(vector, self.groups[group]),
                by_meaning[group] if group in by_meaning else self.meanings.cosine(direction, group),
                level,
            )
            for group in sorted(by_words.keys() | by_meaning.keys())
        }

    def likeness(self, vector: dict[str, float], features: Features, group: Group) -> Likeness:
        """How like an item of this vector is to a group of its language."""
        meant = features.vector
        direction = None if meant is None else self.meanings.direction(meant, group.lang)
        meaning = None if direction is None else self.meanings.cosine(direction, group.id)
        return Likeness(self.cosine(vector, group), meaning, self.level(group.lang))

    def level(self, lang: str) -> float:
        """What two items mean alike that tell different things, where it is known how common the words of their language are."""
        if not self.words[lang].before:
            return LEVEL
        crowd = max(1, self.words[lang].items) / LEVEL_AT
        return max(LEVEL_LEAST, LEVEL + LEVEL_GROWS * math.log(crowd))

    @staticmethod
    def cosine(vector: dict[str, float], group: Group) -> float:
        """Cosine of a unit vector with a group's centroid."""
        if not group.square:
            return 0.0
        centroid, product = group.centroid, 0.0
        for term in filter(centroid.__contains__, vector):
            product += vector[term] * centroid[term]
        return product / math.sqrt(group.square)

    def commonplace(self, vector: Mapping[str, float], group: Group, other: Group) -> float:
        """How much of a cosine with another group lies in terms common beyond both; the vector is this group's, or an item's."""
        if not other.square:
            return 0.0
        words, both = self.words[group.lang], (*group.terms, *other.terms)
        most = COMMON * (max(0, words.items - len(both)) + COMMON_LEAST)
        product = 0.0
        for name, weight in vector.items():
            term = words.terms.get(name)
            if (
                term is not None
                and term.items > most
                and name in other.centroid
                and term.items - sum(term in terms for terms in both) > most
            ):
                product += weight * other.centroid[name]
        return product / math.sqrt(other.square)

    def add(self, features: Features, vector: Mapping[str, float], group: Group) -> None:
        """Let an item count in a group; the group may be new."""
        lang = features.item.lang
        self.groups[group.id] = group
        if group.number not in self.numbered:
            group.number = next(self._numbers)
            self.numbered[group.number] = group
        terms = self.words[lang].add(vector, group.number, group.centroid)
        group.weigh_in(vector)
        group.terms.append(terms)
        group.members.append(features)
        if features.vector is not None:
            self.meanings.add(features.vector, self.meanings.direction(features.vector, lang), group.id, lang)
        group.companies = _union(group.companies, features.companies)
        group.figures = _union(group.figures, features.figures)
        group.subjects = _union(group.subjects, features.subjects)
        for counts, found in (
            (group.mains, features.main),
            (group.marks, features.marks),
            (self.marked[lang], features.marks),
        ):
            for entry in found:
                counts[entry] = counts.get(entry, 0) + 1
        for subject in features.subjects:
            self.by_subject[subject][group.id] = None
        for company in features.companies:
            self.by_company[company][group.id] = None
        for figure in features.figures:
            self.by_figure[figure][group.id] = None
        self.touch(group, features.day)

    def entitle(self, lang: str, name: str) -> None:
        """Let a name that was learnt only now count for the groups that spell it."""
        for number in self.words[lang].groups_with(name[:2]):
            group = self.numbered[number]
            if any(name in member.key for member in group.members):
                group.subjects |= {name}
                self.by_subject[name][group.id] = None

    def own(self, marks: Iterable[str], group: Group) -> set[str]:
        """Those of an item's marks that a group has and hardly anything else of its language."""
        seen, most = self.marked[group.lang], SELDOM * (self.words[group.lang].items + PRIOR)
        return {
            mark for mark in marks if mark in group.marks and seen.get(mark, 0) - group.marks[mark] <= most
        }

    def telling_of(self, name: str, since: datetime) -> int:
        """How many groups that name somebody were active lately; at least one."""
        telling = self.by_subject.get(name, {})
        if len(telling) > LONG:
            return len(telling)
        return max(1, sum(self.groups[group].last >= since for group in telling))

    def touch(self, group: Group, at: datetime) -> None:
        """Note that a group was active."""
        group.first, group.last = min(group.first, at), max(group.last, at)
        until = at + WINDOW
        if group.until is None or until > group.until:
            group.until = until
            if not self._due or self._due[-1] <= (until, group.id):
                self._due.append((until, group.id))
            else:
                insort(self._due, (until, group.id), self._passed)

    def forget(self, now: datetime) -> list[Group]:
        """Drop the groups that were last active before the window, and return them."""
        gone: list[Group] = []
        while self._passed < len(self._due) and self._due[self._passed][0] < now:
            _, group_id = self._due[self._passed]
            self._passed += 1
            group = self.groups.get(group_id)
            if group is None or group.until is None or group.until >= now:
                continue
            self._drop(group)
            gone.append(group)
        if self._passed >= PASSED:
            del self._due[: self._passed]
            self._passed = 0
        return gone

    def _drop(self, group: Group) -> None:
        del self.groups[group.id]
        self.meanings.forget(group.id)
        self.numbered.pop(group.number, None)
        held: set[str] = set()
        # A group that a person made may hold several languages.
        for member, terms in zip(group.members, group.terms, strict=True):
            self.words[member.item.lang].discount(terms, group.number, held)
            if len(group.members) > 1:
                held.update(term.name for term in terms)
            marked = self.marked[member.item.lang]
            for mark in member.marks:
                marked[mark] -= 1
                if not marked[mark]:
                    del marked[mark]
        for company in group.companies:
            self._remove(self.by_company, company, group.id)
        for figure in group.figures:
            self._remove(self.by_figure, figure, group.id)
        for subject in group.subjects:
            self._remove(self.by_subject, subject, group.id)

    @staticmethod
    def _remove(postings: dict[Any, dict[str, Any]], key: Any, group: str) -> None:
        entries = postings.get(key)
        if entries is not None:
            entries.pop(group, None)
            if not entries:
                del postings[key]
