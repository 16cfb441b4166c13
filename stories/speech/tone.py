"""The tone of a title: whether it calls for an answer by harm, complaint, accusation or rumour.

The words are words/claims.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from stories.speech import attribution, cues, english_cues
from stories.text import lexicon
from stories.text.phrases import DENSE, phrases, plain


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone of a title."""

    calls: tuple[str, ...]
    """The words that call for an answer and tell this affair from others."""
    incident: bool
    """It tells of a new event, not of an aftermath."""
    business: bool
    """It tells of ordinary business."""
    topical: bool
    """... only by words that may themselves be at issue: a price, an upgrade."""
    digest: bool
    """It sums up a day or a week."""
    guide: bool
    """It advises buyers, and neither calls for an answer nor is one: a list of the best, a review, a deal."""


@lru_cache(maxsize=100_000)
def calls_for_answer(title: str, lang: str) -> bool:
    """Return whether a title contains any word that calls for an answer, even beside ordinary business."""
    return bool(phrases("claims", "calls", lang).search(plain(title, lang)))


@lru_cache(maxsize=100_000)
def asking(title: str, lang: str) -> tuple[str, ...]:
    """Return the words by which a title calls for an answer; without words of its own affair, those that any affair may have."""
    manner = tone(title, lang)
    if manner.calls or manner.guide:
        return manner.calls
    return tuple(match[0] for match in phrases("claims", "adverse", lang).finditer(plain(title, lang)))


@lru_cache(maxsize=100_000)
def tone(title: str, lang: str) -> Tone:
    """Return the tone of a title."""
    text = plain(title, lang)
    words = list(phrases("claims", "business", lang).finditer(text))
    # "launches" is ordinary business, "launches an investigation" is not.
    acts = list(cues.acts_in(title, lang)) if words else []
    of_business = [
        word[0]
        for word in words
        if not any(
            start <= word.start() and word.end() <= end and (start, end) != word.span() for start, end in acts
        )
    ]
    business = bool(of_business)
    topical = phrases("claims", "topical", lang)
    mild = phrases("claims", "mild", lang)
    calls = [match[0] for match in phrases("claims", "calls", lang).finditer(text)]
    if (
        (teller := attribution.TOLD_BY.search(title))
        and lang not in DENSE
        and not phrases("claims", "foresee", lang).search(teller[0])
    ):
        calls.append(teller[0].strip())
    if lang == "en" and not calls and (charged := english_cues.wrongdoing(title)):
        calls.append(charged)
    told = tuple(word for word in calls if not (business and mild.fullmatch(word)))
    return Tone(
        calls=told,
        incident=bool(phrases("claims", "incident", lang).search(text))
        and not phrases("claims", "aftermath", lang).search(text),
        business=business,
        topical=business and all(topical.fullmatch(word) for word in of_business),
        digest=bool(phrases("claims", "digests", lang).search(text)),
        guide=not told
        and any(pattern.search(text) for pattern in _guides(lang))
        and cues.answer_in(title, lang) is None,
    )


@cache
def _guides(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, lexicon.table("claims")["guides"].get(lang, ())))


def only_shows(word: str, lang: str) -> bool:
    """Return whether a word only says that something came to light, be it an affair or a product."""
    return phrases("claims", "shows", lang).fullmatch(plain(word, lang)) is not None
