"""Formats figures for people: amounts, differences, periods, arithmetic. wording formats times and labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from review.rows import Row

SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))

_FILED = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?) (?P<unit>[A-Z]{3})(?P<per> per \w+)?")
"""How the amount of a machine-readable filing is worded: every digit, then the currency."""

_COUNTED = re.compile(
    r"(?<=\d )(?<!(?<![\d.])1 )(?!percent|pp|bp|multiple|fraction|against|per\b)(?P<unit>[a-z_]{2,}[a-rt-z])(?= against|$)"
)
"""The unit of a count in a stored sum: "1840 job against 1500 job"."""

_SIGNS = (
    (re.compile(r"(?<=\d) (?:%|percent\b)"), "%"),
    (re.compile(r" - (?=[\d(])"), " − "),
    (re.compile(r"(?<![\w.)])-(?=\d)"), "−"),
    (re.compile(r">="), "≥"),
    (re.compile(r"<="), "≤"),
)
"""How the signs of a stored sum are printed."""


def difference(percent: str | None) -> str | None:
    """A stored relative difference as it is read: "14.5%", without its sign; None where it has no meaning."""
    try:
        return None if percent is None else f"{_plain(abs(Decimal(percent)).quantize(Decimal('0.1')))}%"
    except InvalidOperation:
        return percent


def amount(value: str | None, unit: str | None, per: str | None = None) -> str:
    """A stored decimal with its unit: "CNY 1.8 billion", "15.4%", "27,307 vehicles"."""
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
    plural = "" if unit is None or unit in ("multiple", "fraction") or abs(number) == 1 else "s"
    return f"{scaled(number)} {(unit or '').replace('_', ' ')}{plural}{tail}".strip()


def filed(words: str) -> str:
    """A filing's amount as it is said, "CNY 1.24 billion" for "1,240,000,000 CNY", to three places; other words as they are."""
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
    """A number as it is said: "1.8 billion"; below a million with separators."""
    for size, word in SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {word}"
    return _plain(number)


def sum_of(derivation: str) -> str:
    """A stored derivation as it is read: long numbers are put as they are said where that loses no digit; jobs in the plural."""
    told = _COUNTED.sub(lambda found: f"{found['unit'].replace('_', ' ')}s", derivation)
    told = re.sub(r"(?<![\d.])\d{4,}(?:\.\d+)?", lambda found: _exactly(Decimal(found[0])), told)
    for written, printed in _SIGNS:
        told = written.sub(printed, told)
    return told


def label(row: Row, named: Callable[[str | None], str | None]) -> str:
    """What is measured: "Xiaomi, net income, Q2 2024"; as written where that can be read by who reads English.

    Args:
        row: with the columns subject, metric_text, metric and period.
        named: the name of the watch list for what a text calls somebody; what it does not know stays as it is.
    """
    metric, written = (row["metric"] or "").replace("_", " "), row["metric_text"] or ""
    told = written if written.isascii() and written else metric or written
    return ", ".join(filter(None, (named(row["subject"]), told, period(row["period"])))) or "–"


def period(written: str | None) -> str | None:
    """A stored period as it is said: "Q3 FY2026", "1 Jun – 31 Aug 2026", "May 2026", "2019–2025", "31 Aug 2026"."""
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
    rounded = number.quantize(Decimal("0.01")) if abs(number) < Decimal("1e15") else number
    text = f"{rounded:,f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text
