"""The main clause of an English headline: subject, verb, object. `headline_words` tokenises, `verb_groups` reads the verb.

A headline is a noun phrase, a verb mostly without its auxiliary, and an object; introductory and parenthetical
phrases between commas are skipped. Does not know whom the subject names or whether the clause answers anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stories.english.headline_words import Line, line_of, listed
from stories.english.verb_groups import VerbGroup, group_at


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a headline. Offsets are into the headline."""

    before: str
    """The headline up to its verb, with everything but the subject blanked out, so that offsets hold."""
    start: int
    end: int
    """End of the verb group, particles and fixed complements included."""
    verb: VerbGroup
    negated: bool
    """The verb is negated, or its object is: "pays nothing"."""
    perfect: bool
    """The verb is in the perfect: "has recalled"."""
    object: str
    """The object, up to the next preposition."""
    after: str


@lru_cache(maxsize=100_000)
def clause_of(title: str) -> Clause | None:
    """Return the main clause of a headline; None if no verb is found before the subject phrase ends."""
    line = line_of(title)
    place: int | None = line.begin + 1
    while place is not None and place < len(line.words):
        if line.words[place - 1].pause:
            behind = line.behind_parenthesis(place)
            beside = behind is None and title.startswith(",", line.words[place - 1].end)
            place = place + 1 if beside else behind  # "Maker, injured driver reach deal"
        verb = group_at(line, place) if place is not None else None
        if place is not None and verb:
            return _clause(title, line, place, verb)
        place = None if place is None else place + 1
    return None


def is_sentence(text: str) -> bool:
    """Return whether the text contains a verb group after its first word."""
    line = line_of(text)
    return any(group_at(line, place) for place in range(1, len(line.words)))


def _clause(title: str, line: Line, place: int, verb: VerbGroup) -> Clause:
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
        perfect=any(word.text in _PERFECT for word in line.words[place : verb.last]),
        object=title[end : _object_end(line, verb.last)],
        after=title[end:],
    )


_PERFECT = frozenset({"has", "have", "had", "been"})
_NOTHING = re.compile(r" (?:up |out |away )?(?:no|nothing|nobody|none|neither)\b", re.IGNORECASE)


def _object_end(line: Line, last: int) -> int:
    """Return the offset at which the object ends."""
    end = line.words[last].end
    for at in range(last + 1, len(line.words)):
        if at > last + 1 and line.at(at) in listed("prepositions") - _WITHIN:
            break
        end = line.words[at].end
        if line.words[at].pause:
            break
    return end


_WITHIN = frozenset({"of", "to", "for"})
"""Prepositions that continue an object."""
