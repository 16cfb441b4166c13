"""Whether words of an answer say no to the very words of a claim: "all of it is ready-made" – "not one dish is ready-made".

Which words deny by themselves, stances knows; here a word is denied only because the claim holds it.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from stories.speech.signs import negated
from stories.text.phrases import DENSE, plain

LEAST = 2
"""Letters of a claim that an answer must take up."""


def negates(words: str, claim: str, named: str, lang: str) -> bool:
    """Whether an answer negates what a claim says without negation, or says what it negates, in the claim's own letters.

    `named`: the names of who answers, which every answer repeats. In languages with spaces a "not" denies anyhow.
    """
    if lang not in DENSE:
        return False
    said, told = plain(words, lang), plain(claim, lang)
    for block in SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks():
        shared = said[block.a : block.a + block.size]
        if block.size < LEAST or shared in named or not shared.isalpha():
            continue
        if negated(said, block.a, lang) and not negated(told, block.b, lang):
            return True
    return False
