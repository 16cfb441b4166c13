"""Typed links that make one story of two: a quoted topic, shared figures, the same happening in another language.

Watched companies gate every link and never suffice for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stories import cues
from stories.affairs import entities_of
from stories.features import Features, key_of
from stories.groups import Group, Index
from stories.roster import Roster
from stories.threads import Bond, Thread, Threads

NEAR = timedelta(hours=96)
"""Two groups further apart tell two happenings, whatever they share."""

ENOUGH_FIGURES = 2
LEAST_QUOTE = 6


@dataclass(slots=True)
class Joiner:
    """Finds what an item ties together, and unites it."""

    roster: Roster
    index: Index
    threads: Threads
    group_of: dict[str, Group]
    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of a topic's wording → the topics."""
    quoting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of quoted words → the items that quote them."""
    posts: dict[str, list[tuple[datetime, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Entity → its posts as (when, id, key)."""
    said: dict[str, list[tuple[datetime, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Entity → its words in articles as (when, id, key)."""

    def join(self, features: Features, group: Group) -> None:
        """Unite the story of an item's group with those that the item ties it to."""
        for item, bond in self._ties(features, group):
            other = self.group_of.get(item)
            if other is None or other.id not in self.index.groups:
                continue
            mine, theirs = self.threads.of(self.group_of[features.item.id]), self.threads.of(other)
            if mine is not theirs and self._may(mine, theirs):
                self.threads.unite(mine, theirs, bond, group)
        self.note(features)

    def note(self, features: Features) -> None:
        """Remember what later items may tie to."""
        item = features.item
        if item.kind == "topic":
            self.topics[features.key].append(item.id)
        for key in features.quoted:
            self.quoting[key].append(item.id)
        if item.kind == "post" and item.entity:
            self.posts[item.entity].append((item.at, item.id, key_of(item.text)))
        for quote in item.reading.quotes:
            key = key_of(quote.text)
            if quote.speaker_entity and len(key) >= LEAST_QUOTE:
                self.said[quote.speaker_entity].append((item.at, item.id, key))

    def _may(self, one: Thread, other: Thread) -> bool:
        if one.decided or other.decided:
            return False
        mine, theirs = one.companies, other.companies
        return not mine or not theirs or bool(mine & theirs)

    def _ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        yield from self._topic_ties(features)
        yield from self._word_ties(features)
        yield from self._figure_ties(features, group)
        yield from self._language_ties(features)

    def _topic_ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        for key in sorted(features.quoted):
            for topic in self.topics.get(key, ()):
                yield topic, Bond("quotes_topic", 1.0, f"quotes the wording of {topic}", "joining/topic")
        if features.item.kind == "topic":
            for item in self.quoting.get(features.key, ()):
                yield item, Bond("quotes_topic", 1.0, f"its wording is quoted by {item}", "joining/topic")

    def _word_ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """A post and the articles that carry its words."""
        item = features.item
        if item.kind == "post" and item.entity:
            own = key_of(item.text)
            for at, carrier, key in self.said.get(item.entity, ()):
                if abs(item.at - at) <= NEAR and key in own:
                    yield carrier, Bond("responds_to", 1.0, f"{carrier} carries its words", "joining/words")
        for quote in item.reading.quotes:
            key = key_of(quote.text)
            if len(key) < LEAST_QUOTE:
                continue
            for at, post, words in self.posts.get(quote.speaker_entity or "", ()):
                if abs(item.at - at) <= NEAR and key in words:
                    yield post, Bond("responds_to", 1.0, f"carries the words of {post}", "joining/words")

    def _figure_ties(self, features: Features, group: Group) -> Iterator[tuple[str, Bond]]:
        shared: dict[str, set[str]] = defaultdict(set)
        for figure in features.figures:
            for near in self.index.by_figure.get(figure, ()):
                if near != group.id:
                    shared[near].add(figure)
        for other_id in sorted(shared):
            other, figures = self.index.groups[other_id], sorted(shared[other_id])
            companies = features.companies & other.companies.keys()
            if not companies or abs(features.day - other.last) > NEAR:
                continue
            telling = [figure for figure in figures if " per " in figure]
            lines = [member for member in other.members if member.short] if not features.short else [features]
            in_line = [figure for figure in figures if any(figure in line.figures for line in lines)]
            if telling or len(figures) >= ENOUGH_FIGURES or in_line:
                evidence = f"shares {', '.join(figures[:4])} with {other.members[0].item.id}"
                yield other.members[0].item.id, Bond("shared_figures", 1.0, evidence, "joining/figures")

    def _language_ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """Another language's group about the same entities, where names or figures agree as well."""
        lang = features.item.lang
        candidates: dict[str, None] = {}
        for company in features.companies:
            candidates.update(dict.fromkeys(self.index.by_company.get(company, ())))
        for other_id in sorted(candidates):
            other = self.index.groups[other_id]
            if other.lang == lang or abs(features.day - other.last) > NEAR or not other.members:
                continue
            score, evidence = self._agreement(features, other)
            if score >= AGREE:
                yield other.members[0].item.id, Bond("cross_language", score, evidence, "joining/languages")

    def _agreement(self, features: Features, other: Group) -> tuple[float, str]:
        """How well an item agrees with a group of another language, from what needs no translation."""
        score, shared = 0.0, []
        theirs = {entity for member in other.members for entity in entities_of(member)}
        for entity in entities_of(features):
            if entity in theirs and entity not in self.roster.company_ids:
                active = len(self.index.by_company.get(next(iter(features.companies)), ())) or 1
                score += 0.5 / active**0.5
                shared.append(self.roster.name_of(entity))
        figures = sorted(features.figures & other.figures.keys())
        score += 0.3 * len(figures)
        words = sorted(term for term in features.terms if term in other.centroid and _is_code(term))
        score += 0.15 * len(words)
        mine = cues.answer_in(features.item.title, features.item.lang)
        if mine and any(cues.answer_in(member.item.title, other.lang) for member in other.members):
            score += 0.1
            shared.append("an answer")
        return score, f"shares {', '.join([*shared, *figures, *words][:6])} with {other.members[0].item.id}"


def _is_code(term: str) -> bool:
    """Whether a term is written alike in all languages: a model, a brand in Latin letters; never a bare number."""
    return term.isascii() and len(term) > 2 and not term.isdigit() and any(map(str.isalpha, term))  # noqa: PLR2004


AGREE = 0.5
"""Agreement that makes two groups of different languages one story."""
