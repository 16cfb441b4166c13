"""Stance of an answer by classes of words and their negation. `stances` knows the fixed wordings.

A class covers many wordings: no fault, a merit, all without exception, what the records show. Looks at the answer
alone, not at the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from records import Stance
from stories.text import lexicon
from stories.text.phrases import DENSE, phrases

REACH = {True: 7, False: 24}
"""Maximum characters between a negation and what it negates: in scripts without spaces (True) and with them."""


def stance_by_signs(text: str, lang: str) -> Stance | None:
    """Return the stance of a folded text by its word classes, or None."""
    if phrases("responses", "unhurt", lang).search(text):
        return None
    faults = [found.start() for found in _faults(text, lang)]
    if any(negated(text, at, lang) for at in faults):
        return "deny"
    if faults or _holds("mending", text, lang):
        return None
    merits = [found.start() for found in _found("merits", text, lang)]
    as_it_should_be = bool(merits) and not any(negated(text, at, lang) for at in merits)
    return (
        "deny" if as_it_should_be or any(_holds(way, text, lang) for way in ("universals", "shown")) else None
    )


def _faults(text: str, lang: str) -> Iterator[re.Match[str]]:
    yield from _found("faults", text, lang)
    yield from phrases("claims", "calls", lang).finditer(text)


def negated(text: str, at: int, lang: str) -> bool:
    """Return whether a negation precedes a position in the same clause."""
    dense = lang in DENSE
    pauses = (place + 1 for place in range(at) if text[place] in _PAUSES or (dense and text[place] == " "))
    near = text[max(max(pauses, default=0), at - REACH[dense]) : at]
    return any(pattern.search(near) for pattern in _patterns("negations", lang))


def begins_with_no(text: str, lang: str) -> bool:
    """Return whether a folded text begins with a negation."""
    return any(pattern.match(text) for pattern in _patterns("negations", lang))


def says_no(text: str, lang: str) -> bool:
    """Return whether a text contains a negation."""
    return _holds("negations", text, lang)


_PAUSES = frozenset("，。；：,;:！？!?")


def _found(section: str, text: str, lang: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns(section, lang):
        yield from pattern.finditer(text)


def _holds(section: str, text: str, lang: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(section, lang))


@cache
def _patterns(section: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, lexicon.table("signs")[section].get(lang, ())))
