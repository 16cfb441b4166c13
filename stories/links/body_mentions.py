"""Link evidence: an article that names a watched company only in its body, and that company's open claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stories.grouping.affairs import Affairs
from stories.grouping.groups import NEAR
from stories.grouping.index import Index
from stories.items import readable
from stories.items.features import Features, key_of
from stories.links.recent_statements import LEAST_QUOTE, RecentStatements
from stories.links.threads import Bond

LEAST_NAMED = 2
MOSTLY = 2 / 3
"""Minimum mentions of the company in the body, and its minimum share of all watched names there."""

FIGURES = 2
"""Minimum figures of a claim in the body; one may be a coincidence."""


def ties(
    features: Features, affairs: Affairs, index: Index, carried: RecentStatements
) -> Iterator[tuple[str, Bond]]:
    """Yield the open claims of the body's company whose figures it gives or whose quotations it repeats."""
    company = _about(features)
    if company is None:
        return
    name = features.roster.name_of(company)
    for identity in sorted(affairs.recent.by_group(company, features.day)):
        group = index.groups.get(identity)
        if group is None or not group.members or affairs.claim(identity) is None:
            continue
        shared = sorted(features.figures & group.figures)
        if len(shared) >= FIGURES and abs(features.day - group.last) <= NEAR:
            first = group.members[0].item.id
            evidence = (
                f"its body is about {name} and shares {readable.figures(shared, features)} with {first}"
            )
            yield first, Bond("shared_figures", 1.0, evidence, "joining/body")
    for entity, key in _quoted(features, company):
        for said in carried.quoted.get(entity, ()):
            if abs(features.day - said.at) <= NEAR and (key in said.key or said.key in key):
                evidence = f"its body is about {name} and repeats the words of {features.roster.name_of(entity)} in {said.item}"
                yield said.item, Bond("same_event", 1.0, evidence, "joining/body")


def _about(features: Features) -> str | None:
    """Return the company a body is about; None if the title names any."""
    item, roster = features.item, features.roster
    titled = any(mention.entity and mention.end <= len(item.title) for mention in item.reading.mentions)
    if features.short or features.alone or titled:
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
    mostly = times >= LEAST_NAMED and times >= MOSTLY * named.total()
    return company if mostly and features.companies <= {company} else None


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


LEAST_WORDS = 3 * LEAST_QUOTE
"""Minimum letters of a quotation that two articles share by no coincidence."""
