"""Whether two sentences give a figure of one thing: the goods that are priced, the places and parts that are named.

Compares no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import FigureRef, Item
from stories.checks.case import OF_A_THING, OF_AN_EVENT
from stories.checks.retractions import sentence_of, sentence_span
from stories.items.datelines import end_of_dateline
from stories.text import lexicon
from stories.text.phrases import DENSE, phrases, plain
from stories.text.tokens import terms

PLACES = frozenset({"GPE", "LOC"})
"""Labels of names of places."""

_NUMBER = re.compile(r"\d[\d.,]*")
_FROM = re.compile(
    r"[ ]from[ ](?:its[ ]|the[ ]|sales of[ ])?(?P<part>(?!continuing|operations|a\b)[a-z-]{3,})"
)
_LAST_WORDS = re.compile(r"(?:[^\W\d_][\w&'’-]*[ ]){1,2}$")


def are_apart(left: FigureRef, right: FigureRef, one: Item, other: Item) -> bool:
    """Return whether the sentences name different goods, places or parts, so that the figures need not be equal.

    Words and places differ across languages in any case; there it only counts that one names a part and the other none.
    """
    if left.figure.metric in OF_AN_EVENT and _is_of_years(left, one) != _is_of_years(right, other):
        return True
    part, counterpart = _part(left, one), _part(right, other)
    if one.lang != other.lang:
        return bool(part) != bool(counterpart)
    if part.isdisjoint(counterpart) and (part or counterpart):
        return True
    here, there = _places(left, one), _places(right, other)
    if here and there and here.isdisjoint(there):
        return True
    if left.figure.metric not in OF_A_THING:
        return False
    goods, others = _goods(left, one), _goods(right, other)
    return bool(goods and others) and goods.isdisjoint(others)


def _places(ref: FigureRef, item: Item) -> frozenset[str]:
    """Return the places that the sentence of a figure names, folded, without the dateline's."""
    start, end = sentence_span(ref, item)
    start = end_of_dateline(item.text, start)
    return frozenset(
        plain(mention.text, item.lang)
        for mention in item.reading.mentions
        if mention.label in PLACES and start <= mention.start and mention.end <= end
    )


def _part(ref: FigureRef, item: Item) -> frozenset[str]:
    """Return the terms that name the part of a company a figure is of; empty if its own words name none."""
    head = _own_words(ref, item)
    named = " ".join(_city_companies(ref, item) if item.lang in DENSE else _named_parts(head, item.lang))
    metric = plain(ref.figure.metric_text or "", item.lang)
    if metric and (source := _FROM.match(head, head.rfind(metric) + len(metric))):
        named += f" {source['part']}"
    told = frozenset(terms(named, item.lang)) - lexicon.stop_words(item.lang)
    return told.union(_named_markets(ref, item))


def _named_parts(head: str, lang: str) -> Iterator[str]:
    """Yield the words before "division" or "plant"; in Chinese the reading takes them for the subject."""
    whole = lexicon.table("things")["whole"].get(lang, ())
    for word in phrases("things", "part", lang).finditer(head):
        told = _LAST_WORDS.search(head[: word.start()])
        yield " ".join(each for each in (told.group() if told else "").split() if each not in whole)


def _city_companies(ref: FigureRef, item: Item) -> Iterator[str]:
    """Yield what a company's name goes on with, if that is one of its companies: 欧贝科技北京公司."""
    whole = lexicon.table("things")["whole"][item.lang]
    sentence = plain(item.text[slice(*sentence_span(ref, item))], item.lang)
    for name in {plain(each, item.lang) for each in _companies(ref, item)}:
        for told in re.finditer(rf"{re.escape(name)}([\u4e00-\u9fff]{{2,3}})公司", sentence):
            if not told[1].endswith(tuple(whole)):
                yield told[1]


def _named_markets(ref: FigureRef, item: Item) -> Iterator[str]:
    """Yield the places named right before the metric: "U.S. sales", 中国区营收."""
    metric = ref.figure.metric_text
    at = item.text.rfind(metric, 0, ref.figure.start) if metric else -1
    for mention in item.reading.mentions:
        if mention.label in PLACES and 0 <= at - mention.end <= _BESIDE:
            yield plain(mention.text, item.lang)


_BESIDE = 3
"""Characters between a place and the metric told of it: "China's sales"."""


def _is_of_years(ref: FigureRef, item: Item) -> bool:
    """Return whether the sentence adds up several events: "has cut 1,500 jobs since 2022"."""
    return phrases("things", "of_years", item.lang).search(sentence_of(ref, item)) is not None


def _own_words(ref: FigureRef, item: Item) -> str:
    """Return the folded words from the previous figure or the sentence's start to a figure, without the names of companies."""
    start, _ = sentence_span(ref, item)
    start = max(
        [end_of_dateline(item.text, start)]
        + [figure.end for figure in item.reading.figures if start < figure.end <= ref.figure.start]
    )
    head = item.text[start : ref.figure.start]
    for name in _companies(ref, item):
        head = head.replace(name, "，" if item.lang in DENSE else ",")
    return plain(head, item.lang)


def _goods(ref: FigureRef, item: Item) -> frozenset[str]:
    """Return the terms of a figure's own words, without those of its company and metric."""
    head = _own_words(ref, item)
    if ref.figure.metric_text:
        head = head.replace(plain(ref.figure.metric_text, item.lang), " ")
    told = terms(_NUMBER.sub(" ", head), item.lang)
    return frozenset(term for term in told if len(term) > 1) - lexicon.stop_words(item.lang)


def _companies(ref: FigureRef, item: Item) -> Iterator[str]:
    if ref.figure.subject:
        yield ref.figure.subject
    yield from (mention.text for mention in item.reading.mentions if mention.entity)
