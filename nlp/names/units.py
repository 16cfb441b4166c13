"""Cuts text and aliases into comparable units: one Chinese character, or a folded run of Latin letters and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# "O'Leary" is one unit; "AMDCEO" is two, a company and an office.
_OFFICE = r"(?:C[EFOT]O|COO)(?![A-Za-z])"
_UNIT = re.compile(rf"[{_HAN}]|[A-Z]['’][A-Z][^\W_{_HAN}]+|[A-Z][A-Za-z]+(?={_OFFICE})|[^\W_{_HAN}]+")
# What may stand between two units of one name: "C.C. Wei", "AT&T", "Marks & Spencer", "Kai-Fu", "蒂姆·库克", one line break.
_GAP = re.compile(r"[\s.\-‐‑&'’·•・/]{0,2}|\s[&+]\s")


class Unit(NamedTuple):
    """A piece of text that names are compared by."""

    start: int
    end: int
    text: str
    """As written."""
    key: str
    """Without case and accents."""

    @property
    def is_han(self) -> bool:
        """Whether it is one Chinese character."""
        return len(self.text) == 1 and self.text >= "\u3400"


def cut(text: str) -> Iterator[Unit]:
    """Yield the units of a text in simplified characters, in order."""
    for match in _UNIT.finditer(text):
        yield Unit(match.start(), match.end(), match[0], key(match[0]))


_PLAIN = str.maketrans("øłđħ", "oldh", "'’")
"""Letters whose stroke is no accent in Unicode, and marks that are dropped."""


def key(word: str) -> str:
    """Return the form that words are compared by: "O’Leary" is "oleary", "Bjørn" is "bjorn"."""
    return fold(word).translate(_PLAIN)


def fold(word: str) -> str:
    """Return the word without case and accents: "Lü" is "lu", "Nestlé" is "nestle"."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def may_follow(text: str, left: Unit, right: Unit) -> bool:
    """Whether two neighbouring units can belong to one name."""
    gap = text[left.end : right.start]
    if not gap:
        return True
    if left.is_han and right.is_han:
        return gap in "·•・"
    return _GAP.fullmatch(gap) is not None
