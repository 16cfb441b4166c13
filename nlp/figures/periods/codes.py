"""Periods in the store's notation ("2025-Q2", "FY2026", two days), and which period is a year or a quarter before. Reads no text."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_WHOLE = re.compile(r"(?:FY)?\d{4}(?:-(?:Q[1-4]|H[12]|9M))?|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUARTER = re.compile(r"((?:FY)?)(\d{4})-Q([1-4])", re.ASCII)
FULL = 350
"""Minimum days between the first and the last day of a year."""


def known(written: str | None) -> str | None:
    """Return the period if its year is known, else None: "Q2" alone is ambiguous."""
    return written if written is not None and _WHOLE.fullmatch(written) else None


def year_before(current: str | None, year: int | None = None) -> str | None:
    """Return the same period a year earlier, or in a given year: 2019年同期."""
    if year is not None:
        return current and _YEARS.sub(str(year), current) if _of_one_year(current) else None
    if current is None or "/" in current:
        if current is None or len(current) != 21:  # noqa: PLR2004
            return None
        return "/".join(_earlier(part) for part in current.split("/"))
    head, dash, tail = current.partition("-")
    prefix = "FY" if head.startswith("FY") else ""
    digits = head.removeprefix("FY")
    return f"{prefix}{int(digits) - 1}{dash}{tail}" if digits.isdigit() else current


def _of_one_year(current: str | None) -> bool:
    return len(set(_YEARS.findall(current or ""))) == 1


def is_quarter(code: str | None) -> bool:
    """Return whether a period is a quarter of a known year."""
    return _QUARTER.fullmatch(code or "") is not None


def is_year(code: str | None) -> bool:
    """Return whether a period is a whole year, named by its number."""
    return re.fullmatch(r"(?:FY)?\d{4}", code or "", re.ASCII) is not None


def is_day(code: str | None) -> bool:
    """Return whether a period is one day."""
    first, _, last = (code or "").partition("/")
    return bool(first) and first == last


def is_other_year(code: str | None) -> bool:
    """Return whether a period is a year that need not be the calendar's: a fiscal one, or twelve months up to another month."""
    first, _, last = (code or "").partition("/")
    return re.fullmatch(r"FY\d{4}", first) is not None or bool(
        last and first[5:7] != "01" and _days(first, last) > FULL
    )


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def quarter_before(current: str | None) -> str | None:
    """Return the preceding quarter; other periods are unchanged."""
    match = _QUARTER.fullmatch(current or "")
    if match is None:
        return current
    quarter = int(match[2]) * 4 + int(match[3]) - 2
    return f"{match[1]}{quarter // 4}-Q{quarter % 4 + 1}"


def last_such_before(code: str | None, later: str | None) -> str | None:
    """Return the latest quarter of that number before a later quarter; another period is unchanged."""
    named, after = _QUARTER.fullmatch(code or ""), _QUARTER.fullmatch(later or "")
    if named is None or after is None or named[1] != after[1]:
        return code
    return f"{after[1]}{int(after[2]) - (named[3] >= after[3])}-Q{named[3]}"


def month_before(current: str) -> str:
    """Return the month before a month."""
    last = date.fromisoformat(current[:10]) - timedelta(days=1)
    return f"{last.replace(day=1).isoformat()}/{last.isoformat()}"


def three_months_before(current: str) -> str | None:
    """Return the quarter before a quarter, or the month's end three months before a month's end; None for other periods."""
    if is_quarter(current):
        return quarter_before(current)
    first, _, last = current.partition("/")
    if first != last:
        return None
    day = date.fromisoformat(last)
    if day.day != calendar.monthrange(day.year, day.month)[1]:
        return None
    month = day.year * 12 + day.month - 1 - 3
    then = date(month // 12, month % 12 + 1, calendar.monthrange(month // 12, month % 12 + 1)[1])
    return f"{then.isoformat()}/{then.isoformat()}"


def before(current: str | None) -> set[str | None]:
    """Return the periods that one is usually compared with: a year, a quarter and a month before."""
    if current is None:
        return set()
    earlier = {year_before(current), quarter_before(current)}
    return (earlier | ({month_before(current)} if is_month(current) else set())) - {current}


def is_month(code: str) -> bool:
    """Return whether a period is one whole month."""
    first, _, last = code.partition("/")
    return bool(last) and first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) >= 28  # noqa: PLR2004


def half_before(current: str) -> str:
    """Return the half before a half: 2024-H2 before 2025-H1; other periods are unchanged."""
    head, half, part = current.partition("-H")
    if not half or part == "2":
        return f"{head}-H1" if part == "2" else current
    return f"{(year_before(head) or head)}-H2"


def _earlier(day: str) -> str:
    year, month, rest = day.split("-")
    rest = "28" if (month, rest) == ("02", "29") else rest
    return f"{int(year) - 1}-{month}-{rest}"
