"""Assigns articles to open claims by their company's quotations. `affairs` assigns lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stories.speech import cues
from stories.speech.answers import ADMITS
from stories.text.phrases import plain

if TYPE_CHECKING:
    from stories.grouping.affairs import Affairs
    from stories.items.features import Features

SHARE_OPEN = 0.5
"""Minimum share of an entity's recent items in open claims for its own word to be about one of them."""


@dataclass(frozen=True, slots=True)
class Pull:
    """A claim group that takes an item."""

    group: str
    strength: float
    evidence: str


def pull_by_quotation(affairs: Affairs, features: Features) -> Pull | None:
    """Return the claim whose words a company takes up where an article on another topic quotes it."""
    roster, lang = features.roster, features.item.lang
    said = _answers(features)
    best: Pull | None = None
    for company in sorted(features.main) if said else ():
        for group, count in affairs.recent.by_group(company, features.day).items():
            taken = sorted(word for word in affairs.claim(group) or () if word in said)
            known = affairs.groups.get(group)
            if taken and known and known.lang == lang and (best is None or count > best.strength):
                evidence = (
                    f"{roster.name_of(company)} is quoted on what this story claims: {', '.join(taken)}"
                )
                best = Pull(group, float(count), evidence)
    return best


def _answers(features: Features) -> str:
    """Return the quotations of the article's companies that take a stance or reply, as one folded text."""
    day, lang, roster = features.item.at.date(), features.item.lang, features.roster
    return " ".join(
        plain(f"{quote.text} {quote.responds_to or ''}", lang)
        for quote in features.item.reading.quotes
        if not features.main.isdisjoint(roster.companies(quote.speaker_entity, day))
        and (quote.stance in ADMITS or cues.replies(quote.cue or "", lang))
    )
