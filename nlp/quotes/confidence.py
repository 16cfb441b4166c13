"""Computes a quotation's confidence: how often its rule is right, less known risks. The numbers are data."""

from __future__ import annotations

from nlp.quotes.draft import Draft
from nlp.quotes.lexicon import words

LONG = 60
"""Words after which a report without marks has likely run into the next one."""

NOBODY = 0.6
"""The most that a quotation without a speaker is worth."""


def confidence_of(
    lang: str, draft: Draft, *, speaker: bool, named: bool, guessed: bool, words_said: int, whole: bool
) -> float:
    """The confidence of one quotation, 0 to 1.

    Args:
        lang: "en" or "zh".
        draft: The quotation; its rule and its kind count.
        speaker: A speaker was found.
        named: The speaker is a name or a pronoun that stands for one, no bare noun.
        guessed: Whom the speaker's pronoun or description means is uncertain.
        words_said: Number of words quoted.
        whole: They begin like a sentence.
    """
    table = words("worth")
    worth, less = table[lang][draft.rule], table["less"]
    sure: float = worth[-1] if draft.weaker else worth[0]
    marked = draft.kind == "direct"
    if not speaker:
        sure = min(sure, NOBODY)
    elif guessed:
        sure -= less["guessed"]
    elif not named:
        sure -= less["nameless"]
    if not marked and words_said > LONG:
        sure -= less["long"]
    if marked and not whole:
        sure -= less["fragment"]
    return round(max(sure, 0.05), 2)
