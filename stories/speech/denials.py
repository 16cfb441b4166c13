"""Whether an answer denies a claim without a word of denial, by comparing the words of the two.

`stances` handles words that deny by themselves, `examples` plain Chinese statements.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from stories.speech.negations import negated
from stories.text.phrases import DENSE, plain

LEAST = 2
"""Minimum characters of the claim that an answer must repeat."""


def negates(words: str, claim: str, named: str, lang: str) -> bool:
    """Return whether an answer negates words that the claim asserts: "all of it is ready-made", "not one dish is ready-made".

    `named`: names of who answers, which any answer repeats. Chinese and Japanese only: in languages with spaces a
    "not" denies in any case.
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
