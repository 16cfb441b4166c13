"""Converts English expressions to periods: fiscal years, ranges, months, dates, "last quarter"; parts of a year in `english_parts`.

The wording is in `english_words`; this module knows what each form means.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date

from nlp.figures.periods.english_parts import HALF, QUARTER, YEAR, month_in, part, year_in
from nlp.figures.periods.english_words import FIND, NTH
from nlp.figures.periods.named import Form, Period
from nlp.months import MONTHS


def find(
    words: str, start: int, end: int, year_now: int | None = None, before: Period | None = None
) -> Iterator[Period]:
    """Yield every period in a range, in order.

    Args:
        words: the folded text.
        start: where the range begins.
        end: where it ends.
        year_now: the article's year, for "last year"; None: unknown.
        before: the last quarter or half named before the range, for "in the second".
    """
    named = before
    for match in FIND.finditer(words, start, end):
        name = match.lastgroup or ""  # the outermost group is closed last
        period = _READERS[name](match) if name != "el" else _another(match, named)
        said = (
            match["p_rel"]
            or match["p_relb"]
            or match["sp_rel"]
            or match["in_rel"]
            or ((match["p_now"] or match["ye_now"]) and "this")
            or (match["ye_last"] and "last")
        )
        if period is not None and said is not None and year_now is not None:
            period = period._replace(year=year_now + _YEARS_ON[said])
        if period is not None:
            named = period if period.form in {"quarter", "half"} else named
            yield period


def _another(match: re.Match[str], named: Period | None) -> Period | None:
    """Parse a quarter or half that is only numbered, after another: "in the fourth quarter of 2024, from 150 in the third"."""
    n = NTH[match["el_n"]]
    if (
        named is None
        or named.form not in {"quarter", "half"}
        or n == named.n
        or (named.form == "half" and n > 2)  # noqa: PLR2004
    ):
        return None
    earlier = named.year is not None and n > named.n + 1
    return named._replace(start=match.start(), end=match.end(), n=n, year=named.year and named.year - earlier)


def _span(match: re.Match[str]) -> Period | None:
    """Parse a range of months: "January-September"."""
    first, last = MONTHS[match["sp_a"] or match["sp_c"]], MONTHS[match["sp_b"] or match["sp_d"]]
    if match["sp_and"] and last != first + 1:  # "in March and June": two months, not a range
        return Period(*match.span(), "month", 0, year_in(match["sp_year"]), month=first)
    back = 1 if match["sp_ago"] else 0
    return (
        Period(*match.span(), "span", 0, year_in(match["sp_year"]), month=last, first=first, back=back)
        if first < last
        else None
    )


def _years(match: re.Match[str]) -> Period | None:
    """Parse a range of years: "between 2019 and 2025"."""
    first, last = int(match["ys_a"] or match["ys_c"]), int(match["ys_b"])
    return (
        Period(*match.span(), "span", 0, last, month=12, first=1 - 12 * (last - first))
        if first < last
        else None
    )


def _season(match: re.Match[str]) -> Period | None:
    """Parse a fiscal year named after two calendar years: 2024/25."""
    first, last = year_in(match["ny_a"]) or 0, int(match["ny_b"])
    return Period(*match.span(), "year", 0, first + 1, fiscal=True) if (first + 1) % 100 == last else None


def _month_quarter(match: re.Match[str]) -> Period:
    return Period(
        *match.span(),
        "months_to",
        3,
        year_in(match["mq_year"] or match["mq_before"]),
        month=MONTHS[match["mq_month"]],
    )


def _fiscal_year(match: re.Match[str]) -> Period | None:
    return Period(
        *match.span(),
        "year",
        0,
        year_in(match["fy_year"]),
        fiscal="fiscal" in match["fy"] or "financial" in match["fy"] or bool(match["fy_f"]),
    )


def _day(match: re.Match[str]) -> Period | None:
    day = int(match["d_d1"] or match["d_d2"])
    if not 1 <= day <= 31:  # noqa: PLR2004
        return None
    return Period(
        *match.span(),
        "date",
        0,
        year_in(match["d_year"]),
        month=MONTHS[match["d_m1"] or match["d_m2"]],
        day=day,
    )


def _days(match: re.Match[str]) -> Period | None:
    """Parse a range of days: "Aug. 1-10", "between July 28 and Aug. 3"."""
    first, last = MONTHS[match["dr_a"]], MONTHS[match["dr_b"] or match["dr_c"] or match["dr_a"]]
    year = year_in(match["dr_year"])
    try:
        since, until = (
            date(year or _NO_LEAP, first, int(match["dr_1"])),
            date(year or _NO_LEAP, last, int(match["dr_2"])),
        )
    except ValueError:
        return None
    days = (until - since).days + 1
    return Period(*match.span(), "days_to", days, year, month=last, day=until.day) if days > 1 else None


_NO_LEAP = 2001


def _end(match: re.Match[str]) -> Period:
    month = MONTHS[match["e_month"]]
    return Period(
        *match.span(),
        "date",
        0,
        year_in(match["e_year"]),
        month=month,
        day=28 if month == 2 else calendar.monthrange(2001, month)[1],  # noqa: PLR2004
    )


def _since(match: re.Match[str]) -> Period | None:
    """Parse "Since January, it has" and "has lost 31% since January"; "the lowest since January" is a record and not parsed."""
    head = match.string[max(0, match.start() - _RECORD_REACH) : match.start()]
    begins = head[-2:].strip() in {"", ".", ",", ";"}
    if not begins and (not _AMOUNT.search(head) or _RECORD.search(head)):
        return None
    return Period(*match.span(), "to_date", month=MONTHS[match["since_month"]])


_AMOUNT = re.compile(r"(?:\d|%|percent|per cent|pct|million|billion|trillion)[ ]$")
_RECORD = re.compile(r"\b(?:most|least|first|worst|best|record|[a-z]{3,}est)\b[^.;,]*$")
_RECORD_REACH = 50
"""Characters before "since January" in which the record is named that it dates."""


def _relative(match: re.Match[str]) -> Period:
    unit = match["rel_u"] or match["rel_n"] or match["rel_b"] or "quarter"
    return Period(
        *match.span(),
        _RELATIVE[match["rel_w"] or "just ended"],
        {"quarter": QUARTER, "half": HALF, "year": YEAR, "month": 1, "week": 0}[unit],
        fiscal=bool(match["rel_f"]),
    )


_RELATIVE: dict[str, Form] = {
    "latest": "last", "most recent": "last", "just ended": "last", "this": "this", "current": "this", "last": "last", "previous": "last", "prior": "last", "preceding": "last", "next": "next", "coming": "next",
}  # fmt: skip
_YEARS_ON = {"last": -1, "this": 0, "next": 1}
_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "p": part,
    "sp": _span,
    "ys": _years,
    "ny": _season,
    "yf": lambda match: Period(*match.span(), "year", 0, year_in(match["yf_year"]), fiscal=True),
    "ye": lambda match: Period(*match.span(), "date", 0, year_in(match["ye_year"]), month=12, day=31),
    "mq": _month_quarter,
    "fy": _fiscal_year,
    "dr": _days,
    "d": _day,
    "e": _end,
    "my": lambda match: Period(
        *match.span(), "month", 0, year_in(match["my_year"]), month=MONTHS[match["my_month"]]
    ),
    "in": lambda match: Period(*match.span(), "month", 0, month=MONTHS[match["in_month"]]),
    "jm": lambda match: Period(*match.span(), "month", 0, month=MONTHS[match["jm_month"]]),
    "sby": lambda match: Period(*match.span(), "to_date", 0, year_in(match["sby_year"])),
    "ytd": lambda match: Period(*match.span(), "to_date", month=month_in(match["ytd_month"])),
    "since": _since,
    "rel": _relative,
    "same": lambda match: Period(
        *match.span(),
        "same",
        QUARTER
        if "quarter" in match["same"]
        else HALF
        if match["same"].endswith(("half", "six months"))
        else 0,
    ),
    "ago": lambda match: Period(*match.span(), "year_before"),
    "y": lambda match: Period(*match.span(), "year", 0, year_in(match["y_year"])),
}
