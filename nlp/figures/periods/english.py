"""Converts English expressions to periods: quarters, halves, fiscal years, "three months ended June 30", dates.

The wording is in `english_words`; this module knows what each form means.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date

from nlp.figures.periods.english_words import COUNT, FIND, NTH, TERMS, WEEKS
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


def _year_in(written: str | None) -> int | None:
    if not written:
        return None
    return 2000 + int(written[-2:]) if len(written) != 4 or written.startswith("fy") else int(written)  # noqa: PLR2004


def _part(match: re.Match[str]) -> Period | None:
    """Parse a part of a year, by its name or its last day; `_called` decides if both are given."""
    months, n = _length(match)
    if not months:
        return None
    month = _month(match["p_month"] or match["p_m3"])
    fiscal = bool(
        match["p_f"]
        or "fiscal" in match["p"]
        or match["p_fy"]
        or match["p_fyb"]
        or match["p_to"]
        or match["p_next"]
        or (match["p_before"] or "").startswith("fy")
    )
    year = _year_in(match["p_year"] or match["p_short"] or match["p_before"])
    if year is not None and (match["p_to"] or match["p_next"]):
        year += 1
    till = _year_in(match["p_till"] or match["p_till3"])
    if not month or (fiscal and n and months < YEAR):
        if month and till and year is None and months == QUARTER:
            year = till + (month + QUARTER * (LAST - n) - 1) // YEAR  # in which its fourth quarter ends
        return _called(match, months, n, year, fiscal=fiscal)
    if fiscal and months == YEAR and till is not None:
        return Period(*match.span(), "year", 0, till, fiscal=True)
    day = int(match["p_d1"] or match["p_d2"] or match["p_d3"] or 0)
    if months < 0:
        return Period(*match.span(), "days_to", -7 * months, till, month=month, day=day) if day else None
    return Period(
        *match.span(), "months_to", months, till, month=month, day=day, called=n if months == QUARTER else 0
    )


def _month(written: str | None) -> int:
    return (int(written) if written.isdigit() else MONTHS[written]) if written else 0


def _length(match: re.Match[str]) -> tuple[int, int]:
    """Return a part's length in months and its number, 0 if none; negative for weeks that match no quarter."""
    nth = NTH[match["p_nth"]] if match["p_nth"] else 0
    if match["p_quarter"] or match["p_q"] or match["p_q2"] or match["p_q3"]:
        return QUARTER, nth or int(match["p_q"] or match["p_q2"] or match["p_q3"])
    if match["p_half"] or match["p_h"] or match["p_h2"] or match["p_1"]:
        return HALF, nth or int(match["p_h"] or match["p_h2"] or 1)
    if match["p_nine"]:
        return NINE, 1
    if match["p_bare"] and match["p_bare"] != "weeks":
        return _BARE.get(match["p_bare"], 1), 0
    count, unit = match["p_n"] or match["p_m"] or "", match["p_u"] or match["p_mu"]
    if unit in {"month", "months", "quarters"}:
        return COUNT.get(count, 0) * (QUARTER if unit == "quarters" else 1), nth
    weeks = COUNT.get(count) or (int(count) if count in TERMS else 0)
    return -weeks or WEEKS.get(count, QUARTER), 0


def _called(match: re.Match[str], months: int, n: int, year: int | None, *, fiscal: bool) -> Period | None:
    """Parse a part by its name: the second quarter, the first nine months, the last three months."""
    if match["p_n"] and NTH[match["p_nth"]] == LAST:
        n = YEAR // months if months in {QUARTER, HALF} else 0
    if months == QUARTER and n:
        return Period(*match.span(), "quarter", n, year, fiscal=fiscal)
    if months == HALF and n:
        return Period(*match.span(), "half", n, year, fiscal=fiscal)
    if n != 1:
        return None
    return (
        Period(*match.span(), "nine", 0, year, fiscal=fiscal)
        if months == NINE
        else Period(*match.span(), "span", 0, year, month=months, first=1)
    )


def _span(match: re.Match[str]) -> Period | None:
    """Parse a range of months: "January-September"."""
    first, last = MONTHS[match["sp_a"] or match["sp_c"]], MONTHS[match["sp_b"] or match["sp_d"]]
    if match["sp_and"] and last != first + 1:  # "in March and June": two months, not a range
        return Period(*match.span(), "month", 0, _year_in(match["sp_year"]), month=first)
    back = 1 if match["sp_ago"] else 0
    return (
        Period(*match.span(), "span", 0, _year_in(match["sp_year"]), month=last, first=first, back=back)
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
    first, last = _year_in(match["ny_a"]) or 0, int(match["ny_b"])
    return Period(*match.span(), "year", 0, first + 1, fiscal=True) if (first + 1) % 100 == last else None


def _month_quarter(match: re.Match[str]) -> Period:
    return Period(
        *match.span(),
        "months_to",
        3,
        _year_in(match["mq_year"] or match["mq_before"]),
        month=MONTHS[match["mq_month"]],
    )


def _fiscal_year(match: re.Match[str]) -> Period | None:
    return Period(
        *match.span(),
        "year",
        0,
        _year_in(match["fy_year"]),
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
        _year_in(match["d_year"]),
        month=MONTHS[match["d_m1"] or match["d_m2"]],
        day=day,
    )


def _days(match: re.Match[str]) -> Period | None:
    """Parse a range of days: "Aug. 1-10", "between July 28 and Aug. 3"."""
    first, last = MONTHS[match["dr_a"]], MONTHS[match["dr_b"] or match["dr_c"] or match["dr_a"]]
    year = _year_in(match["dr_year"])
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
        _year_in(match["e_year"]),
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
QUARTER, HALF, NINE, YEAR = 3, 6, 9, 12
"""Months."""
_BARE = {"quarter": QUARTER, "half": HALF, "year": YEAR, "years": YEAR, "fiscal": YEAR, "week": -1}
"""Months of a part told without a number; -1 is a week."""
LAST = 4
"""Number of the last quarter."""
_YEARS_ON = {"last": -1, "this": 0, "next": 1}
_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "p": _part,
    "sp": _span,
    "ys": _years,
    "ny": _season,
    "yf": lambda match: Period(*match.span(), "year", 0, _year_in(match["yf_year"]), fiscal=True),
    "ye": lambda match: Period(*match.span(), "date", 0, _year_in(match["ye_year"]), month=12, day=31),
    "mq": _month_quarter,
    "fy": _fiscal_year,
    "dr": _days,
    "d": _day,
    "e": _end,
    "my": lambda match: Period(
        *match.span(), "month", 0, _year_in(match["my_year"]), month=MONTHS[match["my_month"]]
    ),
    "in": lambda match: Period(*match.span(), "month", 0, month=MONTHS[match["in_month"]]),
    "jm": lambda match: Period(*match.span(), "month", 0, month=MONTHS[match["jm_month"]]),
    "sby": lambda match: Period(*match.span(), "to_date", 0, _year_in(match["sby_year"])),
    "ytd": lambda match: Period(*match.span(), "to_date", month=_month(match["ytd_month"])),
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
    "y": lambda match: Period(*match.span(), "year", 0, _year_in(match["y_year"])),
}
