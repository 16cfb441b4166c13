"""Whether an answer denies a claim without a word of denial, by comparing the words of the two.

`stances` handles words that deny by themselves, `examples` plain Chinese statements.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from stories.speech.signs import negated
from stories.speech.stances import patterns
from stories.text.phrases import DENSE, phrases, plain

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


def contradicts(words: str, claim: str) -> bool:
    """Return whether a plain English statement contradicts a charge: "the tea is changed every four hours", if it was said to be stale.

    It gives no reason, expresses no regret and defers nothing. A charge is of dishonesty, bad goods or a breach; a mishap
    charges nobody, and a statement about it explains.
    """
    if not phrases("claims", "charged", "en").search(plain(claim, "en")):
        return False
    said = plain(words, "en").lstrip(" “‘\"':,")
    return bool(said) and not any(pattern.search(said) for pattern in patterns("reasons", "en"))


def repeats_charge(words: str, claim: str) -> bool:
    """Return whether a plain English statement says itself what it is charged with: "cars are fitted with cheat software"."""
    charges = phrases("claims", "charged", "en")
    charged = {word[:STEM] for word in charges.findall(plain(claim, "en"))}
    said = plain(words, "en")
    return not negated(said, len(said), "en") and any(
        word[:STEM] in charged for word in charges.findall(said)
    )


STEM = 5
"""Letters of a word that tell it from others, whatever its ending: cheat, cheating."""
