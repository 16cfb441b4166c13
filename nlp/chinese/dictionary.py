"""Which Chinese words are ordinary ones, by the word list that comes with the package cutword. Knows no names."""

from __future__ import annotations

from functools import cache

from nlp import weights

PACKAGE = "cutword"
FILE = ("dict.txt", "dd50c92b364d70b715160e97e0d3acfa8d1563affaad34bd040cef0189077485")
_PROPER = "NR"


def is_common(word: str) -> bool:
    """Whether the word is an ordinary one: 理想 and 小米 are, 蔚来 and 华为 are not."""
    return word in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    entries = (line.split() for line in weights.read(PACKAGE, *FILE).decode().splitlines())
    return frozenset(
        entry[0] for entry in entries if len(entry) > len(("word", "count")) and entry[2] != _PROPER
    )
