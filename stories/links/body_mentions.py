"""Link evidence: an article that names a watched company only in its body, and repeats the company's words in an open claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stories.grouping.groups import NEAR
from stories.items.features import Features, key_of
from stories.links.recent_statements import LEAST_QUOTE, RecentStatements
from stories.links.threads import Bond

LEAST_NAMED = 2
MOSTLY = 2 / 3
"""Minimum mentions of the company in the body, and its minimum share of all watched names there."""

LEAST_WORDS = 3 * LEAST_QUOTE
"""Minimum letters of a quotation that two articles share by no coincidence."""


def ties(features: Features, carried: RecentStatements) -> Iterator[tuple[str, Bond]]:
    """Yield the items whose quotations of the body's company it repeats."""
    company = _about(features)
    if company is None:
        return
    name_of = features.roster.name_of
    for entity, key in _quoted(features, company):
        for said in carried.quoted.get(entity, ()):
            if abs(features.day - said.at) <= NEAR and (key in said.key or said.key in key):
                evidence = f"its body is about {name_of(company)} and repeats the words of {name_of(entity)} in {said.item}"
                yield said.item, Bond("same_event", 1.0, evidence, "joining/body")


def _about(features: Features) -> str | None:
    """Return the company a body is about; None if the title names any."""
    item, roster = features.item, features.roster
    titled = any(mention.entity and mention.end <= len(item.title) for mention in item.reading.mentions)
    if features.short or titled:
        return None
    named = Counter(
        company
        for mention in item.reading.mentions
        if mention.entity
        for company in roster.companies(mention.entity, item.at.date())
    )
    if not named:
        return None
    ((company, times),) = named.most_common(1)
    return company if times >= LEAST_NAMED and times >= MOSTLY * named.total() else None


def _quoted(features: Features, company: str) -> Iterator[tuple[str, str]]:
    """Yield (speaker, key of the words) for the company's quotations in a body."""
    item, roster = features.item, features.roster
    for quote in item.reading.quotes:
        key = key_of(quote.text)
        if (
            quote.speaker_entity
            and len(key) >= LEAST_WORDS
            and company in roster.companies(quote.speaker_entity, item.at.date())
        ):
            yield quote.speaker_entity, key
