"""Weighs what stands before an English word: an article or another name against the company, "rival" and "sued" for it."""

from __future__ import annotations

import re

from nlp.names import dictionary, lexicon
from nlp.names.english.context import lemma
from nlp.names.watched.english_signs import (
    AFTER,
    BEFORE,
    STRONG,
    SURE,
    WEAK,
    WINDOW,
    has_firm_noun,
    has_second_capital,
    is_another_sense,
    is_headline,
)
from nlp.names.watched.index import Match
from nlp.names.watched.page import Page

_LISTED_BEFORE = re.compile(r"[A-Za-z](?:, | and | or | & |, and )$")


def weigh_before(page: Page, match: Match) -> float:
    """Weigh the word before it: an article or another name against it, "rival" and "sued" for it."""
    begin, end = page.sentence(match.start)
    before = page.text[begin : match.start]
    if _LISTED_BEFORE.search(before) and page.names_in(max(begin, match.start - WINDOW), match.start):
        return WEAK
    found = BEFORE.search(before)
    if found is None:
        return 0.0
    if found[1].lower() in lexicon.words("watch", "en", "articles"):
        is_named = (
            match.form.label == "PRODUCT"
            or has_firm_noun(page, match.end)
            or _leads_noun(page, match)
            or _is_band(page, match)
        )
        return 0.0 if is_named or has_second_capital(page, match) else -SURE - WEAK
    return _led_by(found[1], headline=is_headline(page.text[begin:end]))


def _is_band(page: Page, match: Match) -> bool:
    """Whether it is a capitalised plural with an article, as teams and unions are: "the Padres"."""
    written = page.text[match.start : match.end]
    plural = written.endswith("s") and not written.endswith("ss") and dictionary.is_noun(written)
    return plural and not is_headline(page.text[slice(*page.sentence(match.start))])


def _leads_noun(page: Page, match: Match) -> bool:
    """Whether its capital inside a sentence and the noun after it make it a name: "an Apple codec"."""
    if match.start not in page.proper or is_headline(page.text[slice(*page.sentence(match.start))]):
        return False
    follows = AFTER.match(page.text, match.end)
    if follows is None or not follows[1].islower() or match.end + 1 in page.verbs:
        return False
    small = lexicon.words("watch", "en", "small")
    behind = AFTER.match(page.text, follows.end())
    if page.text[max(0, match.start - len("the ")) : match.start].lower() == "the " and (
        behind is None or behind[1] in small
    ):
        return False  # "Ghost in the Shell returns to"
    return follows[1] not in small and not is_another_sense(page, match)


def _led_by(word: str, *, headline: bool) -> float:
    """Weigh a word before it that is no article: "rival" for it, another name against it."""
    if word.lower() in lexicon.words("en", "organisations", "cues_before"):
        return STRONG
    if lemma(word) in lexicon.words("en", "organisations", "verbs"):
        return STRONG if headline else WEAK
    if word[0].isupper() and not word.endswith(("'s", "’s", ".")) and not _may_lead(word):
        return -SURE  # "Niger Delta"
    return 0.0


def _may_lead(word: str) -> bool:
    """Whether a capitalised word may stand before a name without belonging to it: "Monday", "Why", "Retailer"."""
    lower = word.lower()
    return (
        lower in lexicon.words("watch", "en", "leading")
        or word in lexicon.firms()
        or lower in lexicon.words("en", "titles", "heads")
    )
