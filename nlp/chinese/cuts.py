"""The cheapest segmentation of Chinese text into words, where rarer words cost more. Knows no names.

Unigrams, as in Sproat et al., "A stochastic finite-state word-segmentation algorithm for Chinese", Computational
Linguistics 22(3), 1996. A cost is the negative logarithm of a word's relative frequency, in nats.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from nlp.chinese import dictionary

_ALONE = 0.1
"""Share of a character's occurrences in which it is a word; the list also counts those inside words."""
_FREE = frozenset("在对被将由从让把向给因与和及称说的了是也都不")
"""Function words, which nearly always are."""
_LONGEST = 8
"""Characters of the longest word considered."""

EVERYDAY = 7.0
"""Cost of a word with a frequency of 1 in 1,100; such words say nothing about the subject of a text."""


def cut(text: str) -> tuple[float, ...]:
    """Return the costs of the words in the cheapest segmentation of a short text (simplified characters), in order."""
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
    """Return how much a short text says beyond everyday words, in nats: near 0 for 越来越, 12 for 演唱会, 30 for a personal name."""
    return sum(max(0.0, cost - EVERYDAY) for cost in cut(text))


@cache
def cost_of(word: str) -> float | None:
    """Return the cost of a word, or None if unknown. A single character is always a word."""
    count = dictionary.count(word)
    if len(word) == 1:
        return math.log(dictionary.total() / max(1.0, count if word in _FREE else count * _ALONE))
    return math.log(dictionary.total() / count) if count else None
