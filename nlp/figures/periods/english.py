"""Converts English expressions to periods: fiscal years, ranges, months, dates, "last quarter"; parts of a year in `english_parts`.

The wording is in `english_words`; this module knows what each form means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nlp.figures.periods import named
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
    told = before
    for match in FIND.finditer(words, start, end):
        name = match.lastgroup or ""  # the outermost group is closed last
        period = _READERS[name](match) if name != "el" else _another(match, told)
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
            told = period if period.form in {"quarter", "half"} else told
            yield period


def _another(match: re.Match[str], told: Period | None) -> Period | None:
    """Parse a quarter or half that is only numbered, after another: "in the fourth quarter of 2024, from 150 in the third"."""
    n = NTH[match["el_n"]]
    if (
        told is None or told.form not in {"quarter", "half"} or n == told.n or (told.form == "half" and n > 2)  # noqa: PLR2004
    ):
        return None
    earlier = told.year is not None and n > told.n + 1
    return told._replace(start=match.start(), end=match.end(), n=n, year=told.year and told.year - earlier)


def _span(match: re.Match[str]) -> Period | None:
    """Parse a range of months: "January-September"."""
    first, last = MONTHS[match["sp_a"] or match["sp_c"]], MONTHS[match["sp_b"] or match["sp_d"]]
    year = year_in(match["sp_year"])
    if match["sp_and"] and last != first + 1:  # "in March and June": two months, not a range
        return Period(*match.span(), "month", 0, year, month=first)
    return named.of_months(match, first, last, year, back=1 if match["sp_ago"] else 0)


def _season(match: re.Match[str]) -> Period | None:
    """Parse a fiscal year named after two calendar years: 2024/25."""
    first, last = year_in(match["ny_a"]) or 0, int(match["ny_b"])
    return Period(*match.span(), "year", 0, first + 1, fiscal=True) if (first + 1) % 100 == last else None


def _month_quarter(match: re.Match[str]) -> Period:
    year = year_in(match["mq_year"] or match["mq_before"])
    return Period(*match.span(), "months_to", 3, year, month=MONTHS[match["mq_month"]])


def _fiscal_year(match: re.Match[str]) -> Period | None:
    fiscal = "fiscal" in match["fy"] or "financial" in match["fy"] or bool(match["fy_f"])
    return Period(*match.span(), "year", 0, year_in(match["fy_year"]), fiscal=fiscal)


def _day(match: re.Match[str]) -> Period | None:
    month, day = MONTHS[match["d_m1"] or match["d_m2"]], int(match["d_d1"] or match["d_d2"])
    return named.of_day(match, month, day, year_in(match["d_year"]))


def _days(match: re.Match[str]) -> Period | None:
    """Parse a range of days: "Aug. 1-10", "between July 28 and Aug. 3"."""
    first, last = MONTHS[match["dr_a"]], MONTHS[match["dr_b"] or match["dr_c"] or match["dr_a"]]
    since, until = (first, int(match["dr_1"])), (last, int(match["dr_2"]))
    return named.of_days(match, since, until, year_in(match["dr_year"]))


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
    form = _RELATIVE[match["rel_w"] or "just ended"]
    return Period(*match.span(), form, _MONTHS_IN[unit], fiscal=bool(match["rel_f"]))


_MONTHS_IN = {"quarter": QUARTER, "half": HALF, "year": YEAR, "month": 1, "week": 0}
_RELATIVE: dict[str, Form] = {
    "latest": "last", "most recent": "last", "just ended": "last", "this": "this", "current": "this", "last": "last", "previous": "last", "prior": "last", "preceding": "last", "next": "next", "coming": "next",
}  # fmt: skip
_YEARS_ON = {"last": -1, "this": 0, "next": 1}


def _same(match: re.Match[str]) -> Period:
    half = match["same"].endswith(("half", "six months"))
    return Period(*match.span(), "same", QUARTER if "quarter" in match["same"] else HALF if half else 0)


def _month(match: re.Match[str]) -> Period:
    month = match["my_month"] or match["in_month"] or match["jm_month"]
    return Period(*match.span(), "month", 0, year_in(match["my_year"]), month=MONTHS[month])


_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "p": part,
    "sp": _span,
    "ys": lambda match: named.of_years(match, int(match["ys_a"] or match["ys_c"]), int(match["ys_b"])),
    "ny": _season,
    "yf": lambda match: Period(*match.span(), "year", 0, year_in(match["yf_year"]), fiscal=True),
    "ye": lambda match: named.of_day(match, 12, 31, year_in(match["ye_year"])),
    "mq": _month_quarter,
    "fy": _fiscal_year,
    "dr": _days,
    "d": _day,
    "e": lambda match: named.of_month_end(match, MONTHS[match["e_month"]], year_in(match["e_year"])),
    "my": _month,
    "in": _month,
    "jm": _month,
    "sby": lambda match: Period(*match.span(), "to_date", 0, year_in(match["sby_year"])),
    "ytd": lambda match: Period(*match.span(), "to_date", month=month_in(match["ytd_month"])),
    "since": _since,
    "rel": _relative,
    "same": _same,
    "ago": lambda match: Period(
        *match.span(),
        "year_before",
        0,
        year_in(match["ago_year"]),
        fiscal=re.search("fiscal|financial", match["ago"]) is not None,
    ),
    "y": lambda match: Period(*match.span(), "year", 0, year_in(match["y_year"])),
}
