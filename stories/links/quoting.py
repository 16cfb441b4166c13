"""Link evidence: an item that quotes a topic's wording, or most of it, and the topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from stories.items.features import TOPIC_LEAST, Features
from stories.links.threads import Bond

PART = 0.5
"""Minimum share of a topic's letters in a quotation, if both are about one watched company: "“branch head reported” in
Bank's answer"."""

LONGEST = 120
"""Letters of the longest quotation that counts as part of a topic's wording."""


@dataclass(slots=True)
class TopicQuotes:
    """Index of topic wordings and of quoted words."""

    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of a topic's wording to topics."""
    quoting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of quoted words to items that quote them."""
    _companies: dict[str, frozenset[str]] = field(default_factory=dict)
    """Topic, or item that quotes something, to the watched companies it is about."""
    _by_gram: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Run of letters, as long as the shortest quotation, to the topics that contain it, with their keys."""

    def note(self, features: Features) -> None:
        """Add an item."""
        item = features.item
        if item.kind == "topic":
            self.topics[features.key].append(item.id)
            for gram in _grams(features.key) if features.companies else ():
                self._by_gram[gram][item.id] = features.key
        for key in features.quoted:
            self.quoting[key].append(item.id)
        if features.quoted or item.kind == "topic":
            self._companies[item.id] = features.companies

    def rest(self, kept: Container[str]) -> None:
        """Drop the items not in `kept`."""
        for ids_by_key in (self.topics, self.quoting):
            for key, ids in list(ids_by_key.items()):
                ids[:] = [identity for identity in ids if identity in kept]
                if not ids:
                    del ids_by_key[key]
        for gram, topics in list(self._by_gram.items()):
            for identity in [identity for identity in topics if identity not in kept]:
                del topics[identity]
            if not topics:
                del self._by_gram[gram]
        for identity in [identity for identity in self._companies if identity not in kept]:
            del self._companies[identity]

    def ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """Yield the topics that an item quotes, and the items that quote a topic."""
        for key in sorted(features.quoted):
            for topic in self.topics.get(key, ()):
                yield topic, Bond("quotes_topic", 1.0, f"quotes the wording of {topic}", "joining/topic")
        is_topic = features.item.kind == "topic"
        if is_topic:
            for item in self.quoting.get(features.key, ()):
                yield item, Bond("quotes_topic", 1.0, f"its wording is quoted by {item}", "joining/topic")
        if not features.companies:
            return
        for topic, part in _parts(self._topics_of(features.quoted)):
            if self._of_one(features, topic):
                evidence = f"quotes most of the wording of {topic}"
                yield topic, Bond("quotes_topic", part, evidence, "joining/topic")
        for item, part in _parts(self._quoted_of(features.key)) if is_topic else ():
            if self._of_one(features, item):
                evidence = f"most of its wording is quoted by {item}"
                yield item, Bond("quotes_topic", part, evidence, "joining/topic")

    def _of_one(self, features: Features, other: str) -> bool:
        """Return whether an item and another one are about the same watched company."""
        return not features.companies.isdisjoint(self._companies[other])

    def _topics_of(self, quoted: Iterable[str]) -> Iterator[tuple[str, float]]:
        """Yield the topics whose wording contains a quotation, with the quoted share; only those with its rarest letters are searched."""
        for key in quoted:
            holding = min((self._by_gram.get(gram, {}) for gram in _grams(key)), key=len)
            for topic, wording in holding.items():
                if key in wording:
                    yield topic, len(key) / len(wording)

    def _quoted_of(self, wording: str) -> Iterator[tuple[str, float]]:
        """Yield the items that quote part of a topic's wording, with the quoted share; each long enough stretch of it is looked up."""
        whole = len(wording)
        for length in range(max(TOPIC_LEAST, int(PART * whole)), min(whole, LONGEST + 1)):
            for begin in range(whole - length + 1):
                for item in self.quoting.get(wording[begin : begin + length], ()):
                    yield item, length / whole


def _grams(key: str) -> set[str]:
    return {key[at : at + TOPIC_LEAST] for at in range(len(key) - TOPIC_LEAST + 1)}


def _parts(shares: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the greatest share of each that is enough but not the whole, ordered by id."""
    found: dict[str, float] = {}
    for identity, share in shares:
        if PART <= share < 1:
            found[identity] = max(share, found.get(identity, 0.0))
    return sorted((identity, round(share, 4)) for identity, share in found.items())
