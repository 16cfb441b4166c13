"""Finds the whole phrase that names an English figure, in the text's words: "net revenue from services".

Without a parser: by the figure's position in the sentence ("expense of $5 million", "$5 million of tax benefits",
"costs were $5 million") and by lists of words that are never part of a name (nlp/words/phrases_en.toml). Listed metrics
are often shorter or missing; reports need the text's own name.
"""

from __future__ import annotations

import re

from nlp.figures.metrics.noun_phrases_en import LONGEST, OTHER, Span, Walk, lists
from nlp.figures.scenes import Scene

_BEHIND = re.compile(
    r"(?:[ ]?, respectively ?,)?[ ](?:(?:in|of|as|for|to|from)[ ])?(?:(?:the|a|an|its|our|their|this|these|those|such|certain|additional|which)[ ])*"
)
_TIED = re.compile(
    r"[ ](?:(?:was |were |is |are )?(?:related|attributable|relating|associated|pertaining)[ ](?:to|with)|for(?= [a-z]))[ ]"
    r"(?:(?:the|a|an|its|our|their)[ ])*"
)
_NET_OF = re.compile(r"(?:[a-z]+ )?net of (?P<of>.+)", re.IGNORECASE)
_IS_A = re.compile(r"\b(?:was|were|is|are) (?:an? )?(?:approximately |about )?[^a-z]{0,3}$")
_WORD = re.compile(r"\S+")
_HAD = re.compile(r"\b(?:had|has|have|with) an? ?$")


_RESULTS = {"profit", "profits", "loss", "losses", "income", "earnings", "result", "ebit"}
_NOT_LEADING = (["for"], ["to"], ["from"], ["as"])
_BE = {"is", "are", "was", "were", "has", "have", "had"}


class Phrases:
    """One sentence, prepared for phrase queries."""

    def __init__(self, scene: Scene) -> None:
        self._walk = Walk(scene)
        self._scene = scene

    def words(self, span: Span) -> str:
        """Return the words of a phrase."""
        return self._scene.text(*span)

    def of(self, start: int, end: int) -> Span | None:
        """Return the span of the phrase that names the figure at this position, or None."""
        return (
            self._before_of(start)
            or self._behind(start, end)
            or self._moved(start)
            or self._subject(start)
            or self._tied(end)
        )

    def of_row(self, start: int, end: int) -> Span | None:
        """The same for several figures in a row: a name after the last one applies to all."""
        behind = self._behind(start, end, told=("of", "in"))
        return (
            self._before_of(start) or behind or self._moved(start) or self._subject(start) or self._tied(end)
        )

    def _before_of(self, start: int) -> Span | None:
        """Find "net expense of (approximately) $5 million"; for "fair value of $5 million", its subject."""
        place = self._over(start, lists()["about"])
        if place < 1 or self._walk.word(place) != "of":
            return None
        span = self._walk.leftward(place - 1)
        if span is None:
            return None
        span = self._without_lead(self._with_result(span))
        before = self._scene.text(self._scene.start, span[0])
        if self.words(span) in lists()["valued"] and _HAD.search(before):
            return self._subject(span[0]) or self._cut(span)
        return self._cut(span)

    def _without_lead(self, span: Span) -> Span:
        """Return the phrase from the metric on that follows "with": "fourth-quarter results with revenues"."""
        start = next(
            (
                mark.start
                for mark in self._scene.between(*span)
                if mark.what.metric and self._scene.text(span[0], mark.start).endswith(" with ")
            ),
            span[0],
        )
        return start, span[1]

    def _with_result(self, span: Span) -> Span:
        """Return the phrase with the result before it: "loss before tax and exceptional items"."""
        place = self._walk.at(span[0]) - 1
        if place < 1 or self._walk.word(place) != "before" or self._walk.word(place - 1) not in _RESULTS:
            return span
        result = self._walk.leftward(place - 1)
        return (result[0], span[1]) if result else span

    def _behind(self, start: int, end: int, told: tuple[str, ...] = ()) -> Span | None:
        """Find "$5 million of tax benefits", "a $902 million loss"; not "was a $2 million gain", which has a subject."""
        lead = _BEHIND.match(self._scene.page.words, end)
        if lead is None or self._walk.word(self._walk.at(end)) == OTHER:
            return None
        head = lead.group().replace(", respectively ,", "").replace(", respectively,", "").split()[:1]
        if head in _NOT_LEADING or (told and not (head and head[0] in told)):
            return None
        span = self._walk.rightward(self._walk.at(lead.end()))
        span = span and self._cut(span)
        if span is None or not self._is_hollow(span):
            return span
        says_kind = _IS_A.search(self._scene.text(self._scene.start, start)) is not None
        return None if head or says_kind or self.words(span) in {"less", "more"} else span

    def _is_hollow(self, span: Span) -> bool:
        """Return whether a phrase alone names nothing: "in the aggregate", "gain"."""
        return all(word in lists()["hollow"] for word in self.words(span).split())

    def _moved(self, start: int) -> Span | None:
        """Find "increased goodwill by $550 million"."""
        place = self._over(start, lists()["about"] - {"the"})
        if place < 1 or self._walk.word(place) != "by":
            return None
        span = self._walk.leftward(place - 1)
        return span and self._cut(span)

    def _subject(self, start: int) -> Span | None:
        """Return the head of the subject: "costs included in … were $5 million"."""
        walk = self._walk
        at = walk.at(start)
        verb = next((place for place in range(at - 1, max(-1, at - LONGEST), -1) if self._gives(place)), None)
        if verb is None:
            return None
        first = self._clause(verb, also=walk.word(verb - 1) == "and")
        if walk.word(first - 1) == "which" and walk.word(first - 2) == ",":
            span = walk.leftward(first - 3)
            return span and self._cut(span)
        while first < verb:
            span = walk.head(first, verb)
            if span is not None:
                return self._cut(span)
            comma = next((place for place in range(first, verb) if walk.word(place) in {",", ")"}), None)
            if comma is None:
                break
            first = comma + 1
        span = walk.leftward(verb - 1)
        return span and self._cut(span)

    def _clause(self, verb: int, *, also: bool) -> int:
        """Return the first word of a verb's clause, skipping an earlier verb of the same subject: "are expensed and were"."""
        first = verb
        while first > 0 and verb - first < 2 * LONGEST:
            if self._walk.word(first - 1) == ")":
                first = self._before_bracket(first - 1)
                continue
            opens = self._opens(first - 1)
            if opens and also and self._walk.word(first - 1) in _BE:
                also, opens = False, False
            if opens:
                break
            first -= 1
        return first

    def _before_bracket(self, closing: int) -> int:
        """Return the index of the matching opening bracket, or of this one if it is too far."""
        near = range(closing - 1, max(-1, closing - LONGEST), -1)
        return next((place for place in near if self._walk.word(place) == "("), closing)

    def _tied(self, end: int) -> Span | None:
        """Find "this amount includes $5 million related to leases", if nothing else names it."""
        lead = _TIED.match(self._scene.page.words, end)
        span = lead and self._walk.rightward(self._walk.at(lead.end()))
        return span and self._cut(span)

    def _over(self, start: int, about: frozenset[str]) -> int:
        """Return the word before a figure, skipping words like "approximately"."""
        place = self._walk.at(start) - 1
        while place >= 0 and self._walk.word(place) in about:
            place -= 1
        return place

    def _gives(self, place: int) -> bool:
        return self._walk.word(place) in lists()["giving"]

    def _opens(self, place: int) -> bool:
        """Return whether a new clause begins after this word; "that" after a noun only continues it."""
        word, following = self._walk.word(place), self._walk.word(place + 1)
        if word == "that":
            before = self._walk.word(place - 1)
            return place == 0 or before in lists()["verbs"] or not before[0].isalpha()
        return word in lists()["opening"] or (
            word == "," and following in {"and", "but", "while", "which", "with"}
        )

    def _cut(self, span: Span) -> Span | None:
        """Trim a phrase to the name: without attachments, a leading "net of" and words of time."""
        start, end = span
        words = self.words(span)
        if net := _NET_OF.fullmatch(words):
            start += net.start("of")
            words = net["of"]
        if all(word in lists()["times"] for word in words.split()):
            return None
        parts = words.split()
        if tied := next((place for place, word in enumerate(parts) if place and word in lists()["tying"]), 0):
            end = start + list(_WORD.finditer(words))[tied].start()
        while end > start and self._scene.page.words[end - 1] == " ":
            end -= 1
        return (start, end) if end > start else None
