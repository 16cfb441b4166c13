"""An English headline as words with offsets, pauses and the start of its subject. Knows no verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from stories.text import lexicon


class Word(NamedTuple):
    """A word without adjacent punctuation. Offsets are into the headline."""

    text: str
    """Case-folded."""
    written: str
    start: int
    end: int
    pause: bool
    """Whether a comma, a colon or a dash follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tokenised headline."""

    words: tuple[Word, ...]
    begin: int
    """Index of the first word of the subject."""
    titled: bool
    """Whether the headline is in title case, where capitals do not mark names."""

    def at(self, place: int) -> str:
        """Return the folded word at an index, or "" beyond the last."""
        return self.words[place].text if place < len(self.words) else ""

    def after(self, place: int) -> list[str]:
        """Return the folded words after an index."""
        return [word.text for word in self.words[place + 1 :]]

    def behind_parenthesis(self, place: int) -> int | None:
        """Return the index after a parenthesis that begins at `place`, or None if no comma closes it."""
        closing = (
            at for at in range(place, min(place + LONGEST, len(self.words) - 1)) if self.words[at].pause
        )
        at = next(closing, None)
        return None if at is None else at + 1


LONGEST = 12
"""Maximum length in words of an introductory phrase or a parenthesis."""


def line_of(text: str) -> Line:
    """Tokenise a headline."""
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
        found.append(Word(folded, written, start, start + len(written), word.endswith((",", ";", ":", ".."))))
    return found


def _opening(words: tuple[Word, ...]) -> int:
    """Return the index after a kicker or an introductory phrase: "After outcry, Maker ..."."""
    if words and words[0].pause and words[0].text in listed("kickers"):
        return 1
    if words and words[0].text in listed("openings"):
        for place, word in enumerate(words[: min(LONGEST, len(words) - 1)]):
            if word.pause and words[place + 1].written[0].isupper():
                return place + 1
    return 0


def _in_capitals(words: tuple[Word, ...]) -> bool:
    small = listed("prepositions") | listed("determiners")
    long = [
        any(map(str.isupper, written))
        for text, written, *_ in words[1:]
        if len(written) > SHORT and text not in small
    ]
    return len(long) > 1 and sum(long) > MOSTLY * len(long)


SHORT = 3
"""Words up to this length stay in lower case even in title case."""
MOSTLY = 0.8
"""Minimum share of longer words with a capital in a title-case headline."""


@cache
def listed(name: str) -> frozenset[str]:
    """Return a closed word class of words/clauses.toml."""
    return frozenset(lexicon.table("clauses")["words"][name])
