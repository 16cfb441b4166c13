"""A period as a text names it, before it is dated, and the forms that both languages have. Knows no calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date
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


def of_years(match: re.Match[str], first: int, last: int, month: int = 12) -> Period | None:
    """Return a range of years, up to a month of the last: "between 2019 and 2025", 2022年至2024年."""
    if first >= last:
        return None
    return Period(*match.span(), "span", 0, last, month=month, first=1 - 12 * (last - first))


def of_months(
    match: re.Match[str], first: int, last: int, year: int | None, *, back: int = 0
) -> Period | None:
    """Return a range of months of one year: "January-September", 1-9月."""
    if not 1 <= first < last <= 12:  # noqa: PLR2004
        return None
    return Period(*match.span(), "span", 0, year, month=last, first=first, back=back)


def of_days(
    match: re.Match[str], first: tuple[int, int], last: tuple[int, int], year: int | None
) -> Period | None:
    """Return a range of days of one year, each a month and a day: "Aug. 1-10", 8月1日至17日."""
    try:
        days = (date(year or _NO_LEAP, *last) - date(year or _NO_LEAP, *first)).days + 1
    except ValueError:
        return None
    return Period(*match.span(), "days_to", days, year, month=last[0], day=last[1]) if days > 1 else None


def of_day(match: re.Match[str], month: int, day: int, year: int | None) -> Period | None:
    """Return a day: "June 30", 6月30日."""
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
        return None
    return Period(*match.span(), "date", 0, year, month=month, day=day)


def of_month_end(match: re.Match[str], month: int, year: int | None) -> Period | None:
    """Return the last day of a month: "end of June", 6月底."""
    return of_day(match, month, last_day(month), year)


def last_day(month: int) -> int:
    """Return the last day of a month; of February the 28th."""
    return calendar.monthrange(_NO_LEAP, month)[1]


_NO_LEAP = 2001
