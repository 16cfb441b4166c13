"""Compares tolls: how many people died, were hurt or fell ill. A growing toll is news; a toll the company denies is a dispute.

The word nearest to a count tells what befell the people; the words are words/tolls.toml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from records import Check, FigureRef, Item, Story
from stories.checks import precision, verdicts
from stories.checks.disputed_figures import speaks_for
from stories.checks.story_figures import told_at
from stories.items.roster import Roster
from stories.speech import cues
from stories.text import lexicon
from stories.text.phrases import phrases, plain

PEOPLE = frozenset({"person", "customer", "employee", "user", "member", "household"})
"""Units of people."""

_STOP = re.compile(r"[.!?。！？；;\n]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check(
    story: Story, figures: Sequence[FigureRef], items: Mapping[str, Item], roster: Roster
) -> Iterator[Check]:
    """Compare every later toll of one kind with the first."""
    told: dict[str, list[tuple[FigureRef, bool]]] = defaultdict(list)
    people = [ref for ref in figures if ref.figure.unit in PEOPLE]
    for ref in sorted(people, key=lambda ref: (*told_at(ref), ref.figure.start)):
        item = items.get(ref.item)
        befell = item and _outcome(ref, item)
        if item and befell:
            told[befell].append((ref, _own(ref, item, story, roster)))
    for befell, counts in told.items():
        (first, mine), *others = counts
        once = {(other.item, other.figure.value): (other, theirs) for other, theirs in reversed(others)}
        for other, theirs in [*once.values()][::-1]:
            if other.item != first.item:
                yield from _compared(story, befell, (first, mine), (other, theirs))


def _compared(
    story: Story, befell: str, one: tuple[FigureRef, bool], two: tuple[FigureRef, bool]
) -> Iterator[Check]:
    (left, mine), (right, theirs) = one, two
    a, b = left.figure.value, right.figure.value
    verdict = precision.compare(left.figure, right.figure)
    if a is None or b is None or verdict is None:
        return
    if verdict == "conflicts" and b > a and mine == theirs:
        return  # it has grown since
    why = f"both report how many were {befell}" + (", one of them the company" if mine != theirs else "")
    yield verdicts.same_metric(story, verdict, left, right, why=why)


def _outcome(ref: FigureRef, item: Item) -> str | None:
    """Return what befell the counted people, by the nearest word of the sentence; None if it tells of an earlier time."""
    figure = ref.figure
    if figure.value is None or figure.unit not in PEOPLE or figure.per or figure.basis not in {"level", None}:
        return None
    begin = max((match.end() for match in _STOP.finditer(item.text, 0, figure.start)), default=0)
    stop = _STOP.search(item.text, figure.end)
    end = stop.start() if stop else len(item.text)
    sentence = plain(item.text[begin:end], item.lang)
    if cues.dates_earlier(sentence, item.lang) or _YEAR.search(sentence):
        return None
    at, upto = figure.start - begin, figure.end - begin
    found = [
        (max(match.start() - upto, at - match.end(), 0), befell)
        for befell in lexicon.table("tolls")
        for match in phrases("tolls", befell, item.lang).finditer(sentence)
    ]
    apart, befell = min(found, default=(NEAR + 1, ""))
    return befell if apart <= NEAR else None


NEAR = 24
"""Maximum characters between the word and the count."""


def _own(ref: FigureRef, item: Item, story: Story, roster: Roster) -> bool:
    """Return whether the story's company gives the count, in a quotation or in its own release."""
    return (
        item.entity is not None and story.subject in roster.companies(item.entity, item.at.date())
    ) or any(
        quote.start <= ref.figure.start < quote.end and speaks_for(quote, item, story, roster)
        for quote in item.reading.quotes
    )
