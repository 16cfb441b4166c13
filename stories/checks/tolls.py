"""Compares tolls: how many people died, were hurt or fell ill. A growing toll is news; a toll the company denies is a dispute.

The word nearest to a count tells what befell the people (words/tolls.toml); others tell that so many were only feared, or that
several incidents are counted together (words/counted_as.toml).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from records import Check, FigureRef, Item
from stories.checks import precision, verdicts
from stories.checks.case import Case
from stories.checks.precision import upper
from stories.checks.story_figures import told_at
from stories.speech import cues
from stories.text import lexicon
from stories.text.phrases import phrases, plain

PEOPLE = frozenset({"person", "customer", "employee", "user", "member", "household"})
"""Units of people."""

NEAR = 24
"""Maximum characters between the word and the count."""

_STOP = re.compile(r"[.!?。！？；;\n]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check(case: Case) -> Iterator[Check]:
    """Compare every later toll of one kind with the first."""
    told: dict[tuple[str, bool], list[FigureRef]] = defaultdict(list)
    people = [ref for ref in case.figures if ref.figure.unit in PEOPLE]
    for ref in sorted(people, key=lambda ref: (*told_at(ref), ref.figure.start)):
        item = case.items[ref.item]
        if befell := _outcome(ref, item):
            told[befell, _counted_as("together", ref, item)].append(ref)
    for (befell, _), (first, *others) in told.items():
        once = {(ref.item, ref.figure.value): ref for ref in reversed(others) if ref.item != first.item}
        for other in once.values():
            disputed = (case.giver(first) == "own") != (case.giver(other) == "own")
            verdict = precision.compare(first.figure, other.figure)
            has_grown = verdict == "conflicts" and upper(other.figure) > upper(first.figure)
            only_feared = verdict == "conflicts" and _is_higher_feared(case, first, other)
            if verdict and (disputed or not has_grown) and not only_feared:
                why = f"both report how many were {befell}" + ", one of them the company" * disputed
                yield verdicts.same_metric(case.story, verdict, first, other, why=why)


def _outcome(ref: FigureRef, item: Item) -> str | None:
    """Return what befell the counted people, by the nearest word of the sentence; None if it tells of an earlier time."""
    figure = ref.figure
    if figure.value is None or figure.per or figure.basis not in {"level", None}:
        return None
    begin, sentence = _sentence(ref, item)
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


def _is_higher_feared(case: Case, one: FigureRef, two: FigureRef) -> bool:
    """Return whether the higher of two counts is what was feared: "all four million may be affected", then 157,000."""
    higher = max(one, two, key=lambda ref: upper(ref.figure))
    return _counted_as("feared", higher, case.items[higher.item])


def _counted_as(sense: str, ref: FigureRef, item: Item) -> bool:
    return phrases("counted_as", sense, item.lang).search(_sentence(ref, item)[1]) is not None


def _sentence(ref: FigureRef, item: Item) -> tuple[int, str]:
    """Return where the sentence of a figure begins, and its words."""
    begin = max((match.end() for match in _STOP.finditer(item.text, 0, ref.figure.start)), default=0)
    stop = _STOP.search(item.text, ref.figure.end)
    return begin, plain(item.text[begin : stop.start() if stop else len(item.text)], item.lang)
