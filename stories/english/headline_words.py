"""An English headline as words: where each stands, where it pauses, and with which word who acts begins. Knows no verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from stories.text import lexicon


class Word(NamedTuple):
    """A word without the marks about it."""

    text: str
    """Folded."""
    written: str
    start: int
    end: int
    pause: bool
    """A comma, a colon or a dash follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a headline."""

    words: tuple[Word, ...]
    begin: int
    """The word with which who acts begins."""
    titled: bool
    """It is written with capitals throughout, which then tell no names."""

    def at(self, place: int) -> str:
        """The word at a place, folded; empty behind the last one."""
        return self.words[place].text if place < len(self.words) else ""

    def after(self, place: int) -> list[str]:
        """The words behind a place, folded."""
        return [word.text for word in self.words[place + 1 :]]

    def behind_parenthesis(self, place: int) -> int | None:
        """The word behind what is said between two commas from a place on, or None where nothing closes it."""
        closing = (
            at for at in range(place, min(place + LONGEST, len(self.words) - 1)) if self.words[at].pause
        )
        at = next(closing, None)
        return None if at is None else at + 1


LONGEST = 12
"""Words within which what is told first, or between commas, ends."""


def line_of(text: str) -> Line:
    """The words of a headline."""
    words = tuple(_words(text))
    return Line(words, _opening(words), _in_capitals(words))


_WORD = re.compile(r"[^\s“”\"()\[\]…—–]+|[—–…]")
_MARKS = re.compile(r"^['‘’]+|['‘’,.;:!?]+$")


def _words(text: str) -> list[Word]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word = match[0]
        written = word if word.isalnum() else _MARKS.sub("", word)
        if not written or written in "—–…-|":
            found[-1:] = [word._replace(pause=True) for word in found[-1:]]
            continue
        start = match.start() + word.index(written)
        folded = written.casefold().replace("’", "'")
        found.append(Word(folded, written, start, start + len(written), word[-1] in ",;:"))
    return found


def _opening(words: tuple[Word, ...]) -> int:
    """The word behind a kicker, or behind what is told before a comma: "After outcry, Maker …"."""
    if words and words[0].pause and words[0].text in listed("kickers"):
        return 1
    if words and words[0].text in listed("openings"):
        for place, word in enumerate(words[: min(LONGEST, len(words) - 1)]):
            if word.pause and words[place + 1].written[0].isupper():
                return place + 1
    return 0


def _in_capitals(words: tuple[Word, ...]) -> bool:
    long = [written[0].isupper() for _, written, _, _, _ in words[1:] if len(written) > SHORT]
    return len(long) > 1 and sum(long) > MOSTLY * len(long)


SHORT = 3
"""Letters up to which a word has no capital even there."""
MOSTLY = 0.8
"""Share of the longer words that then have one."""


@cache
def listed(name: str) -> frozenset[str]:
    """Some of the words that a clause is built of."""
    return frozenset(lexicon.table("clauses")["words"][name])
