"""Resolves currency names shared by several countries (crowns, pesos, pounds) by the places a text names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nlp.figures.text.words import load


@cache
def shared() -> dict[str, tuple[str, ...]]:
    """Return the shared names with their ISO codes, the commonest first.

    A figure with one of them notes that its currency was assumed.
    """
    return {
        name: tuple(each["codes"]) for each in load("shared_moneys")["shared"] for name in each["names_en"]
    }


@lru_cache(maxsize=64)
def of(name: str, words: str) -> str:
    """Return the ISO code of a shared name: of the country mentioned most, else the commonest.

    Args:
        name: as written, in lower case.
        words: the whole text in lower case (`Page.words`).
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
