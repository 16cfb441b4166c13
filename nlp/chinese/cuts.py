"""The cheapest cut of Chinese characters into words, where a word costs the more the rarer it is. Knows no names.

Unigrams, as in Sproat et al., "A stochastic finite-state word-segmentation algorithm for Chinese", Computational Linguistics
22(3), 1996. A cost is the negative logarithm of a word's share of all words, in nats.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from nlp.chinese import dictionary

_ALONE = 0.1
"""Of how many of its places a character is a word by itself; the list counts those inside words as well."""
_FREE = frozenset("在对被将由从让把向给因与和及称说的了是也都不")
"""Small words, which nearly always are."""
_LONGEST = 8
"""Characters of the longest word that is looked for."""

EVERYDAY = 7.0
"""What a word costs that stands once in 1,100: such words say nothing of what a text is about."""


def cut(text: str) -> tuple[float, ...]:
    """What the words of the cheapest cut of a short text in simplified characters cost, in its order."""
    best: list[tuple[float, tuple[float, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        best.append(
            min(
                (best[start][0] + cost, (*best[start][1], cost))
                for start in range(max(0, end - _LONGEST), end)
                if (cost := cost_of(text[start:end])) is not None
            )
        )
    return best[-1][1]


@lru_cache(maxsize=50_000)
def surprise(text: str) -> float:
    """How much the words of a short text say beyond everyday ones, in nats: nearly nothing for 越来越, 12 for 演唱会, 30 for a person's name."""
    return sum(max(0.0, cost - EVERYDAY) for cost in cut(text))


@cache
def cost_of(word: str) -> float | None:
    """What a word costs; None for what is none. A character is always one."""
    count = dictionary.count(word)
    if len(word) == 1:
        return math.log(dictionary.total() / max(1.0, count if word in _FREE else count * _ALONE))
    return math.log(dictionary.total() / count) if count else None
