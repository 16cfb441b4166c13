"""Which country's money a shared name means (crowns, pesos, pounds), by the places a text names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nlp.figures.words import load


@cache
def shared() -> dict[str, tuple[str, ...]]:
    """The names that several countries call their money by, each with the ISO codes, the commonest first.

    A figure that is told with one notes that its currency was assumed.
    """
    return {
        name: tuple(each["codes"]) for each in load("shared_moneys")["shared"] for name in each["names_en"]
    }


@lru_cache(maxsize=64)
def of(name: str, words: str) -> str:
    """The ISO code of a shared name in a text: of the country whose places are named most, else the commonest.

    Args:
        name: as written, in small letters.
        words: the whole text in small letters (`Page.words`).
    """
    codes = shared()[name]
    counted = [
        (len(_places()[code].findall(words)), -rank) for rank, code in enumerate(codes) if code in _places()
    ]
    times, rank = max(counted)
    return codes[-rank] if times else codes[0]


@cache
def _places() -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, places))})")
        for code, places in load("shared_moneys")["places"].items()
    }
