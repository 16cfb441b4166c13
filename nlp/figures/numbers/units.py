"""What can be counted, what a rate is, and what a figure can be per; by language. Money is handled elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

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


@cache
def scales() -> tuple[re.Pattern[str], dict[str, Decimal], frozenset[str]]:
    """Return English scales after a number: expression, value by wording, and wordings that must be attached."""
    table = {word: SCALES[name] for name, words in load("units_en")["scales"].items() for word in words}
    longest = sorted(table, key=len, reverse=True)
    either = "|".join(re.escape(word) if word in _LETTERS else f"(?i:{re.escape(word)})" for word in longest)
    return re.compile(rf"(?P<gap>[ -]{{0,2}}+)(?P<scale>{either})(?![A-Za-z0-9])"), table, frozenset(_LETTERS)


@cache
def rates(lang: str) -> Finder[Kind]:
    """Percent and similar units."""
    return Finder(
        {word: kind for kind, words in load(f"units_{lang}")["rates"].items() for word in words}, glued=True
    )


@cache
def counted() -> Finder[str]:
    """English counted nouns → their singular as a unit."""
    return Finder(
        {word: unit for unit, words in load("units_en")["counted"].items() for word in words}, glued=True
    )


@cache
def durations(lang: str) -> Finder[str]:
    """Time spans that can be counted."""
    return Finder(
        {word: unit for unit, words in load(f"units_{lang}")["durations"].items() for word in words},
        glued=True,
    )


@cache
def per(lang: str) -> Finder[str]:
    """What a figure is per: "a share", 每股."""
    return Finder({word: unit for unit, words in load(f"units_{lang}")["per"].items() for word in words})


@cache
def measures() -> dict[str, str]:
    """Chinese measure word → unit."""
    return {word: unit for unit, words in load("units_zh")["measures"].items() for word in words}


@cache
def measure_pattern() -> re.Pattern[str]:
    """Return an expression for any Chinese measure word, longest first."""
    return re.compile(pattern(measures(), glued=True))


@cache
def nouns_zh() -> Finder[str]:
    """Chinese nouns for what is counted."""
    return Finder(
        {word: unit for unit, words in load("units_zh")["nouns"].items() for word in words}, glued=True
    )


@cache
def people_zh() -> Ending[str]:
    """Chinese nouns for people that may precede the number: 投资者1,800余名."""
    nouns = load("units_zh")["nouns"]
    return Ending({word: unit for unit in _PEOPLE for word in nouns[unit]}, apart=False)


@cache
def times_follow() -> re.Pattern[str]:
    """Return an expression for words after "times" that make it a multiple."""
    follows = "|".join(map(re.escape, load("units_en")["multiples"]["follows"]))
    return re.compile(rf"[ ]+(?:{follows})\b|-[a-z]")


@cache
def qualifiers_before(lang: str) -> Ending[Qualifier]:
    """Qualifiers that end where a number begins."""
    words = load(f"qualifiers_{lang}")["before"]
    return Ending({word: sign for sign, listed in words.items() for word in listed}, apart=lang == "en")


@cache
def qualifying_verbs() -> Ending[Qualifier]:
    """English verbs that qualify the next number but are not part of the figure."""
    words = load("qualifiers_en")["verbs"]
    return Ending({word: sign for sign, listed in words.items() for word in listed}, apart=True)


@cache
def qualifiers_after(lang: str) -> tuple[re.Pattern[str], dict[str, Qualifier]]:
    """Qualifiers that begin where a figure ends."""
    table = {word: sign for sign, words in load(f"qualifiers_{lang}")["after"].items() for word in words}
    longest = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    guard = r"(?![a-z0-9]|[ ][$€£]?\d)" if lang == "en" else ""
    return re.compile(rf"[ -]?(?P<word>{longest}){guard}"), table
