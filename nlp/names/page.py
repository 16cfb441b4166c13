"""A text as joining sees it: folded, with the models' names, its sentences and its words. Judges nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.chinese.bilstm import Found
from nlp.names.evidence import Word

Name = tuple[int, int, str]
"""Start, end and label of a name."""
Joined = tuple[int, int, str, str | None]
"""Start, end, label and watch-list id of a name."""


_NEAR = 300


@dataclass(frozen=True, slots=True)
class Page:
    """A text to be joined to the watch list."""

    text: str
    """In simplified characters."""
    is_chinese: bool
    names: Sequence[Name]
    """What the models found, set right; in order."""
    sentences: Sequence[int]
    """Where sentences begin, in order."""
    words: Sequence[Word]
    """Of a Chinese text, in order; empty for an English one."""
    proper: frozenset[int]
    """Of an English text, where words begin that the tagger takes for proper names."""
    verbs: frozenset[int]
    """Of an English text, where words begin that the tagger takes for verbs."""
    day: date | None
    """On which the text was published."""
    kinds: Sequence[Found] = ()
    """What the model calls each span of a Chinese text: an organisation, a time, a creature, a work; in order."""
    is_foreign: bool = False
    """Whether the text is in neither English nor Chinese, so that the English model's names mean nothing."""

    def sentence(self, place: int) -> tuple[int, int]:
        """Bounds of the sentence around a place; of an endless one, of what is near."""
        number = bisect_right(self.sentences, place)
        start = self.sentences[number - 1] if number else 0
        end = self.sentences[number] if number < len(self.sentences) else len(self.text)
        return max(start, place - _NEAR), min(end, place + _NEAR)

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """The models' names that begin in a span."""
        first = bisect_left(self.names, start, key=lambda name: name[0])
        return self.names[first : bisect_left(self.names, end, key=lambda name: name[0])]

    def with_firms(self, spans: Iterable[tuple[int, int]]) -> Page:
        """The page with these firms among its names, where the models found nothing or called them otherwise."""
        known = {(start, end): label for start, end, label in self.names}
        firms = {
            span for span in spans if span in known or not (self.name_around(*span) or self.names_in(*span))
        }
        if all(known.get(span) == "ORG" for span in firms):
            return self
        others = ((*span, label) for span, label in known.items() if span not in firms)
        return replace(self, names=sorted([*others, *((*span, "ORG") for span in firms)]))

    def word_around(self, place: int) -> Word | None:
        """The Chinese word in which a place lies."""
        number = bisect_right(self.words, place, key=lambda word: word.start) - 1
        return self.words[number] if number >= 0 and place < self.words[number].end else None

    def kind_around(self, start: int, end: int) -> Found | None:
        """What the model calls a Chinese span, or the span that meets it."""
        number = bisect_right(self.kinds, start, key=lambda found: found.start) - 1
        for found in self.kinds[max(0, number) : number + 2]:
            if found.start < end and start < found.end:
                return found
        return None

    def name_around(self, start: int, end: int) -> Name | None:
        """The models' name that holds all of a span."""
        number = bisect_right(self.names, start, key=lambda name: name[0]) - 1
        if number >= 0 and end <= self.names[number][1]:
            return self.names[number]
        return None
