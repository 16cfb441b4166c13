"""Negations in a folded text: where it begins with one, contains one, or negates what calls for an answer."""

from __future__ import annotations

import re
from functools import cache

from stories.text import lexicon
from stories.text.phrases import DENSE, phrases

REACH = {True: 7, False: 24}
"""Maximum characters between a negation and what it negates: in scripts without spaces (True) and with them."""


def denies_it(text: str, lang: str) -> bool:
    """Return whether the text negates what calls for an answer, or says that there is nothing of the kind; not that nobody was hurt."""
    if phrases("responses", "unhurt", lang).search(text):
        return False
    calls = phrases("claims", "calls", lang).finditer(text)
    return _holds("nothing", text, lang) or any(negated(text, found.start(), lang) for found in calls)


def negated(text: str, at: int, lang: str) -> bool:
    """Return whether a negation precedes a position in the same clause."""
    dense = lang in DENSE
    pauses = (place + 1 for place in range(at) if text[place] in _PAUSES or (dense and text[place] == " "))
    near = text[max(max(pauses, default=0), at - REACH[dense]) : at]
    return says_no(near, lang)


def begins_with_no(text: str, lang: str) -> bool:
    """Return whether a text begins with a negation."""
    return any(pattern.match(text) for pattern in _patterns("negations", lang))


def says_no(text: str, lang: str) -> bool:
    """Return whether a text contains a negation."""
    return _holds("negations", text, lang)


_PAUSES = frozenset("，。；：,;:！？!?")


def _holds(section: str, text: str, lang: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(section, lang))


@cache
def _patterns(section: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, lexicon.table("responses")[section].get(lang, ())))
