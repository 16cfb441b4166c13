"""Finds the borders of an English noun phrase from one of its words, without a parser, by word lists.

Which figure a phrase names is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate

from nlp.figures.scenes import Scene
from nlp.figures.text.words import load

_TOKEN = re.compile(r"(?:[a-z](?:[\w&/'’-]++|\.(?=\w))*+|\d[\d.,]*+|\S)\s*+")
"""A word or punctuation mark with the following space, so that the lengths add up to offsets."""
_SPACE = re.compile(r"\s*+")
OTHER = "#"
"""Stands for another figure or a period; no phrase crosses it."""
LONGEST = 22
"""Words of the longest phrase accepted as a name."""
_ASIDE = 14
"""Words of the longest aside between two commas."""
_NO_VERBS = {"related", "deferred", "accrued", "accumulated", "unrecognized", "combined", "allocated"}
_TOO_SHORT = 4
"""Letters of words in -ed that are not verbs: "need", "red"."""
_SKIPPED = {
    ",", ")", "as", "ended", "years", "year", "fiscal", "respectively", "approximately", "and", "during", "periods", "both", "the", "$",
    OTHER,
}  # fmt: skip
"""Words allowed between a phrase and the starting word."""

Span = tuple[int, int]


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists as sets."""
    return {name: frozenset(words) for name, words in load("phrases_en").items()}


class Walk:
    """The words of one sentence, with other figures and periods as one word each."""

    def __init__(self, scene: Scene) -> None:
        told = [(draft.candidate.number[0], draft.end) for draft in scene.drafts]
        told += [
            (period.start, period.end)
            for period in scene.periods
            if period.form not in {"same", "this", "last", "next"}
        ]
        told.sort()
        text, low, high = scene.page.lowered, scene.start, scene.end
        space = _SPACE.match(text, low, high)
        tokens = _TOKEN.findall(text, low, high)
        self._starts = list(accumulate(map(len, tokens), initial=space.end() if space else low))
        self._starts.pop()
        self._words = [token.rstrip() for token in tokens]
        for start, end in reversed(told):
            self._make_one(start, end)

    def _make_one(self, start: int, end: int) -> None:
        """Replace the words that begin in a range by one; none if the first begins before it."""
        low, high = self.at(start), self.at(end)
        begins_here = self._starts[low : low + 1] == [start]
        self._starts[low:high] = [start] if begins_here else []
        self._words[low:high] = [OTHER] if begins_here else []

    def _span(self, first: int, last: int) -> Span:
        """Return the span from one word to another; a phrase never ends with a figure or a period."""
        return self._starts[first], self._starts[last] + len(self._words[last])

    def at(self, place: int) -> int:
        """Return the index of the first word that begins at or after an offset."""
        return bisect_left(self._starts, place)

    def word(self, at: int) -> str:
        """Return a word by its index; empty past the end."""
        return self._words[at] if 0 <= at < len(self._words) else OTHER

    def leftward(self, at: int) -> Span | None:
        """Return the phrase that ends with a word."""
        words = lists()
        last = self._last_of_phrase(at)
        at, first = last, last + 1
        while at >= 0 and last - at < LONGEST and not self._stops(at):
            word = self.word(at)
            if word in words["articles"]:
                if at == 0 or self.word(at - 1) not in words["joining"] or self.word(at - 1) in {"and", "in"}:
                    break
            elif word not in words["joining"]:
                first = at
            at -= 1
        if first > last or (first == last and self.word(last) in words["empty"] | {"part"}):
            return None
        return self._span(first, last)

    def rightward(self, at: int) -> Span | None:
        """Return the phrase that begins with a word."""
        words = lists()
        last, place = at - 1, at
        while place < len(self._words) and place - at < LONGEST and not self._stops_right(place, at):
            word = self.word(place)
            if word not in words["joining"] and word not in words["articles"]:
                last = place
            elif place > at and not self._goes_on(place):
                break
            place += 1
        if last < at or self.word(at) in words["joining"]:
            return None
        return self._span(at, last)

    def head(self, first: int, verb: int) -> Span | None:
        """Return the noun phrase that begins a clause, without what only modifies it."""
        words = lists()
        if self.word(first) in words["introducing"]:
            return None
        while first < verb and self._precedes_head(first):
            first += 1
        last = place = first
        while place < verb and not self._ends_head(place, first):
            if self.word(place) not in words["joining"] and self.word(place) not in words["articles"]:
                last = place + 1
            place += 1
        if last <= first or (self.word(first) in words["verbs"] and not self.is_noun_total(first)):
            return None
        return self._span(first, last - 1)

    def is_noun_total(self, at: int) -> bool:
        """Return whether "total" is part of a noun phrase: "total rent expense", unlike "costs total $5 million"."""
        following = self.word(at + 1)
        return self.word(at) == "total" and following[0].isalpha() and following not in lists()["about"]

    def _last_of_phrase(self, at: int) -> int:
        """Return the last word of the phrase before a position, skipping words that only lead to the figure."""
        words = lists()
        while at >= 0 and (self.word(at) in words["joining"] or self.word(at) in _SKIPPED):
            if self.word(at) == "," and (opening := self._aside(at)) is not None:
                at = opening
            elif self.word(at) == ")" and "(" in (self.word(at - 2), self.word(at - 3)):
                at -= 2 if self.word(at - 2) == "(" else 3  # "foreign currency gains (losses) of"
            at -= 1
        return at

    def _precedes_head(self, at: int) -> bool:
        word = self.word(at)
        return (
            word in lists()["articles"]
            or not word[0].isalpha()
            or word in {"and", "but", "approximately"}
            or word.endswith(("'s", "’s"))
            or (len(word) == 1 and self.word(at + 1) == ")")
        )

    def _ends_head(self, place: int, first: int) -> bool:
        word = self.word(place)
        words = lists()
        if word == "&" or self.is_noun_total(place):
            return False
        if not word[0].isalpha() or word in {"that", "which"}:
            return True
        before = self.word(place - 1)
        led = before in words["articles"] or before in {"net", "total", "gross", "other"}
        if word in words["describing"] and (place == first or led):
            return False
        return word in words["verbs"] or (place > first and self._is_participle(word))

    def _aside(self, at: int) -> int | None:
        """Return the comma that opens an aside closed by this comma."""
        for place in range(at - 1, max(-1, at - _ASIDE), -1):
            if self.word(place) == ",":
                return place
        return None

    def _stops(self, at: int) -> bool:
        """Return whether a phrase extended leftward stops at this word."""
        word, following = self.word(at), self.word(at + 1)
        words = lists()
        if word.endswith(("'s", "’s")) or (not word[0].isalpha() and word != "&"):
            return True
        if self.is_noun_total(at):
            return False
        if word.endswith("ed") and following in words["joining"] and word not in {"related", "allocated"}:
            return True
        if word in words["describing"] and at + 1 < len(self._words) and following not in words["verbs"]:
            return not self._describes(at)
        return word in words["verbs"] or (
            at > 0
            and word not in words["describing"]
            and self._is_participle(word)
            and self.word(at - 1)[0].isalpha()
            and self.word(at - 1) not in words["articles"]
        )

    def _describes(self, at: int) -> bool:
        """Return whether a word like "acquired" modifies the noun after it."""
        words = lists()
        before = self.word(at - 1) if at else ""
        return (
            at == 0
            or not before[0].isalpha()
            or any(before in words[name] for name in ("articles", "joining", "verbs", "describing"))
            or self.word(at) in _NO_VERBS | {"discontinued"}
        )

    def _goes_on(self, place: int) -> bool:
        """Return whether a conjunction continues the phrase: "cash and cash equivalents", "losses on investments"."""
        words = lists()
        word, following = self.word(place), self.word(place + 1)
        if word in words["articles"]:
            return True
        content = following[0].isalpha() and following not in words["verbs"]
        if word in {"and", "or"}:
            return content and following not in words["articles"]
        return word in {"of", "on", "for"} and content

    def _stops_right(self, place: int, at: int) -> bool:
        word = self.word(place)
        words = lists()
        if not word[0].isalpha() and word != "&":
            return True
        if word in words["describing"]:
            return place > at and self.word(place + 1) in words["joining"]
        return word in words["verbs"] or (place > at and self._is_participle(word))

    def _is_participle(self, word: str) -> bool:
        return word.endswith("ed") and len(word) > _TOO_SHORT and word not in _NO_VERBS
