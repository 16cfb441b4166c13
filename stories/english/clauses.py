"""The main clause of an English headline: who acts, by which verb, on what. Words are headline_words', the verb is verb_groups'.

A headline is a noun phrase, a verb that is mostly without its auxiliary, and an object; what is told before a comma or between
two stands outside. Whom the noun phrase names, and whose answer it is, is no concern here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stories.english.headline_words import Line, line_of, listed
from stories.english.verb_groups import Group, group_at


@dataclass(frozen=True, slots=True)
class Clause:
    """Who acts in a headline and how."""

    before: str
    """The headline to its verb: all but who acts is blanked."""
    start: int
    end: int
    """Where the verb stands with its auxiliaries, and with what belongs to it."""
    verb: Group
    negated: bool
    """The verb is negated, or done to nothing."""
    by_now: bool
    """It has been so: the verb is in the perfect."""
    object: str
    """What it is done with: to the next preposition."""
    after: str


@lru_cache(maxsize=100_000)
def clause_of(title: str) -> Clause | None:
    """The main clause of a headline, or None where no verb is found before it pauses for good."""
    line = line_of(title)
    place: int | None = line.begin + 1
    while place is not None and place < len(line.words):
        if line.words[place - 1].pause:
            place = line.behind_parenthesis(place)
        verb = group_at(line, place) if place is not None else None
        if place is not None and verb:
            return _clause(title, line, place, verb)
        place = None if place is None else place + 1
    return None


def is_sentence(text: str) -> bool:
    """Whether words have a verb."""
    line = line_of(text)
    return any(group_at(line, place) for place in range(1, len(line.words)))


def _clause(title: str, line: Line, place: int, verb: Group) -> Clause:
    start, end = line.words[place].start, line.words[verb.last].end
    named = line.words[line.begin : place]
    last = next((word for word in named if word.pause), named[-1])
    while last is named[-1] and len(named) > 1 and last.text.endswith("ly"):
        named = named[:-1]
        last = named[-1]
    begin = named[0].start
    nothing = (
        verb.mood == "done" and verb.sense.tells not in {"answers", "speaks"} and _NOTHING.match(title, end)
    )
    return Clause(
        before=" " * begin + title[begin : last.end] + " " * (start - last.end),
        start=start,
        end=end,
        verb=verb,
        negated=verb.negated or bool(nothing),
        by_now=any(word.text in _PERFECT for word in line.words[place : verb.last]),
        object=title[end : _object_end(line, verb.last)],
        after=title[end:],
    )


_PERFECT = frozenset({"has", "have", "had", "been"})
_NOTHING = re.compile(r" (?:up |out |away )?(?:no|nothing|nobody|none|neither)\b", re.IGNORECASE)


def _object_end(line: Line, last: int) -> int:
    """Where what a verb is done with ends."""
    end = line.words[last].end
    for at in range(last + 1, len(line.words)):
        if at > last + 1 and line.at(at) in listed("prepositions") - _WITHIN:
            break
        end = line.words[at].end
        if line.words[at].pause:
            break
    return end


_WITHIN = frozenset({"of", "to", "for"})
"""Prepositions that go on with what it is done with."""
