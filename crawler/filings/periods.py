"""Names a stretch of days as the store writes periods: 2024-Q2, 2024-H1, 2024-9M, 2024, or its first and last day."""

from __future__ import annotations

from datetime import date, timedelta

_LETTERS = {3: "Q", 6: "H"}


def period_of(start: date, end: date) -> str:
    """The calendar's name of a stretch, both days included, where it has one; else "YYYY-MM-DD/YYYY-MM-DD"."""
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    months = end.month - start.month + 1
    plain = f"{start.isoformat()}/{end.isoformat()}"
    if not whole_months or start.year != end.year or months not in {3, 6, 9, 12}:
        return plain
    if months in _LETTERS:
        number, beside = divmod(start.month - 1, months)
        return plain if beside else f"{start.year}-{_LETTERS[months]}{number + 1}"
    if start.month != 1:
        return plain
    return f"{start.year}-9M" if months == 9 else str(start.year)  # noqa: PLR2004 - nine months
