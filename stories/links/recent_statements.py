"""Link evidence: a watched person's or company's post or release, and articles that quote it; a post also in another language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from records import Quote
from stories.grouping.groups import NEAR
from stories.items.features import Features, key_of
from stories.links.threads import Bond

LEAST_QUOTE = 6
"""Minimum letters of a quotation that identifies a post."""

LEAST_OF_RELEASE = 24
"""The same of a release: these are longer, and share set phrases with each other."""

POSTED = timedelta(hours=24)
"""How long an article in another language may report a post as news."""


class Said(NamedTuple):
    """A statement of a watched entity in an item."""

    at: datetime
    item: str
    key: str
    """Comparison key of the words."""
    lang: str


@dataclass(slots=True)
class RecentStatements:
    """Index of recent posts and quotations of watched entities."""

    posts: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    """Entity to its posts."""
    releases: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    """Entity to its releases."""
    quoted: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    """Entity to its quotations in articles."""

    def note(self, features: Features) -> None:
        """Add an item."""
        item = features.item
        issued = {"post": self.posts, "release": self.releases}.get(item.kind)
        if issued is not None and item.entity:
            issued[item.entity].append(Said(item.at, item.id, key_of(item.text), item.lang))
        for quote in item.reading.quotes:
            key = key_of(quote.text)
            if len(key) >= LEAST_QUOTE:
                for entity in _spoken_for(quote, features):
                    self.quoted[entity].append(Said(item.at, item.id, key, item.lang))

    def rest(self, kept: Container[str]) -> None:
        """Drop the items not in `kept`."""
        for told in (self.posts, self.releases, self.quoted):
            for entity, entries in list(told.items()):
                entries[:] = [entry for entry in entries if entry.item in kept]
                if not entries:
                    del told[entity]

    def ties(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """Yield the items that share a statement with this one: a post or release, and the articles that quote it."""
        item = features.item
        least = {"post": LEAST_QUOTE, "release": LEAST_OF_RELEASE}.get(item.kind)
        if least and item.entity:
            own = key_of(item.text)
            for words in self.quoted.get(item.entity, ()):
                if len(words.key) >= least and abs(item.at - words.at) <= NEAR and words.key in own:
                    evidence = f"{words.item} quotes it"
                    yield words.item, Bond("responds_to", 1.0, evidence, "joining/words")
        for quote in item.reading.quotes:
            key = key_of(quote.text)
            for entity in _spoken_for(quote, features):
                for least, issued in ((LEAST_QUOTE, self.posts), (LEAST_OF_RELEASE, self.releases)):
                    for words in issued.get(entity, ()) if len(key) >= least else ():
                        if abs(item.at - words.at) <= NEAR and key in words.key:
                            evidence = f"quotes {words.item}"
                            yield words.item, Bond("responds_to", 1.0, evidence, "joining/words")
        yield from self._translations(features)

    def _translations(self, features: Features) -> Iterator[tuple[str, Bond]]:
        """Yield the post that an article in another language quotes, if it is the speaker's only recent one."""
        item, roster = features.item, features.roster
        posting = {quote.speaker_entity for quote in item.reading.quotes if quote.channel_kind == "post"}
        for speaker in sorted(filter(None, posting)):
            lately = [
                post for post in self.posts.get(speaker, ()) if timedelta(0) <= item.at - post.at <= POSTED
            ]
            if len(lately) == 1 and lately[0].lang != item.lang:
                post = lately[0]
                evidence = f"reports {post.item}, the only recent post by {roster.name_of(speaker)}"
                yield post.item, Bond("responds_to", 1.0, evidence, "joining/post")


def _spoken_for(quote: Quote, features: Features) -> list[str]:
    """Return the watched speaker of a quotation and the companies spoken for, also by somebody on no list: "a spokesman for Maker".

    In what office does not matter, since only the same words link two items; who was asked, `ItemView.asked` knows.
    """
    day = quote.said_on or features.item.at.date()
    companies = features.roster.companies(quote.speaker_entity, day)
    named = features.roster.named_in(quote.organisation, day) if quote.speaker_entity is None else ()
    return sorted({*filter(None, (quote.speaker_entity,)), *companies, *named})
