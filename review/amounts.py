"""Formats figures for people: amounts, differences, periods, derivations. `wording` formats times and labels."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from review.rows import Row

SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))

_FILED = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?) (?P<unit>[A-Z]{3})(?P<per> per \w+)?")
"""The amount in a machine-readable filing: every digit, then the currency."""

_COUNTED = re.compile(
    r"(?<=\d )(?<!(?<![\d.])1 )(?!percent|pp|bp|multiple|fraction|against|per\b)(?P<unit>[a-z_]{2,}[a-rt-z])(?= against|$)"
)
"""The unit in a stored derivation: "1840 job against 1500 job"."""

_SIGNS = (
    (re.compile(r"(?<=\d) (?:%|percent\b)"), "%"),
    (re.compile(r" - (?=[\d(])"), " − "),
    (re.compile(r"(?<![\w.)])-(?=\d)"), "−"),
    (re.compile(r">="), "≥"),
    (re.compile(r"<="), "≤"),
)
"""Signs of a stored derivation and how they are displayed."""


def difference(percent: str | None) -> str | None:
    """Return a stored relative difference as displayed: "14.5%", without sign; None if it has no meaning."""
    try:
        return None if percent is None else f"{_plain(abs(Decimal(percent)).quantize(Decimal('0.1')))}%"
    except InvalidOperation:
        return percent


def amount(value: str | None, unit: str | None, per: str | None = None) -> str:
    """Return a stored decimal with its unit: "CNY 1.8 billion", "15.4%", "27,307 vehicles"."""
    if value is None:
        return "–"
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    tail = f" per {per}" if per else ""
    if unit == "percent":
        return f"{_plain(number)}%{tail}"
    if unit in ("pp", "bp"):
        return f"{_plain(number)} {unit}{tail}"
    if unit and unit.isupper():
        return f"{unit} {scaled(number)}{tail}"
    noun = "" if unit is None or unit == "fraction" else "time" if unit == "multiple" else unit
    return f"{scaled(number)} {_singular(noun) if abs(number) == 1 else plural(noun)}".rstrip() + tail


def _singular(unit: str) -> str:
    return unit.replace("_", " ")


def plural(unit: str) -> str:
    """Return the plural of a unit, which is stored in the singular: "vehicles", "cities", "square feet"."""
    before, _, noun = _singular(unit).rpartition(" ")
    if noun in PLURALS:
        several = PLURALS[noun]
    elif re.search(r"[^aeiou]y$", noun):
        several = f"{noun[:-1]}ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", noun):
        several = f"{noun}es"
    else:
        several = f"{noun}s" if noun else ""
    return f"{before} {several}".strip()


PLURALS = {
    "person": "people", "child": "children", "foot": "feet", "aircraft": "aircraft", "life": "lives", "mu": "mu",
}  # fmt: skip
"""Plurals that follow no rule."""


def filed(words: str) -> str:
    """Return a filing's amount in words, to three significant places: "CNY 1.24 billion" for "1,240,000,000 CNY".

    Other text is unchanged.
    """
    match = _FILED.fullmatch(words)
    if match is None:
        return words
    number = Decimal(match["number"].replace(",", ""))
    size, word = next(((size, word) for size, word in SCALES if abs(number) >= size), (None, ""))
    if size is None:
        return words
    places = f"{(number / size).quantize(Decimal('0.001')):,f}".rstrip("0").rstrip(".").replace("-", "−")
    return f"{match['unit']} {places} {word}{match['per'] or ''}"


def scaled(number: Decimal) -> str:
    """Return a number in words: "1.8 billion"; below a million with separators."""
    for size, word in SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {word}"
    return _plain(number)


def sum_of(derivation: str) -> str:
    """Return a stored derivation as displayed: long numbers in words if no digit is lost, counted units in the plural."""
    told = _COUNTED.sub(lambda found: plural(found["unit"]), derivation)
    told = re.sub(r"(?<![\d.])\d{4,}(?:\.\d+)?", lambda found: _exactly(Decimal(found[0])), told)
    for written, printed in _SIGNS:
        told = written.sub(printed, told)
    return told


def label(row: Row, named: Callable[[str | None], str | None]) -> str:
    """Return what is measured: "Xiaomi, net income, Q2 2024"; as the text words it if that is in Latin script.

    Args:
        row: with the columns subject, metric_text, metric and period; left_value and per, where given, word a result per unit.
        named: returns the watch list's name for a name in a text, or the name itself.
    """
    metric, written = _noun(row), row["metric_text"] or ""
    if written[1:2].islower():
        written = written[:1].lower() + written[1:]  # the first word of its sentence; not EBIT
    told = (
        metric or written if not written.isascii() or written.lower() in metric_verbs() else written or metric
    )
    return ", ".join(filter(None, (named(row["subject"]), told, period(row["period"])))) or "–"


def _noun(row: Row) -> str:
    """Return the noun of a metric: "net income", "fine", "loss per vehicle"."""
    metric: str = row["metric"] or ""
    of, is_per_unit, _ = metric.partition("profit_per_unit")
    if not is_per_unit:
        return metric.replace("_", " ")
    result = "loss" if str(row.get("left_value") or "").startswith("-") else "profit"
    return f"{of.replace('_', ' ')}{result} per {(row.get('per') or 'unit').replace('_', ' ')}"


@cache
def metric_verbs() -> frozenset[str]:
    """Return the English verbs by which texts name a metric."""
    file = Path(__file__).with_name("metric_verbs.toml")
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["words"])


def period(written: str | None) -> str | None:
    """Return a stored period as displayed: "Q3 FY2026", "1 Jun – 31 Aug 2026", "May 2026", "2019–2025", "31 Aug 2026"."""
    if written is None:
        return None
    first, slash, last = written.partition("/")
    if not slash:
        year, dash, part = written.partition("-")
        return f"{part} {year}" if dash and not part.isdigit() else written
    try:
        return _stretch(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return written


def _stretch(begin: date, end: date) -> str:
    if begin == end:
        return _day(end)
    if begin.day == 1 and (end + timedelta(days=1)).day == 1:
        if (begin.month, end.month) == (1, 12):
            return f"{begin.year}–{end.year}" if begin.year < end.year else str(end.year)
        if (begin.year, begin.month) == (end.year, end.month):
            return f"{end:%B %Y}"
    return f"{_day(begin) if begin.year < end.year else _day(begin)[:-5]} – {_day(end)}"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _exactly(number: Decimal) -> str:
    size, word = next(((size, word) for size, word in SCALES if number >= size), (Decimal(1), ""))
    short = f"{_plain(number / size)} {word}".strip()
    return short if number / size == (number / size).quantize(Decimal("0.01")) else f"{number:,f}"


def _plain(number: Decimal) -> str:
    """Return a number with two places, of one below a tenth three digits: a result per share may be 0.004."""
    places = (
        Decimal("0.01")
        if not number or abs(number) >= Decimal("0.1")
        else Decimal(1).scaleb(number.adjusted() - 2)
    )
    rounded = number.quantize(places) if abs(number) < Decimal("1e15") else number
    text = f"{rounded:,f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text
