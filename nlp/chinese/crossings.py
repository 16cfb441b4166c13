"""Detects Chinese names that only appear where two words meet: 网易 in 上网/易, 美团 in 中美/团体赛.

Compares the cheapest segmentation of the context (`cuts`) that has the name as a word with the cheapest in which an
ordinary word crosses one of its ends. Knows no names.
"""

from __future__ import annotations

import math

from nlp.chinese import cuts, dictionary

_NAMED = 300
"""Assumed minimum frequency of a watched name in the word list's corpus."""
_MARGIN = 2.5
"""How many nats cheaper the segmentation with the name must be (tests/texts/names: 2.8 or more for names, at most 2.05 for others)."""
_AROUND = 6
"""Characters of context on either side."""


def is_crossed(text: str, start: int, end: int) -> bool:
    """Return whether a word crossing an end of `text[start:end]` (simplified characters) is as likely as the name."""
    first, last = start, end
    while first > 0 and start - first < _AROUND and _is_han(text[first - 1]):
        first -= 1
    while last < len(text) and last - end < _AROUND and _is_han(text[last]):
        last += 1
    crossing = [
        _cheapest(text[first:begin]) + cost + _cheapest(text[stop:last])
        for border in (start, end)
        for begin in range(first, border)
        for stop in range(border + 1, last + 1)
        if (cost := cuts.cost_of(text[begin:stop])) is not None
    ]
    if not crossing:
        return False
    known = dictionary.count(text[start:end])
    named = math.log(dictionary.total() / max(_NAMED, known))
    return _cheapest(text[first:start]) + named + _cheapest(text[end:last]) > min(crossing) - _MARGIN


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _cheapest(text: str) -> float:
    """Return the cost of the cheapest segmentation of a short text."""
    return sum(cuts.cut(text))
