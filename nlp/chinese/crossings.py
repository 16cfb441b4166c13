"""Whether a Chinese name only seems to stand in a text, because words meet there: 网易 in 上网/易, 美团 in 中美/团体赛.

Compares the cheapest cut (`cuts`) of what is around in which the name is a word with the cheapest in which an ordinary word
lies across one of its ends. Knows no names.
"""

from __future__ import annotations

import math

from nlp.chinese import cuts, dictionary

_NAMED = 300
"""How often a watched name is taken to stand in the text of the word list, at least."""
_MARGIN = 2.5
"""By how many nats the cut with the name must be cheaper (tests/texts/names: names by 2.8 and more, seeming ones by 2.05 at most)."""
_AROUND = 6
"""Characters on either side that are cut."""


def is_crossed(text: str, start: int, end: int) -> bool:
    """Whether an ordinary word across an end of `text[start:end]`, a text in simplified characters, is as likely as the name."""
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
    """What the cheapest cut of a short text into words costs."""
    return sum(cuts.cut(text))
