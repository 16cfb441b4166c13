"""Names a range of days like the store's periods: 2024-Q2, 2024-H1, 2024-9M, 2024, or its first and last day.

A fiscal year that does not end in December is named after the year it ends in: FY2025-Q1. If a registrant's quarters
end on a weekday rather than at month end, the nearest month ends are used.
"""

from __future__ import annotations

from datetime import date, timedelta

DECEMBER = 12

MONTHS = {3: (80, 100), 6: (170, 195), 9: (260, 285), 12: (350, 380)}
"""Months → minimum and maximum days: 13 weeks are a quarter, 52 or 53 a year."""

EARLY, LATE = 10, 20
"""Day of the month up to which a range belongs to the previous month, and from which to this one."""


def period_of(start: date, end: date, year_end: int = DECEMBER) -> str:
    """Return the name of a range of days (inclusive), or "YYYY-MM-DD/YYYY-MM-DD" if it has none.

    Args:
        start: its first day.
        end: its last day.
        year_end: month in which the registrant's fiscal year ends.
    """
    plain = f"{start.isoformat()}/{end.isoformat()}"
    length, last = months_of(start, end), month_of(end)
    if length is None or last is None:
        return plain
    into_year = (last.month - year_end) % 12 or 12
    if into_year % 3 or (into_year % length and length != 9) or (length == 9 and into_year != 9):  # noqa: PLR2004
        return plain
    year = str(last.year)
    if year_end != DECEMBER:
        year = f"FY{last.year + (last.month > year_end)}"
    match length:
        case 3:
            return f"{year}-Q{into_year // 3}"
        case 6:
            return f"{year}-H{into_year // 6}"
        case 9:
            return f"{year}-9M"
        case _:
            return year


def months_of(start: date, end: date) -> int | None:
    """Return the months of a range that is a whole number of quarters, else None."""
    days = (end - start).days + 1
    return next((months for months, (least, most) in MONTHS.items() if least <= days <= most), None)


def month_of(end: date) -> date | None:
    """Return a day in the month that a range ends with; None if it ends in the middle of a month."""
    if end.day <= EARLY:
        return end.replace(day=1) - timedelta(days=1)
    return end if end.day >= LATE else None
