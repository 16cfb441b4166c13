"""Holds what is known of a Chinese text before its names are judged: words, model answers, offices, known companies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from nlp.chinese.bilstm import Found
from nlp.names import lexicon

Span = tuple[int, int]

DOTS = "·•・"
_CLAUSE_START = "，。！？；：、“「『（(《\n \t\r,;:!?|—…】》”」"
_BREAKS = re.compile(r"[\s，。！？；：、“”「」『』（）()【】《》…—|/@#%,;:!?\"]")
_LONGEST = 8
"""Characters of the longest office or known name."""


class Word(NamedTuple):
    """A word as cut and tagged by LAC."""

    start: int
    end: int
    tag: str


@dataclass(slots=True)
class Evidence:
    """The text in simplified characters with everything that the rules look at."""

    text: str
    words: Sequence[Word]
    model: Sequence[Found]
    at: dict[int, int] = field(default_factory=dict)
    """The number of the word that begins at an offset."""
    ends: dict[int, int] = field(default_factory=dict)
    """Number of the word that ends at an offset."""
    around: dict[int, Found] = field(default_factory=dict)
    """The model's answer at an offset."""
    _titles_before: dict[int, int] = field(default_factory=dict)
    _titles_after: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {word.start: number for number, word in enumerate(self.words)}
        self.ends = {word.end: number for number, word in enumerate(self.words)}
        for found in self.model:
            self.around.update(dict.fromkeys(range(found.start, found.end), found))

    def tagged(self, *tags: str) -> set[Span]:
        """Return the spans of words with these LAC tags."""
        return {(word.start, word.end) for word in self.words if word.tag in tags}

    def labelled(self, *labels: str) -> set[Span]:
        """Return the spans that the model gives these labels."""
        return {(found.start, found.end) for found in self.model if found.label in labels}

    def is_clause_start(self, place: int) -> bool:
        """Whether a clause begins here."""
        return place == 0 or self.text[place - 1] in _CLAUSE_START

    def title_before(self, place: int) -> int:
        """Return where the office that ends here begins, modifiers included ("前CEO"); the place itself if there is none."""
        start = self._titles_before.get(place)
        if start is None:
            start = self._before(place, lexicon.words("zh", "titles", "words"))
            if start < place:
                again = place
                while start < again:
                    again, start = start, self._before(start, lexicon.words("zh", "titles", "modifiers"))
            self._titles_before[place] = start
        return start

    def title_after(self, place: int) -> int:
        """Return where the office that begins here ends, modifiers included; the place itself if there is none."""
        end = self._titles_after.get(place)
        if end is None:
            end = self._titles_after[place] = self._title_end(place)
        return end

    def _title_end(self, place: int) -> int:
        at = place
        modifiers, titles = lexicon.words("zh", "titles", "modifiers"), lexicon.words("zh", "titles", "words")
        while self.text[at : at + 1] in _firsts(modifiers) and (
            modifier := next((n for n in range(3, 0, -1) if self.text[at : at + n] in modifiers), 0)
        ):
            at += modifier
        for begin in dict.fromkeys((at, place)):
            lengths = range(_LONGEST, 1, -1) if self.text[begin : begin + 1] in _firsts(titles) else ()
            for length in lengths:
                if self.text[begin : begin + length] in titles:
                    return begin + length
        return place

    def _before(self, place: int, words: frozenset[str]) -> int:
        if not place or self.text[place - 1] not in _lasts(words):
            return place
        for length in range(min(_LONGEST, place), 0, -1):
            if self.text[place - length : place] in words:
                return place - length
        return place


def known_firms(evidence: Evidence) -> Iterator[Span]:
    """Yield well-known companies and bodies, the longest first at each place; short ones only at word borders."""
    names = _known_by_start()
    place = 0
    text = evidence.text
    while place < len(text) - 1:
        for name in names.get(text[place : place + 2], ()):
            end = place + len(name)
            if text.startswith(name, place) and (
                (len(name) > len("特斯拉") and not name.isascii())
                or (
                    _is_border(evidence, place)
                    and (_is_border(evidence, end) or _goes_on(evidence, place, end))
                )
            ):
                yield place, end
                place = end - 1
                break
        place += 1


def has_ending(name: str) -> bool:
    """Whether the name ends like a company's."""
    return name.endswith(_endings()) and name not in _endings()


def has_break(name: str) -> bool:
    """Whether it contains a mark that no name has."""
    return _BREAKS.search(name) is not None


class Places:
    """The places of a text that names take."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._taken: dict[int, Span] = {}
        for span in spans:
            self._taken.update(dict.fromkeys(range(*span), span))

    def at(self, place: int) -> Span | None:
        """Return the span that takes a place."""
        return self._taken.get(place)

    def meet(self, span: Span) -> bool:
        """Whether a span overlaps a taken place."""
        return not self._taken.keys().isdisjoint(range(*span))

    def choose(self, spans: Iterable[Span]) -> list[Span]:
        """Take the spans in order, the best first, and return those that overlap none before them."""
        chosen = []
        for span in spans:
            if not self.meet(span):
                self._taken.update(dict.fromkeys(range(*span), span))
                chosen.append(span)
        return chosen


def _is_border(evidence: Evidence, place: int) -> bool:
    text = evidence.text
    if 0 < place < len(text) and text[place - 1].isascii() and text[place].isascii():
        return not (text[place - 1].isalnum() and text[place].isalnum())
    return place in evidence.at or place in evidence.ends


def _goes_on(evidence: Evidence, place: int, end: int) -> bool:
    """Whether an adverb of the clause follows a known name of three characters: 商务部未作评论, cut 商务/部未."""
    long = end - place >= len("商务部") and evidence.is_clause_start(place)
    return long and evidence.text[end] in "未不已将也均尚曾再拟称"


@cache
def _firsts(words: frozenset[str]) -> frozenset[str]:
    """Return the first characters of the words."""
    return frozenset(word[0] for word in words)


@cache
def _lasts(words: frozenset[str]) -> frozenset[str]:
    """Return the last characters of the words."""
    return frozenset(word[-1] for word in words)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.words("zh", "organisations", "endings"))


@cache
def _known_by_start() -> dict[str, list[str]]:
    bodies = lexicon.load("bodies")
    latin = {name for name in lexicon.words("firms", "en") if len(name) > len("Arm")}
    names = {
        *latin,
        *bodies["media"]["en"]["names"],
        *lexicon.words("firms", "zh"),
        *bodies["media"]["zh"]["names"],
        *bodies["regulators"]["zh"]["names"],
    }
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_start[name[:2]].append(name)
    return dict(by_start)
