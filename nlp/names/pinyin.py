"""Recognises Chinese personal names in Latin letters, and spells names in characters that way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import product

from nlp.names import lexicon
from nlp.names.units import fold

LONGEST_NAME = 4
"""Characters of the longest Chinese personal name."""


def is_name(words: Sequence[str]) -> bool:
    """Whether capitalised words are a Chinese name, surname first: "Lei Jun", "Ouyang Minggao", "Li Ka-shing"."""
    if len(words) not in (2, 3) or not is_surname(words[0]):
        return False
    given = "".join(words[1:])
    return given.isalpha() and is_given_name(given)


def is_surname(word: str) -> bool:
    """Whether the word is a Chinese surname in any usual spelling."""
    return fold(word) in _latin_surnames()


@cache
def is_given_name(word: str) -> bool:
    """Whether the word is one or two syllables of pinyin, as given names are."""
    return _given_name().fullmatch(fold(word).replace("-", "").replace("'", "").replace("’", "")) is not None


def surname_of(name: str) -> str:
    """Return the surname of a name in simplified characters; empty if there is none."""
    if name[:2] in lexicon.load("surnames")["double"] and len(name) > len("欧阳"):
        return name[:2]
    return name[:1] if name[:1] in lexicon.load("surnames")["single"] else ""


@cache
def spellings(name: str) -> frozenset[str]:
    """Return a Chinese name in Latin letters, folded and run together, in both orders.

    Surnames have their own readings (曾 Zeng, 单 Shan) and regional spellings (陈 Chan). Empty if the name does
    not begin with a surname or is too long for a Chinese one.
    """
    surname = surname_of(name)
    given = name[len(surname) :]
    if not surname or not given or len(name) > LONGEST_NAME:
        return frozenset()
    from pypinyin import Style, pinyin  # noqa: PLC0415 (0.2 s, for whoever watches people with Chinese names)

    table = lexicon.load("surnames")["double" if len(surname) > 1 else "single"]
    surnames = {spelling for reading in table[surname] for spelling in _with_u_umlaut(reading)}
    # heteronym: 乐 may be le or yue also inside a given name.
    readings = [
        {spelling for reading in syllable for spelling in _with_u_umlaut(reading)}
        for syllable in pinyin(given, style=Style.NORMAL, heteronym=True, v_to_u=True)
    ]
    givens = {"".join(syllables) for syllables in product(*readings)}
    return frozenset(name for s, g in product(surnames, givens) for name in (s + g, g + s))


def _with_u_umlaut(syllable: str) -> set[str]:
    """Yield the spellings of ü: Lü is written Lu, Lyu or Lv."""
    if "ü" not in syllable:
        return {fold(syllable)}
    return {syllable.replace("ü", letter) for letter in ("u", "yu", "v")}


@cache
def _latin_surnames() -> frozenset[str]:
    tables = lexicon.load("surnames")
    readings = [
        reading for kind in ("single", "double") for spelled in tables[kind].values() for reading in spelled
    ]
    return frozenset(spelling for reading in readings for spelling in _with_u_umlaut(reading))


@cache
def _given_name() -> re.Pattern[str]:
    syllables = "|".join(sorted(lexicon.words("pinyin", "syllables"), key=len, reverse=True))
    return re.compile(rf"(?:{syllables}){{1,2}}")
