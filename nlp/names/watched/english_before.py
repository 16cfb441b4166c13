"""Weighs what stands before an English word: an article or another name against the company, "rival" and "sued" for it."""

from __future__ import annotations

import re

from nlp.names import dictionary, lexicon
from nlp.names.english.context import lemma
from nlp.names.watched import english_signs as signs
from nlp.names.watched.english_signs import AFTER, BEFORE, STRONG, SURE, WEAK, WINDOW
from nlp.names.watched.match import Match

_LISTED_BEFORE = re.compile(r"[A-Za-z](?:, | and | or | & |, and )$")


def weigh_before(match: Match) -> float:
    """Weigh the word before it: an article or another name against it, "rival" and "sued" for it."""
    near = max(match.bounds[0], match.start - WINDOW), match.start
    if _LISTED_BEFORE.search(match.lead) and match.page.names_in(*near):
        return WEAK
    found = BEFORE.search(match.lead)
    if found is None:
        return 0.0
    if found[1].lower() in lexicon.words("watch", "en", "articles"):
        is_named = match.form.label == "PRODUCT" or signs.has_firm_noun(match)
        is_named = is_named or _leads_noun(match) or _is_band(match) or signs.has_second_capital(match)
        return 0.0 if is_named else -SURE - WEAK
    return _led_by(found[1], match)


def _is_band(match: Match) -> bool:
    """Whether it is a capitalised plural with an article, as teams and unions are: "the Padres"."""
    plural = match.written.endswith("s") and not match.written.endswith("ss")
    return plural and dictionary.is_noun(match.written) and not signs.is_in_headline(match)


def _leads_noun(match: Match) -> bool:
    """Whether its capital inside a sentence and the noun after it make it a name: "an Apple codec"."""
    page = match.page
    if match.start not in page.proper or signs.is_in_headline(match):
        return False
    follows = AFTER.match(page.text, match.end)
    if follows is None or not follows[1].islower() or match.end + 1 in page.verbs:
        return False
    small = lexicon.words("watch", "en", "small")
    further = AFTER.match(page.text, follows.end())
    if match.lead.lower().endswith("the ") and (further is None or further[1] in small):
        return False  # "Ghost in the Shell returns to"
    return follows[1] not in small and not signs.is_another_sense(match)


def _led_by(word: str, match: Match) -> float:
    """Weigh a word before it that is no article: "rival" for it, another name against it."""
    lower = word.lower()
    if lower in lexicon.words("en", "organisations", "cues_before"):
        return STRONG
    if lemma(word) in lexicon.words("en", "organisations", "verbs"):
        return STRONG if signs.is_in_headline(match) else WEAK
    may_lead = (  # without belonging to the name: "Monday", "Why", "Retailer"
        lower in lexicon.words("watch", "en", "leading")
        or word in lexicon.firms()
        or lower in lexicon.words("en", "titles", "heads")
    )
    is_name = word[0].isupper() and not word.endswith(("'s", "’s", ".")) and not may_lead
    return -SURE * is_name  # "Niger Delta"
