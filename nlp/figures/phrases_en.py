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
_ABOUT = {
    "approximately",
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "some",
    "up",
    "to",
    "over",
    "more",
    "than",
    "an",
    "additional",
    "a",
    "only",
    "less",
    "estimated",
    "at",
    "least",
    "aggregate",
    "the",
    "just",
    "another",
    "total",
    "negative",
    "further",
    "remaining",
}
_IS = {
    "was",
    "were",
    "is",
    "are",
    "totaled",
    "totalled",
    "amounted",
    "approximated",
    "totaling",
    "totalling",
    "amounting",
    "reached",
    "came",
    "stood",
    "of",
    "be",
    "exceeded",
    "equated",
    "included",
    "includes",
    "rose",
    "fell",
    "grew",
    "increased",
    "decreased",
    "total",
    "been",
    "representing",
    "hit",
    "exceeds",
    "remained",
}
_BEHIND = re.compile(
    r"[ ](?:(?:in|of|as|for|to|from)[ ])?(?:(?:the|a|an|its|our|their|this|these|those|such|certain|additional|which)[ ])*"
)
_MOVED_BY = {"by"}
_OPENS = {
    ".",
    ";",
    ":",
    "(",
    "—",
    "-",
    "which",
    "that",
    "we",
    "it",
    "they",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "$",
    "•",
}
_INTRODUCE = {
    "in",
    "as",
    "at",
    "during",
    "for",
    "on",
    "of",
    "by",
    "since",
    "through",
    "if",
    "when",
    "under",
    "with",
    "also",
    "from",
    "after",
    "including",
    "to",
    "included",
    "effective",
}
OTHER = "#"
"""Stands for another figure or a period: no phrase runs over it."""
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
        told = [(draft.candidate.number[0], draft.candidate.end) for draft in scene.drafts]
        told += [
            (period.start, period.end)
            for period in scene.periods
            if period.form not in {"same", "this", "last", "next"}
        ]
        self._tokens: list[Token] = []
        told.sort()
        at = 0
        for match in _TOKEN.finditer(plain, scene.start, scene.end):
            while at < len(told) and told[at][1] <= match.start():
                at += 1
            inside = at < len(told) and told[at][0] <= match.start()
            if not inside:
                self._tokens.append(Token(match.start(), match.end(), match.group().lower()))
            elif match.start() == told[at][0]:
                self._tokens.append(Token(*told[at], OTHER))
        self._starts = [token.start for token in self._tokens]
        self._scene = scene

    def words(self, span: tuple[int, int]) -> str:
        """The words of a phrase."""
        return self._scene.text(*span)

    def close_to(self, start: int, end: int) -> tuple[int, int] | None:
        """The phrase that stands right at a figure, "expense of $5 million", or None."""
        return self._before_of(bisect_left(self._starts, start)) or self._behind(
            bisect_left(self._starts, end), end
        )

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the phrase that names what a figure at this place is, or None."""
        before = bisect_left(self._starts, start)
        after = bisect_left(self._starts, end)
        return (
            self._before_of(before)
            or self._behind(after, end)
            or self._moved(before)
            or self._subject(before)
        )

    def of_row(self, start: int, end: int) -> tuple[int, int] | None:
        """The same for several figures in a row: what names the last one from behind names all."""
        before = bisect_left(self._starts, start)
        behind = self._behind(bisect_left(self._starts, end), end, told=("of", "in"))
        return self._before_of(before) or behind or self._moved(before) or self._subject(before)

    def _before_of(self, at: int) -> tuple[int, int] | None:
        """As in "net expense of (approximately) $5 million"."""
        place = at - 1
        while place >= 0 and self._tokens[place].word in _ABOUT:
            place -= 1
        if place < 1 or self._tokens[place].word != "of" or self._tokens[place - 1].word == "net":
            return None
        return self._leftward(place - 1)

    def _behind(self, after: int, end: int, told: tuple[str, ...] = ()) -> tuple[int, int] | None:
        """As in "$5 million of tax benefits", "a $902 million loss"."""
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
        return span if not told or (head and head[0] in told) else None

    def _moved(self, at: int) -> tuple[int, int] | None:
        """As in "increased goodwill by $550 million"."""
        place = at - 1
        while place >= 0 and self._tokens[place].word in _ABOUT - {"the"}:
            place -= 1
        if place < 1 or self._tokens[place].word not in _MOVED_BY:
            return None
        return self._leftward(place - 1)

    def _subject(self, at: int) -> tuple[int, int] | None:
        """The head of the subject whose verb gives the figure: "costs included in … were $5 million"."""
        verb = next((place for place in range(at - 1, max(-1, at - LONGEST), -1) if self._gives(place)), None)
        if verb is None:
            return None
        first = verb
        while first > 0 and verb - first < 2 * LONGEST and not self._opens(first - 1):
            first -= 1
        while first < verb:
            span = self._head(first, verb)
            if span is not None:
                return span
            comma = next(
                (place for place in range(first, verb) if self._tokens[place].word in {",", ")"}), None
            )
            if comma is None:
                break
            first = comma + 1
        return self._leftward(verb - 1)

    def _gives(self, place: int) -> bool:
        word = self._tokens[place].word
        if word in {"increased", "decreased", "included", "rose", "fell", "grew"}:
            return place == 0 or self._tokens[place - 1].word not in lists()["articles"]
        return word in _IS and word != "of"

    def _opens(self, place: int) -> bool:
        """Whether a new clause begins behind this word."""
        word = self._tokens[place].word
        return word in _OPENS or (
            word == "," and self._tokens[place + 1].word in {"and", "but", "while", "which", "with"}
        )

    def _head(self, first: int, verb: int) -> tuple[int, int] | None:
        """The noun phrase that begins a clause, up to what only describes it."""
        words = lists()
        tokens = self._tokens
        if tokens[first].word in _INTRODUCE:
            return None
        while first < verb and (
            tokens[first].word in words["articles"]
            or not tokens[first].word[0].isalpha()
            or tokens[first].word in {"and", "but", "approximately"}
            or tokens[first].word.endswith(("'s", "’s"))
        ):
            first += 1
        last = place = first
        while place < verb and not self._ends_head(place, first):
            if tokens[place].word not in words["joining"] and tokens[place].word not in words["articles"]:
                last = place + 1
            place += 1
        if last <= first or (tokens[first].word in words["verbs"] and not self._is_noun_total(first)):
            return None
        return tokens[first].start, tokens[last - 1].end

    def _ends_head(self, place: int, first: int) -> bool:
        word = self._tokens[place].word
        words = lists()
        if word == "&" or self._is_noun_total(place):
            return False
        if not word[0].isalpha():
            return True
        if word in words["describing"] and (
            place == first
            or self._tokens[place - 1].word in words["joining"]
            or self._tokens[place - 1].word in words["articles"]
            or self._tokens[place - 1].word in {"net", "total", "gross", "other"}
        ):
            return False
        return word in words["verbs"] or (
            place > first
            and word.endswith("ed")
            and word not in {"related", "deferred", "accrued", "accumulated", "unrecognized", "combined"}
            and len(word) > 4  # noqa: PLR2004
        )

    def _leftward(self, at: int) -> tuple[int, int] | None:
        """The phrase that ends with a word, walked to its beginning."""
        words = lists()
        tokens = self._tokens
        while at >= 0 and (
            tokens[at].word in words["joining"]
            or tokens[at].word
            in {
                ",",
                ")",
                "as",
                "ended",
                "years",
                "year",
                "fiscal",
                "respectively",
                "approximately",
                "and",
                "during",
                "periods",
                "both",
                "the",
                "$",
                OTHER,
            }
        ):
            if tokens[at].word == "," and (opening := self._aside(at)) is not None:
                at = opening
            at -= 1
        last = at
        first = last + 1
        while at >= 0 and last - at < LONGEST and not self._stops(at):
            word = tokens[at].word
            if word in words["articles"]:
                if (
                    at == 0
                    or tokens[at - 1].word not in words["joining"]
                    or tokens[at - 1].word in {"and", "in"}
                ):
                    break
            elif word not in words["joining"]:
                first = at
            elif word in {"in", "by", "at", "with", "and", "or"} and (at == 0 or self._stops(at - 1)):
                break
            at -= 1
        if first > last or (first == last and tokens[last].word in words["empty"] | {"part"}):
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
            elif place > at and not self._goes_on(place):
                break
            place += 1
        if last < at or tokens[at].word in words["joining"]:
            return None
        return tokens[at].start, tokens[last].end

    def _is_noun_total(self, at: int) -> bool:
        """As in "total rent expense", against "costs total $5 million"."""
        following = self._tokens[at + 1].word if at + 1 < len(self._tokens) else OTHER
        return self._tokens[at].word == "total" and following[0].isalpha() and following not in _ABOUT

    def _stops(self, at: int) -> bool:  # noqa: PLR0911
        word = self._tokens[at].word
        words = lists()
        if word.endswith(("'s", "’s")):
            return True
        if self._is_noun_total(at):
            return False
        following = self._tokens[at + 1].word if at + 1 < len(self._tokens) else OTHER
        if word.endswith("ed") and following in words["joining"] and word not in {"related", "allocated"}:
            return True
        if not word[0].isalpha() and word != "&":
            return True
        if (
            word in words["describing"]
            and at + 1 < len(self._tokens)
            and self._tokens[at + 1].word not in words["verbs"]
        ):
            before = self._tokens[at - 1].word if at else ""
            return not (
                at == 0
                or before in words["articles"]
                or before in words["joining"]
                or before in words["verbs"]
                or before in words["describing"]
                or not before[0].isalpha()
                or word in {"deferred", "accrued", "accumulated", "related", "unrecognized", "discontinued"}
            )
        if word in words["verbs"]:
            return True
        return (
            word.endswith("ed")
            and word not in words["describing"]
            and len(word) > 4  # noqa: PLR2004
            and at > 0
            and self._tokens[at - 1].word[0].isalpha()
            and self._tokens[at - 1].word not in words["articles"]
        )

    def _goes_on(self, place: int) -> bool:
        """Whether a joining word inside a phrase leads on: "cash and cash equivalents", "losses on investments"."""
        following = self._tokens[place + 1].word if place + 1 < len(self._tokens) else OTHER
        if self._tokens[place].word in lists()["articles"]:
            return True
        content = following[0].isalpha() and following not in lists()["verbs"]
        if self._tokens[place].word in {"and", "or"}:
            return content and following not in lists()["articles"] and following not in lists()["joining"]
        return (
            self._tokens[place].word in {"of", "from", "on", "for", "associated", "related", "to"}
            and content
            and (self._tokens[place].word != "to" or self._tokens[place - 1].word == "related")
        )

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
