"""Whether words of an answer say no to the very words of a claim: "all of it is ready-made" – "not one dish is ready-made".

Which words deny by themselves, stances knows; here a word is denied only because the claim holds it.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from stories.phrases import DENSE, phrases, plain
from stories.stances import patterns

LEAST = 2
"""Letters of a claim that an answer must take up."""

REACH = 8
"""Letters between a negation and what it denies."""

_PAUSES = frozenset("，。；：,;: ")


def negates(words: str, claim: str, named: str, lang: str) -> bool:
    """Whether an answer negates what a claim says without negation, or says what it negates, in the claim's own letters.

    `named`: the names of who answers, which every answer repeats. In languages with spaces a "not" denies anyhow.
    """
    if lang not in DENSE:
        return False
    said, told = plain(words, lang), plain(claim, lang)
    for pattern in patterns("instead", lang):
        if (found := pattern.search(said)) and len(said) >= found.end() + LEAST:
            return said[found.end() : found.end() + LEAST] not in told
    for block in SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks():
        shared = said[block.a : block.a + block.size]
        if block.size < LEAST or shared in named or not shared.isalpha():
            continue
        if _negated(said, block.a, lang) and not _negated(told, block.b, lang):
            return not phrases("responses", "ceases", lang).search(said)
    return False


def _negated(text: str, at: int, lang: str) -> bool:
    """Whether a negation stands a few letters before a place, in the same clause."""
    begin = max((place + 1 for place in range(at) if text[place] in _PAUSES), default=0)
    return bool(phrases("responses", "negates", lang).search(text[max(begin, at - REACH) : at]))
