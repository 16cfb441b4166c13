"""A text as joining sees it: folded, with the models' names, its sentences and words. Decides nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from nlp.chinese.bilstm import Found
from nlp.names.chinese.evidence import Word

Name = tuple[int, int, str]
"""Start, end and label of a name."""
Joined = tuple[int, int, str, str | None]
"""Start, end, label and watch-list id of a name."""


_NEAR = 300


@dataclass(frozen=True)
class Page:
    """A text to be joined to the watch list."""

    text: str
    """The text in simplified characters."""
    is_chinese: bool
    names: Sequence[Name]
    """The models' names, corrected, in order."""
    sentences: Sequence[int]
    """Where sentences begin, in order."""
    words: Sequence[Word]
    """The words of a Chinese text, in order; empty for an English one."""
    proper: frozenset[int]
    """Where proper names begin in an English text, by the tagger."""
    verbs: frozenset[int]
    """Where verbs begin in an English text, by the tagger."""
    day: date | None
    """The day of publication."""
    kinds: Sequence[Found] = ()
    """The Chinese model's answers, of all its labels (ORG, TIME, CREATURE, …), in order."""
    is_foreign: bool = False
    """Whether the text is in neither English nor Chinese, so that the English model's names mean nothing."""

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of people's names of several words."""
        people = (self.text[start:end] for start, end, label in self.names if label == "PERSON")
        return frozenset(name.rpartition(" ")[2] for name in people if " " in name)

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the bounds of the sentence around a place, cut to what is near."""
        number = bisect_right(self.sentences, place)
        start = self.sentences[number - 1] if number else 0
        end = self.sentences[number] if number < len(self.sentences) else len(self.text)
        return max(start, place - _NEAR), min(end, place + _NEAR)

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """Return the models' names that begin in a span."""
        first = bisect_left(self.names, start, key=lambda name: name[0])
        return self.names[first : bisect_left(self.names, end, key=lambda name: name[0])]

    def with_firms(self, spans: Iterable[tuple[int, int]]) -> Page:
        """Return the page with these companies among its names where the models found none or another label."""
        known = {(start, end): label for start, end, label in self.names}
        firms = {
            span for span in spans if span in known or not (self.name_around(*span) or self.names_in(*span))
        }
        if all(known.get(span) == "ORG" for span in firms):
            return self
        others = ((*span, label) for span, label in known.items() if span not in firms)
        return replace(self, names=sorted([*others, *((*span, "ORG") for span in firms)]))

    def word_around(self, place: int) -> Word | None:
        """Return the Chinese word at a place."""
        number = bisect_right(self.words, place, key=lambda word: word.start) - 1
        return self.words[number] if number >= 0 and place < self.words[number].end else None

    def word_from(self, place: int) -> Word | None:
        """Return the Chinese word that begins at a place."""
        word = self.word_around(place)
        return word if word is not None and word.start == place else None

    def kind_around(self, start: int, end: int) -> Found | None:
        """Return the model's answer that overlaps a Chinese span."""
        number = bisect_right(self.kinds, start, key=lambda found: found.start) - 1
        for found in self.kinds[max(0, number) : number + 2]:
            if found.start < end and start < found.end:
                return found
        return None

    def name_around(self, start: int, end: int) -> Name | None:
        """Return the models' name that contains a span."""
        number = bisect_right(self.names, start, key=lambda name: name[0]) - 1
        if number >= 0 and end <= self.names[number][1]:
            return self.names[number]
        return None
