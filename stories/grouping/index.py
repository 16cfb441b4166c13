"""Inverted index over the active groups: candidates for an item, and document frequencies.

Holds only what was active within the window, so that the cost of an item does not grow with the store.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from stories.grouping.group_figures import GroupFigures
from stories.grouping.groups import LEVEL, LEVEL_AT, LEVEL_GROWS, LEVEL_LEAST, WINDOW, Group, Likeness
from stories.grouping.vocabulary import PRIOR, Vocabularies
from stories.items.embeddings import Meanings, Vector
from stories.items.features import Features

LONG = 60
"""Maximum length of a posting list that proposes candidates, unless the item has no rarer terms."""

LEAST_PROBES = 4
PROPOSALS = 12
"""Maximum number of candidates."""

SELDOM = 0.02
"""Maximum share of a language's items with a tie for it to count as agreement between an item and a group."""

COLD, COLD_COMMON = 0.14, 0.05
WARM, WARM_MEANT = 60, 20
"""Extra similarity required of a language's first items (less where background frequencies of its words are known), and
the number of items that halves it (fewer with embeddings)."""

PASSED = 4096
"""Number of expired entries that are removed at once."""


def _union(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the union; if one set contains the other, that very set, since most groups have one member."""
    return other if one <= other else one if other <= one else one | other


class Index:
    """Active groups by term, company, figure and name, with document frequencies."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.numbered: dict[int, Group] = {}
        """Groups with members, by number."""
        self.words = Vocabularies()
        """The vocabulary of each language."""
        self.by_company: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_figure: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_subject: dict[str, dict[str, None]] = defaultdict(dict)
        self.marked: dict[str, dict[str, int]] = defaultdict(dict)
        """Language to the number of items with each mark."""
        self.meanings = Meanings()
        self._due: list[tuple[datetime, str]] = []
        """Expiry times of groups, sorted. Most entries are appended, since items arrive in order of time."""
        self._passed = 0
        """Number of expired entries at the front."""
        self._numbers = count(1)

    def unsure(self, lang: str) -> float:
        """Return the extra similarity required while too few items are known to tell common terms from rare ones."""
        warm = WARM_MEANT if self.meanings else WARM
        cold = COLD_COMMON if self.words[lang].before else COLD
        return cold * warm / (self.words[lang].items + warm)

    def vector(self, features: Features) -> dict[str, float]:
        """Return the unit vector of an item's heaviest terms."""
        return self.words[features.item.lang].weigh(features.terms)

    def near(
        self,
        vector: dict[str, float],
        lang: str,
        least: float = 0.0,
        asked: Callable[[Group], bool] | None = None,
    ) -> dict[str, float]:
        """Return groups of a language with their cosine of at least `least`: those that share most weight in rare terms.

        Of these, only groups that are `asked` for; None: all.
        """
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
            heaviest = [numbered[group] for group, weight in proposed.items() if weight >= lightest]
            ranked = sorted((-proposed[group.number], group.id, group.number) for group in heaviest)
            best = [numbered[number] for _, _, number in ranked[:PROPOSALS]]
        if asked is not None:
            best = list(filter(asked, best))
        return {group.id: cosine for group in best if (cosine := self.cosine(vector, group)) >= least}

    def alike(self, vector: dict[str, float], features: Features, least: float = 0.0) -> dict[str, Likeness]:
        """Return groups of the item's language by similarity of words or meaning.

        Groups below `least` may be missing.
        """
        lang, meant = features.item.lang, features.vector
        if meant is None:
            return {group: Likeness(words) for group, words in self.near(vector, lang, least).items()}
        return self._alike(vector, lang, self.meanings.direction(meant, lang))

    def akin(
        self, group: Group, direction: dict[str, float], asked: Callable[[Group], bool]
    ) -> dict[str, Likeness]:
        """Return the same for a group with a known direction, of those groups that are `asked` for."""
        return self._alike(direction, group.lang, self.meanings.of(group.id), asked)

    def _alike(
        self,
        vector: dict[str, float],
        lang: str,
        direction: Vector | None,
        asked: Callable[[Group], bool] | None = None,
    ) -> dict[str, Likeness]:
        by_words = self.near(vector, lang, asked=asked)
        if direction is None:
            return {group: Likeness(words) for group, words in by_words.items()}
        by_meaning, level = self.meanings.near(direction, lang), self.level(lang)
        if asked is not None:
            by_meaning = {group: meant for group, meant in by_meaning.items() if asked(self.groups[group])}
        return {
            group: Likeness(
                by_words[group] if group in by_words else self.cosine(vector, self.groups[group]),
                by_meaning[group] if group in by_meaning else self.meanings.cosine(direction, group),
                level,
            )
            for group in sorted(by_words.keys() | by_meaning.keys())
        }

    def likeness(self, vector: dict[str, float], features: Features, group: Group) -> Likeness:
        """Return the similarity of an item, with its vector, to a group of its language."""
        meant = features.vector
        direction = None if meant is None else self.meanings.direction(meant, group.lang)
        meaning = None if direction is None else self.meanings.cosine(direction, group.id)
        return Likeness(self.cosine(vector, group), meaning, self.level(group.lang))

    def level(self, lang: str) -> float:
        """Return the expected similarity of meaning of unrelated items, given the number of active items."""
        if not self.words[lang].before:
            return LEVEL
        crowd = max(1, self.words[lang].items) / LEVEL_AT
        return max(LEVEL_LEAST, LEVEL + LEVEL_GROWS * math.log(crowd))

    @staticmethod
    def cosine(vector: dict[str, float], group: Group) -> float:
        """Return the cosine of a unit vector with a group's centroid."""
        if not group.square:
            return 0.0
        centroid, product = group.centroid, 0.0
        for term in filter(centroid.__contains__, vector):
            product += vector[term] * centroid[term]
        return product / math.sqrt(group.square)

    def add(self, features: Features, vector: Mapping[str, float], group: Group) -> None:
        """Add an item to a group, which may be new."""
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
        if features.figures:
            group.given = group.given or GroupFigures()
            group.given.add(features)
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
        """Assign a newly learnt name to the groups whose titles contain it."""
        for number in self.words[lang].groups_with(name[:2]):
            group = self.numbered[number]
            if any(name in member.key for member in group.members):
                group.subjects |= {name}
                self.by_subject[name][group.id] = None

    def own(self, marks: Iterable[str], group: Group) -> set[str]:
        """Return an item's marks that the group has and hardly any other item of its language."""
        seen, most = self.marked[group.lang], SELDOM * (self.words[group.lang].items + PRIOR)
        return {
            mark for mark in marks if mark in group.marks and seen.get(mark, 0) - group.marks[mark] <= most
        }

    def telling_of(self, name: str, since: datetime) -> int:
        """Return the number of recently active groups that contain a name; at least 1."""
        telling = self.by_subject.get(name, {})
        if len(telling) > LONG:
            return len(telling)
        return max(1, sum(self.groups[group].last >= since for group in telling))

    def touch(self, group: Group, at: datetime) -> None:
        """Record activity of a group."""
        group.first, group.last = min(group.first, at), max(group.last, at)
        until = at + WINDOW
        if group.until is None or until > group.until:
            group.until = until
            if not self._due or self._due[-1] <= (until, group.id):
                self._due.append((until, group.id))
            else:
                insort(self._due, (until, group.id), self._passed)

    def forget(self, now: datetime) -> list[Group]:
        """Drop the groups last active before the window, and return them."""
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
        # A group that a person made may span several languages.
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
