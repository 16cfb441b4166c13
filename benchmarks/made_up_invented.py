"""Generates documents of invented words: two thirds English with a lead of 60 words, a third lines of Chinese signs.

Two fifths of the stories have one document; of the others the median has two, and a tenth more than seven within a day.
Words follow Zipf's law and look like `fo43n`, so that each is taken apart as the name of a model and every third is met
for the first time; three items in ten name a watched company.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

COMPANIES = tuple(f"company{number}" for number in range(40))


def stories(a_day: int, start: datetime) -> Iterator[tuple[datetime, list[dict[str, Any]]]]:
    """Yield when each story begins and its documents, so many a day."""
    chance = random.Random(7)
    words = [
        f"{chance.choice('bdfgklmnprstv')}{chance.choice('aeiou')}{number:x}n" for number in range(40_000)
    ]
    signs = [chr(0x4E00 + number) for number in range(3_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(40_000)))
    sign_weights = list(accumulate(1 / (rank + 5) for rank in range(3_000)))
    step = timedelta(days=1) / a_day * 2.4
    at = start
    while True:
        at += step * chance.expovariate(1)
        size = 1 if chance.random() < 0.4 else 2 + int(chance.paretovariate(1.3) - 1)  # noqa: PLR2004
        dense = chance.random() < 1 / 3
        company = chance.choice(COMPANIES) if chance.random() < 0.3 else None  # noqa: PLR2004
        core = (
            chance.choices(signs, cum_weights=sign_weights, k=6)
            if dense
            else chance.choices(words, cum_weights=weights, k=5)
        )
        story = []
        for _ in range(min(size, 60)):
            seen = at + timedelta(hours=chance.expovariate(1 / 8))
            title = (
                _dense(chance, core, signs, sign_weights) if dense else _spaced(chance, core, words, weights)
            )
            title = f"{company.title()} {title}" if company else title
            body = "" if dense else " ".join(chance.choices(words, cum_weights=weights, k=60))
            named = (
                {"start": 0, "text": company.title(), "label": "ORG", "entity": company} if company else {}
            )
            story.append(
                {
                    "at": seen,
                    "title": title,
                    "body": body,
                    "mentions": [named] if named else [],
                    "lang": "zh" if dense else "en",
                }
            )
        yield at, story


def _spaced(chance: random.Random, core: list[str], words: list[str], weights: list[float]) -> str:
    return " ".join([*chance.sample(core, 4), *chance.choices(words, cum_weights=weights, k=4)])


def _dense(chance: random.Random, core: list[str], signs: list[str], weights: list[float]) -> str:
    return "".join([*core[:5], *chance.choices(signs, cum_weights=weights, k=5)])
