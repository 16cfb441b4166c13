"""Resolves the periods a text names by the article's date and the company's fiscal year.

The wording of each language is in `english` and `chinese`, the notation of the result in `codes`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from nlp.figures.periods.codes import is_day, is_month, is_quarter, year_before
from nlp.figures.periods.named import Period


class Calendars(NamedTuple):
    """The fiscal calendars of all watched companies."""

    today: date | None
    year_ends: Mapping[str, int]
    """Watch-list id → month in which its fiscal year ends."""
    own: str | None = None
    """Watch-list id of the company whose own text this is."""

    def of(self, entity: str | None) -> Calendar:
        """Return the calendar for a figure: its company's, else the text's own company's, else the calendar year."""
        return Calendar(self.today, self.year_ends.get(entity or self.own or ""))


_PART = re.compile(r"((?:FY)?\d{4})-(Q[1-3]|H1|9M)", re.ASCII)
_TO_DATE = {"Q2": "H1", "Q3": "9M"}
"""Quarter of a year → year to date at its end: a report's 年初至报告期末."""
FIRST_DAYS = 7
"""A quarter ending in the first days of a month, as in 52/53-week years, is the one before: "ended Oct. 1"."""
JUST_OVER = 120
"""Days after its end within which a forecast may still mean a past period that is not yet reported."""


class Calendar(NamedTuple):
    """What a period is resolved by."""

    today: date | None
    """The local date of the article; None: unknown."""
    year_end: int | None = None
    """Month in which the company's fiscal year ends; None: unknown, taken as December."""

    @property
    def month(self) -> int:
        """Month in which the fiscal year ends."""
        return self.year_end or 12

    @property
    def shifted(self) -> bool:
        """Whether the fiscal year differs from the calendar year."""
        return self.year_end not in {None, 12}


def code(period: Period, by: Calendar, current: str | None, *, ahead: bool) -> str | None:  # noqa: PLR0911
    """Return the period in the store's notation; only its kind ("Q2") if the year is not known yet; None: unknown.

    Args:
        period: as named in the text.
        by: the article's day and the company's fiscal year.
        current: the period the text reports on so far.
        ahead: whether the figure is a forecast, so that "second quarter" means the coming one.
    """
    if period.form in {"same", "same_quarter", "year_before"}:
        return (
            _year_before(period, by, current)
            if period.form == "year_before"
            else _same(period, by, current, ahead=ahead)
        )
    if period.form == "same_to_date" and (part := _PART.fullmatch(current or "")):
        return f"{part[1]}-{_TO_DATE.get(part[2], part[2])}"
    if period.form in {"this", "last", "next"}:
        return _relative(period, by, current, ahead=ahead)
    if period.form in {"to_date", "same_to_date"}:
        if ahead and by.today:
            return str(by.today.year)
        return _to_date(by.today, period) if by.today else None
    if period.form in {"date", "days_to"}:
        return _day(period, by)
    if period.form == "month":
        return _month(period, by)
    if period.form in {"months_to", "span"}:
        return _months(period, by, ahead=ahead)
    n = {"nine": 3, "half": period.n * 2, "year": 4}.get(period.form, period.n)
    year = _year(period, by, n, ahead=ahead)
    return _write(period.form, period.n, year, fiscal=period.fiscal or by.shifted)


def _year_before(period: Period, by: Calendar, current: str | None) -> str | None:
    """Return the same period a year before, or in the year named; that is the calendar's: the quarter to September 2025 was one of 2025."""
    told = _FISCAL.fullmatch(current or "")
    if period.year is None or period.fiscal or not by.shifted or told is None:
        return year_before(current, period.year)
    ended = _end_of(int(told["year"]), int(told["quarter"] or _QUARTERS[told["part"] or ""]), by)
    return year_before(current, int(told["year"]) + period.year - ended.year)


_FISCAL = re.compile(r"FY(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<part>H1|H2|9M)))?", re.ASCII)
_QUARTERS = {"H1": 2, "9M": 3, "H2": 4, "": 4}
"""Quarters of the year at the end of a part; "" is the whole."""


def _write(form: str, n: int, year: int | None, *, fiscal: bool) -> str | None:
    tail = {"quarter": f"Q{n}", "half": f"H{n}", "nine": "9M", "year": ""}[form]
    if year is None:
        return tail or None
    head = f"FY{year}" if fiscal else str(year)
    return f"{head}-{tail}" if tail else head


def _year(period: Period, by: Calendar, quarters: int, *, ahead: bool) -> int | None:
    """Return the year as written, else that of the last period completed on the day, or of the next for a forecast."""
    if period.year is not None:
        return period.year - period.back
    if by.today is None:
        return None
    if period.fiscal and by.year_end is None:
        return _fiscal_year_just_told(by.today, quarters, ahead=ahead) - period.back
    year = by.today.year + 1
    while _end_of(year, quarters, by) > by.today:
        year -= 1
    if ahead and (period.form == "year" or (by.today - _end_of(year, quarters, by)).days > JUST_OVER):
        year += 1
    return year - period.back


def _fiscal_year_just_told(today: date, quarters: int, *, ahead: bool) -> int:
    """Infer the fiscal year when a company's calendar is unknown: what is reported now ended with the last quarter.

    On 20 August, a "third fiscal quarter" ended in June, so its year ends in September; a first one also ended in June,
    and its year ends next March. A forecast is for the quarter after.
    """
    over = today.year * 4 + (today.month - 1) // 3 - 1 + (1 if ahead else 0)
    last = over + 4 - quarters
    return last // 4


def _end_of(year: int, quarters: int, by: Calendar) -> date:
    """Return the last day of so many quarters of a fiscal year, which is named after the year it ends in."""
    month = by.month - 12 + quarters * 3
    while month <= 0:
        month, year = month + 12, year - 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _to_date(today: date, period: Period) -> str:
    month = period.month or 1
    return f"{period.year or today.year - (month > today.month)}-{month:02}-01/{today.isoformat()}"


def _same(period: Period, by: Calendar, current: str | None, *, ahead: bool) -> str | None:
    """Return the period reported on; without one, "in the quarter" means the last completed quarter.

    本报告期 in a report on nine months is its third quarter.
    """
    if period.form == "same_quarter" and (current or "").endswith("-9M"):
        return f"{(current or '').removesuffix('9M')}Q3"
    if period.n == 1:
        return month_of(current)
    shorter = (
        current is None or is_day(current) or is_month(current)
    )  # "in June, bringing the quarter's total to"
    if shorter and period.n and by.today is not None and not ahead:
        return _quarter_from(by.today, by, -1) if period.n == 3 else _half_from(by, -1)  # noqa: PLR2004
    return current


def month_of(current: str | None) -> str | None:
    """Return the month in which a period of days ends: 当月."""
    if current is None or "/" not in current:
        return None
    last = date.fromisoformat(current[-10:])
    return _span(last.year, last.month, last.year, last.month)


def _quarter_from(today: date, by: Calendar, step: int) -> str:
    """Return the quarter so many after the current one, of the company's fiscal year where that is not the calendar's."""
    if not by.shifted:
        quarter = today.year * 4 + (today.month - 1) // 3 + step
        return f"{quarter // 4}-Q{quarter % 4 + 1}"
    year = today.year + (today.month > by.month)
    quarter = year * 4 + (today.month - by.month - 1) % 12 // 3 + step
    return f"FY{quarter // 4}-Q{quarter % 4 + 1}"


def _half_from(by: Calendar, step: int) -> str | None:
    """Return the half so many after the current one; None for a company whose year is not the calendar's."""
    if by.today is None or by.shifted:
        return None
    half = by.today.year * 2 + (by.today.month - 1) // 6 + step
    return f"{half // 2}-H{half % 2 + 1}"


def _relative(period: Period, by: Calendar, current: str | None, *, ahead: bool) -> str | None:
    if by.today is None:
        return current if period.form == "this" and current and period.n == 3 else None  # noqa: PLR2004
    step = {"last": -1, "this": 0, "next": 1}[period.form]
    if period.form == "this" and period.n == 3 and not ahead:  # noqa: PLR2004
        # A completed "this quarter" is the reported one, since the current quarter is not over.
        if is_quarter(current):
            return current
        step = -1
    if period.n == 12:  # noqa: PLR2004
        fiscal = f"FY{by.today.year + (by.today.month > by.month) + step}"
        return fiscal if (period.fiscal or ahead) and by.shifted else str(by.today.year + step)
    if period.n == 1:
        month = by.today.year * 12 + by.today.month - 1 + step
        return _span(month // 12, month % 12 + 1, month // 12, month % 12 + 1)
    if period.n == 6:  # noqa: PLR2004
        return _half_from(by, step)
    return _quarter_from(by.today, by, step) if period.n else _week(by.today, step)


def _week(today: date, step: int) -> str:
    monday = today + timedelta(days=7 * step - today.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _day(period: Period, by: Calendar) -> str | None:
    year = period.year or _year_of_day(period.month, period.day, by)
    if year is None:
        return f"{period.month:02}-{period.day:02}"
    try:
        day = date(year, period.month, period.day)
    except ValueError:
        return None
    first = day - timedelta(days=period.n - 1) if period.form == "days_to" else day
    return f"{first.isoformat()}/{day.isoformat()}"


def _year_of_day(month: int, day: int, by: Calendar) -> int | None:
    if by.today is None:
        return None
    soon = by.today + timedelta(days=7)
    return soon.year - ((month, day) > (soon.month, soon.day))


def _month(period: Period, by: Calendar) -> str | None:
    year = period.year or _year_of_day(period.month, 1, by)
    return None if year is None else _span(year - period.back, period.month, year - period.back, period.month)


def _months(period: Period, by: Calendar, *, ahead: bool) -> str | None:
    """Convert a number of months up to a month end: a quarter, a half, nine months or a year where they match."""
    if ahead and period.year is None and by.today is not None:
        last = period.year or _year_of_day(period.month, min(period.day or 28, 28), by)
        over = by.today - date(last or by.today.year, period.month, 28)
        if over.days > JUST_OVER:
            period = period._replace(year=(last or by.today.year) + 1)
    count = period.n if period.form == "months_to" else period.month - period.first + 1
    month = month_ended(period)
    if month != period.month:
        period = period._replace(day=0, month=month, year=period.year and period.year - (month == 12))  # noqa: PLR2004
    year = period.year or _year_of_day(period.month, min(period.day or 28, 28), by)
    year = year and year - period.back
    shift = (period.month - by.month) % 12 or 12
    form, n = {3: ("quarter", shift // 3), 6: ("half", shift // 6), 9: ("nine", 0), 12: ("year", 0)}.get(
        count, ("", 0)
    )
    if (
        form
        and shift % 3 == 0
        and (form != "half" or shift % 6 == 0)
        and (form != "nine" or shift == 9)  # noqa: PLR2004
        and (form != "year" or shift == 12)  # noqa: PLR2004
    ):
        named = None if year is None else year + (1 if by.shifted and period.month > by.month else 0)
        return _write(form, n, named, fiscal=by.shifted)
    if year is None:
        return None
    begin = year * 12 + period.month - count
    return _span(begin // 12, begin % 12 + 1, year, period.month)


def is_over(code: str | None, today: date | None) -> bool:
    """Return whether a period of the calendar, or one given by its days, ended before a day; of a fiscal year it is not known."""
    part = _ENDED.fullmatch(code or "")
    if part is None or today is None:
        return False
    if part["day"]:
        return date.fromisoformat(part["day"]) < today
    months = {"Q1": 3, "Q2": 6, "H1": 6, "9M": 9, "Q3": 9}.get(part["part"] or "", 12)
    return (int(part["year"]), months) < (today.year, today.month)


_ENDED = re.compile(r"(?P<year>\d{4})(?:-(?P<part>Q[1-4]|H[12]|9M))?|.{10}/(?P<day>.{10})", re.ASCII)


def month_ended(period: Period) -> int:
    """Return the month that a number of months ends with; 13-week quarters may end some days later."""
    is_over = 0 < period.day <= FIRST_DAYS and period.form == "months_to"
    return (period.month - 1 or 12) if is_over else period.month


def _span(first_year: int, first: int, last_year: int, last: int) -> str:
    return f"{first_year}-{first:02}-01/{last_year}-{last:02}-{calendar.monthrange(last_year, last)[1]:02}"
