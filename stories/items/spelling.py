"""Compares names across scripts and languages by their consonants. Knows letters; whose names they are, bridges knows."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stories.text import lexicon

LEAST_BONES = 3
"""Minimum consonants that identify a name; a shorter name needs its vowels too."""

LEAST_SPELT = 4


@lru_cache(maxsize=200_000)
def sounds(folded: str) -> str | None:
    """Return the phonetic key of a folded name: its consonants, or a short name whole; None if that identifies nothing."""
    bones = skeleton(folded)
    if len(bones) >= LEAST_BONES:
        return bones
    return f"={_alike(folded)}" if folded.isalpha() and len(folded) >= LEAST_SPELT else None


def kana(text: str) -> list[str]:
    """Return the katakana words of a Japanese line in Latin letters."""
    return [_latin(word) for word in _KATAKANA.findall(text)]


_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")


@lru_cache(maxsize=50_000)
def _latin(word: str) -> str:
    spelt = "".join(_kana().get(sign, "") for sign in word)
    return re.sub(r"[aiueo]x(?=[aiueoy])", "", spelt).replace("x", "")


@cache
def _kana() -> dict[str, str]:
    """Return katakana with their romanisation; x marks a small sign, which replaces the vowel before it."""
    signs: dict[str, str] = {}
    for row in lexicon.table("kana")["rows"]:
        letter, *written = row.split()
        for sign, vowel in zip(written, "aiueo", strict=False):
            signs[sign] = ("" if letter == "-" else letter) + vowel
    others: dict[str, str] = lexicon.table("kana")["others"]
    return signs | others


_SPELLINGS = (
    ("sch", "s"), ("tch", "s"), ("dzh", "j"), ("ph", "f"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("cz", "s"), ("ts", "s"),
    ("tz", "s"), ("th", "t"), ("kh", "h"), ("dj", "j"), ("ck", "k"), ("gh", "g"), ("ce", "se"), ("ci", "si"), ("qu", "k"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("f", "v"), ("z", "s"), ("r", "l"), ("p", "b"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""Spellings of one sound. Chinese and Arabic transliteration merges r with l, p with b, and f with v."""


@lru_cache(maxsize=200_000)
def skeleton(folded: str) -> str:
    """Return the consonants of a name, normalised so that spellings in different scripts agree."""
    if not folded.isalpha():
        return ""
    word = _alike(folded)
    bones = ["a"] if word[:1] in "aeiou" else []
    for letter in word:
        if letter not in "aeiouh" and (not bones or bones[-1] != letter):
            bones.append(letter)
    return "".join(bones)


def _alike(folded: str) -> str:
    """Return a name with one spelling for every sound."""
    word = folded[:-1] + "s" if folded.endswith("ic") else folded
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    return word
