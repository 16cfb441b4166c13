"""Names the metric of an English figure by the noun phrase that the sentence builds around it, for want of a parser.

Filings name thousands of things that no list holds: "accrued legal settlement for … of $650 million". Three buildings
are known: the phrase before "of", the phrase behind the figure, and the subject of the verb that gives the figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from nlp.figures.scenes import Scene
from nlp.figures.words import load

_TOKEN = re.compile(r"[A-Za-z](?:[\w&/'’-]|\.(?=\w))*+|\d[\d.,]*+|\S")
_ABOUT = {"approximately", "about", "around", "roughly", "nearly", "almost", "some", "up", "to", "over", "more", "than", "an", "additional", "a", "only", "less", "estimated", "at", "least", "aggregate", "the", "just", "another", "total", "negative", "further", "remaining"}
_IS = {"was", "were", "is", "are", "totaled", "totalled", "amounted", "approximated", "totaling", "totalling", "amounting", "reached", "came", "stood", "of", "be", "exceeded", "equated", "included", "includes", "rose", "fell", "grew", "increased", "decreased", "total", "been", "representing", "hit", "exceeds", "includes", "remained"}
_BEHIND = re.compile(r"[ ](?:(?:in|of|as|for|to|from)[ ])?(?:(?:the|a|an|its|our|their|this|these|those|such|certain|additional|which)[ ])*")
_MOVED_BY = {"by"}
LONGEST = 22
"""Words of the longest phrase that is taken for a name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the sentence."""

    start: int
    end: int
    word: str


class Phrases:
    """The words of one sentence, ready to be asked for the phrase of a figure."""

    def __init__(self, scene: Scene) -> None:
        plain = scene.page.plain
        dated = [(period.start, period.end) for period in scene.periods if period.form not in {"same", "this", "last", "next"}]
        self._tokens = [
            Token(match.start(), match.end(), match.group().lower())
            for match in _TOKEN.finditer(plain, scene.start, scene.end)
            if not any(low <= match.start() < high for low, high in dated)
        ]
        self._starts = [token.start for token in self._tokens]
        self._scene = scene

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the phrase that names what a figure at this place is, or None."""
        before = bisect_left(self._starts, start)
        after = bisect_left(self._starts, end)
        return self._before_of(before) or self._behind(after, end) or self._moved(before) or self._subject(before)

    def _before_of(self, at: int) -> tuple[int, int] | None:
        """ "net expense of (approximately) $5 million". """
        place = at - 1
        while place >= 0 and self._tokens[place].word in _ABOUT:
            place -= 1
        if place < 1 or self._tokens[place].word != "of":
            return None
        return self._leftward(place - 1)

    def _behind(self, after: int, end: int) -> tuple[int, int] | None:
        """ "$5 million of tax benefits", "a $902 million loss". """
        lead = _BEHIND.match(self._scene.page.words, end)
        if lead is None or after >= len(self._tokens):
            return None
        first = bisect_left(self._starts, lead.end())
        span = self._rightward(first)
        if span is None:
            return None
        head = lead.group().split()
        if head and head[0] in {"for", "to", "from", "as"}:
            return None
        return span

    def _moved(self, at: int) -> tuple[int, int] | None:
        """ "increased goodwill by $550 million". """
        place = at - 1
        while place >= 0 and self._tokens[place].word in _ABOUT - {"the"}:
            place -= 1
        if place < 1 or self._tokens[place].word not in _MOVED_BY:
            return None
        return self._leftward(place - 1)

    def _subject(self, at: int) -> tuple[int, int] | None:
        """The phrase before the verb that gives the figure: "costs … were $5 million". """
        place = at - 1
        seen = 0
        while place >= 0 and seen < LONGEST:
            if self._tokens[place].word in _IS and self._tokens[place].word != "of":
                span = self._leftward(place - 1)
                return span or self._behind_verb(place, at)
            if self._tokens[place].word in {";", "."}:
                return None
            place -= 1
            seen += 1
        return None

    def _behind_verb(self, verb: int, at: int) -> tuple[int, int] | None:
        _ = verb, at
        return None

    def _leftward(self, at: int) -> tuple[int, int] | None:
        """The phrase that ends with a word, walked to its beginning."""
        words = lists()
        tokens = self._tokens
        while at >= 0 and (tokens[at].word in words["joining"] or tokens[at].word in {",", ")", "as", "ended", "years", "year", "fiscal", "respectively", "approximately", "and"}):
            if tokens[at].word == "," and (opening := self._aside(at)) is not None:
                at = opening
            at -= 1
        last = at
        first = last + 1
        while at >= 0 and last - at < LONGEST and not self._stops(at):
            word = tokens[at].word
            if word in words["articles"]:
                if at == 0 or tokens[at - 1].word not in words["joining"] or tokens[at - 1].word in {"and", "in"}:
                    break
            elif word not in words["joining"]:
                first = at
            elif word in {"in", "by", "at", "with", "and", "or"} and (at == 0 or self._stops(at - 1)):
                break
            at -= 1
        if first > last:
            return None
        return tokens[first].start, tokens[last].end

    def _aside(self, at: int) -> int | None:
        """The comma that opens an aside closed by the comma here."""
        for place in range(at - 1, max(-1, at - 14), -1):
            if self._tokens[place].word == ",":
                return place
            if self._tokens[place].word in {".", ";", "$"}:
                return None
        return None

    def _rightward(self, at: int) -> tuple[int, int] | None:
        """The phrase that begins with a word, walked to its end."""
        words = lists()
        tokens = self._tokens
        last = at - 1
        place = at
        while place < len(tokens) and place - at < LONGEST and not self._stops_right(place, at):
            word = tokens[place].word
            if word not in words["joining"] and word not in words["articles"]:
                last = place
            elif word in {"and", "or", "to", "in", "for", "from", "on", "at", "by", "with", "under"} and place > at:
                break
            place += 1
        if last < at or tokens[at].word in words["joining"]:
            return None
        return tokens[at].start, tokens[last].end

    def _stops(self, at: int) -> bool:
        word = self._tokens[at].word
        words = lists()
        if not word[0].isalpha() and word != "&":
            return True
        if word in words["describing"] and at + 1 < len(self._tokens) and self._tokens[at + 1].word not in words["verbs"]:
            before = self._tokens[at - 1].word if at else ""
            return not (at == 0 or before in words["articles"] or before in words["joining"] or before in words["verbs"] or before in words["describing"] or not before[0].isalpha() or word in {"deferred", "accrued", "accumulated", "related", "unrecognized", "discontinued"})
        if word in words["verbs"]:
            return True
        return word.endswith("ed") and word not in words["describing"] and len(word) > 4 and at > 0 and self._tokens[at - 1].word[0].isalpha() and self._tokens[at - 1].word not in words["articles"]  # noqa: PLR2004

    def _stops_right(self, place: int, at: int) -> bool:
        word = self._tokens[place].word
        words = lists()
        if not word[0].isalpha() and word != "&":
            return True
        if word in words["describing"]:
            return False
        return word in words["verbs"] or (place > at and word.endswith("ed") and len(word) > 4)  # noqa: PLR2004


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists as sets."""
    return {name: frozenset(words) for name, words in load("phrases_en").items()}
