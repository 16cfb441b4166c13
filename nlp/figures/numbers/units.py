"""What can be counted, what a rate is, and what a figure can be per; by language. Money is handled elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from nlp.figures.numbers.candidates import Kind, Qualifier
from nlp.figures.text.words import Ending, Finder, load, pattern

SCALES = {
    "hundred": Decimal(100), "dozen": Decimal(12), "thousand": Decimal(1000), "lakh": Decimal(10**5),
    "million": Decimal(10**6), "crore": Decimal(10**7), "billion": Decimal(10**9), "trillion": Decimal(10**12),
    "quadrillion": Decimal(10**15),
}  # fmt: skip
_PEOPLE = ("user", "subscriber", "employee", "customer", "investor")
SPANS = frozenset({"day", "week", "month", "year"})
"""Time spans that something may be spread over."""
TIMES = SPANS | {"minute", "hour"}
_LETTERS = {"k", "m", "b", "t", "K", "M", "B", "T", "mm", "MM", "mil", "cr", "Cr"}
"""Scales that mean something else apart from the digits: metres, the M in 3M."""


@cache
def listed(group: str) -> frozenset[str]:
    """Return a group of units: people, users, shops."""
    return frozenset(load("figures_units")[group])


@cache
def nouns_en(group: str) -> frozenset[str]:
    """Return a list of English words that are counted, or are not: priced, masses, no_plurals."""
    return frozenset(load("figures_nouns_en")[group])


def _by_word(file: str, table: str) -> dict[str, Any]:
    """Return a table of a word file by its words, each with the key that lists it."""
    return {word: key for key, words in load(file)[table].items() for word in words}


@cache
def scales() -> tuple[re.Pattern[str], dict[str, Decimal], frozenset[str]]:
    """Return English scales after a number: expression, value by wording, and wordings that must be attached."""
    table = {word: SCALES[name] for word, name in _by_word("units_en", "scales").items()}
    longest = sorted(table, key=len, reverse=True)
    either = "|".join(re.escape(word) if word in _LETTERS else f"(?i:{re.escape(word)})" for word in longest)
    return re.compile(rf"(?P<gap>[ -]{{0,2}}+)(?P<scale>{either})(?![A-Za-z0-9])"), table, frozenset(_LETTERS)


@cache
def rates(lang: str) -> Finder[Kind]:
    """Percent and similar units."""
    return Finder(_by_word(f"units_{lang}", "rates"), glued=True)


@cache
def counted() -> Finder[str]:
    """English counted nouns → their singular as a unit."""
    return Finder(_by_word("units_en", "counted"), glued=True)


@cache
def durations(lang: str) -> Finder[str]:
    """Time spans that can be counted."""
    return Finder(_by_word(f"units_{lang}", "durations"), glued=True)


@cache
def per(lang: str) -> Finder[str]:
    """What a figure is per: "a share", 每股."""
    return Finder(_by_word(f"units_{lang}", "per"))


@cache
def measures() -> dict[str, str]:
    """Chinese measure word → unit."""
    return _by_word("units_zh", "measures")


@cache
def measure_pattern() -> re.Pattern[str]:
    """Return an expression for any Chinese measure word, longest first."""
    return re.compile(pattern(measures(), glued=True))


@cache
def nouns_zh() -> Finder[str]:
    """Chinese nouns for what is counted."""
    return Finder(_by_word("units_zh", "nouns"), glued=True)


@cache
def people_zh() -> Ending[str]:
    """Chinese nouns for people that may precede the number: 投资者1,800余名."""
    nouns = _by_word("units_zh", "nouns")
    return Ending({word: unit for word, unit in nouns.items() if unit in _PEOPLE}, apart=False)


@cache
def times_follow() -> re.Pattern[str]:
    """Return an expression for words after "times" that make it a multiple."""
    follows = "|".join(map(re.escape, load("units_en")["multiples"]["follows"]))
    return re.compile(rf"[ ]+(?:{follows})\b|-[a-z]")


@cache
def qualifiers_before(lang: str) -> Ending[Qualifier]:
    """Qualifiers that end where a number begins."""
    return Ending(_by_word(f"qualifiers_{lang}", "before"), apart=lang == "en")


@cache
def qualifying_verbs() -> Ending[Qualifier]:
    """English verbs that qualify the next number but are not part of the figure."""
    return Ending(_by_word("qualifiers_en", "verbs"), apart=True)


@cache
def qualifiers_after(lang: str) -> tuple[re.Pattern[str], dict[str, Qualifier]]:
    """Qualifiers that begin where a figure ends."""
    table = _by_word(f"qualifiers_{lang}", "after")
    longest = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    guard = r"(?![a-z0-9]|[ ][$€£]?\d)" if lang == "en" else ""
    return re.compile(rf"[ -]?(?P<word>{longest}){guard}"), table
