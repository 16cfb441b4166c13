"""Whether two sentences give a figure of one thing: the goods that are priced, the places that are named. Compares no numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import FigureRef, Item
from stories.checks.retractions import sentence_span
from stories.items.datelines import end_of_dateline
from stories.text import lexicon
from stories.text.phrases import plain
from stories.text.tokens import terms

OF_A_THING = frozenset({"price", "asp"})
"""Metrics of one thing each: a company has as many prices as goods."""

PLACES = frozenset({"GPE", "LOC"})
"""Labels of names of places."""

_NUMBER = re.compile(r"\d[\d.,]*")


def are_apart(left: FigureRef, right: FigureRef, one: Item, other: Item) -> bool:
    """Return whether the sentences name different goods or different places, so that the figures need not be equal.

    Always false across languages, where words and places differ in any case.
    """
    if one.lang != other.lang:
        return False
    here, there = places(left, one), places(right, other)
    if here and there and here.isdisjoint(there):
        return True
    if left.figure.metric not in OF_A_THING:
        return False
    goods, others = _goods(left, one), _goods(right, other)
    return bool(goods) and bool(others) and goods.isdisjoint(others)


def places(ref: FigureRef, item: Item) -> frozenset[str]:
    """Return the places that the sentence of a figure names, folded, without the dateline's."""
    start, end = sentence_span(ref, item)
    start = end_of_dateline(item.text, start)
    return frozenset(
        plain(mention.text, item.lang)
        for mention in item.reading.mentions
        if mention.label in PLACES and start <= mention.start and mention.end <= end
    )


def _goods(ref: FigureRef, item: Item) -> frozenset[str]:
    """Return the terms of a figure's sentence before the figure, without those of its company and metric."""
    start, _ = sentence_span(ref, item)
    head = plain(item.text[end_of_dateline(item.text, start) : ref.figure.start], item.lang)
    for words in _known(ref, item):
        head = head.replace(plain(words, item.lang), " ")
    return frozenset(terms(_NUMBER.sub(" ", head), item.lang)) - lexicon.stop_words(item.lang)


def _known(ref: FigureRef, item: Item) -> Iterator[str]:
    yield from filter(None, (ref.figure.metric_text, ref.figure.subject))
    yield from (mention.text for mention in item.reading.mentions if mention.entity)
