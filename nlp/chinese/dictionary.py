"""Chinese word frequencies and which words are ordinary, from the word list in the package cutword. Knows no names."""

from __future__ import annotations

from functools import cache

from nlp import weights

PACKAGE = "cutword"
FILE = ("dict.txt", "dd50c92b364d70b715160e97e0d3acfa8d1563affaad34bd040cef0189077485")
_PROPER = "NR"


def is_common(word: str) -> bool:
    """Return whether the word is an ordinary one: 理想 and 小米 are, 蔚来 and 华为 are not."""
    return word in _ordinary_words()


def count(word: str) -> int:
    """Return the frequency of a word, proper names included, in the list's corpus; 0 if unknown."""
    return _counts().get(word, 0)


@cache
def total() -> int:
    """Return the number of words in that corpus."""
    return sum(_counts().values())


@cache
def _entries() -> tuple[tuple[str, int, str], ...]:
    entries = (line.split() for line in weights.read(PACKAGE, *FILE).decode().splitlines())
    return tuple(
        (entry[0], int(entry[1]), entry[2]) for entry in entries if len(entry) > len(("word", "count"))
    )


@cache
def _counts() -> dict[str, int]:
    return {word: count for word, count, _ in _entries()}


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(word for word, _, kind in _entries() if kind != _PROPER)
