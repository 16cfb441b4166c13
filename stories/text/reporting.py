"""Whether a title tells of a company's results, and of which period. The words are words/results.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stories.text import lexicon
from stories.text.phrases import compiled, phrases, plain

UNNAMED = ""
"""The period of results whose title names none, or only "the quarter"."""

_YEAR = re.compile(r"(?<!\d)20\d\d\s*年(?!\s*\d)")
"""A year as the only period of a Chinese title: "2024年净利润"."""


@lru_cache(maxsize=100_000)
def results_of(title: str, lang: str) -> frozenset[str]:
    """Return the periods whose results a title tells of: Q1 to Q4, H1, H2, 9M, year, or UNNAMED; empty if it tells of none.

    A half or a year also counts as the quarter that ends it, since both are reported on one day.
    """
    text = plain(title, lang)
    known = _periods(lang)
    named = {
        known[found[0].casefold()] for found in compiled(tuple(known), lang).finditer(text.casefold())
    } - {""}
    if not named and _YEAR.search(text):
        named = {"year"}
    reports = phrases("results", "reports", lang).search(text) is not None
    if not reports and not (named and phrases("results", "measured", lang).search(text)):
        return frozenset()
    ends: Mapping[str, str] = lexicon.table("results")["ends"]
    named |= {ends[period] for period in named if period in ends}
    return frozenset(named - {"quarter"}) or frozenset({UNNAMED})


def may_be_one(some: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether results of these periods may be the same: they share one, or only one side names any."""
    return bool(some and others) and (UNNAMED in some or UNNAMED in others or not some.isdisjoint(others))


@cache
def _periods(lang: str) -> dict[str, str]:
    """Return the period of each phrase, case folded."""
    listed: Mapping[str, str] = lexicon.table("results")["periods"].get(lang, {})
    return {phrase.casefold(): period for phrase, period in listed.items()}
