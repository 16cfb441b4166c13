"""A period as a text names it, before it is dated. Knows no calendar."""

from __future__ import annotations

from typing import Literal, NamedTuple

Form = Literal[
    "quarter",
    "half",
    "nine",
    "year",
    "month",
    "date",
    "span",
    "months_to",
    "days_to",
    "to_date",
    "same",
    "same_quarter",
    "same_to_date",
    "year_before",
    "this",
    "last",
    "next",
]


class Period(NamedTuple):
    """A period as named in the text."""

    start: int
    end: int
    form: Form
    n: int = 0
    """Number of the quarter, half, month or weekday; for "months_to" and "days_to" the count; for this/last/next, the length in months,
    0 for a week; for "same", 3 if called a quarter."""
    year: int | None = None
    fiscal: bool = False
    month: int = 0
    day: int = 0
    first: int = 0
    """First month of a span, relative to January of its last year; below 1 if it begins in an earlier year."""
    back: int = 0
    """Years to go back from the usual meaning."""
    called: int = 0
    """The text's own quarter number for three months ending in a month: "second quarter ended September 30"; 0: none."""
