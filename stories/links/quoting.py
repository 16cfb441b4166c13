"""Link evidence: an item that quotes a topic's wording, or most of it, and the topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from stories.items.features import Features
from stories.links.threads import Bond

Told = TypeVar("Told")

PART = 0.5
"""Minimum share of a topic's letters in a quotation, if both are about one watched company: "“branch head reported” in Bank's answer"."""


@dataclass(slots=True)
class TopicQuotes:
    """Index of topic wordings and of quoted words."""

    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of a topic's wording to topics."""
    quoting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Key of quoted words to items that quote them."""
    topics_of: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Company to its topics with their keys."""
    quoting_of: dict[str, dict[str, frozenset[str]]] = field(default_factory=lambda: defaultdict(dict))
    """Company to its items that quote something, with the keys."""

    def note(self, features: Features) -> None:
        """Add an item."""
        item = features.item
        if item.kind == "topic":
            self.topics[features.key].append(item.id)
            for company in features.companies:
                self.topics_of[company][item.id] = features.key
        for key in features.quoted:
            self.quoting[key].append(item.id)
        for company in features.companies if features.quoted else ():
            self.quoting_of[company][item.id] = features.quoted

    def rest(self, kept: Container[str]) -> None:
        """Drop the items not in `kept`."""
        for ids_by_key in (self.topics, self.quoting):
            for key, ids in list(ids_by_key.items()):
                ids[:] = [identity for identity in ids if identity in kept]
                if not ids:
                    del ids_by_key[key]
        _drop(self.topics_of, kept)
        _drop(self.quoting_of, kept)

    def ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """Yield the topics that an item quotes, and the items that quote a topic."""
        for key in sorted(features.quoted):
            for topic in self.topics.get(key, ()):
                yield topic, Bond("quotes_topic", 1.0, f"quotes the wording of {topic}", "joining/topic")
        is_topic = features.item.kind == "topic"
        if is_topic:
            for item in self.quoting.get(features.key, ()):
                yield item, Bond("quotes_topic", 1.0, f"its wording is quoted by {item}", "joining/topic")
        for company in sorted(features.companies):
            topics = self.topics_of.get(company, {})
            for topic, key in topics.items() if _stands_in_one(features.quoted, topics.values()) else ():
                if part := _part(features.quoted, key):
                    evidence = f"quotes most of the wording of {topic}"
                    yield topic, Bond("quotes_topic", part, evidence, "joining/topic")
            for item, quoted in self.quoting_of.get(company, {}).items() if is_topic else ():
                if part := _part(quoted, features.key):
                    evidence = f"most of its wording is quoted by {item}"
                    yield item, Bond("quotes_topic", part, evidence, "joining/topic")


def _drop(told_of: dict[str, dict[str, Told]], kept: Container[str]) -> None:
    for company, told in list(told_of.items()):
        for identity in [identity for identity in told if identity not in kept]:
            del told[identity]
        if not told:
            del told_of[company]


def _stands_in_one(quoted: frozenset[str], topics: Iterable[str]) -> bool:
    """Return whether any topic may contain a quoted wording: a quick test that mostly fails."""
    wordings = "\n".join(topics) if quoted else ""
    return any(key in wordings for key in quoted)


def _part(quoted: frozenset[str], topic: str) -> float:
    """Return the quoted share of a topic's wording if it is enough but not the whole; else 0."""
    whole = len(topic)
    longest = 0
    for key in quoted:
        if longest < len(key) < whole and len(key) >= PART * whole and key in topic:
            longest = len(key)
    return round(longest / whole, 4) if longest else 0.0
