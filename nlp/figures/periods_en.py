"""The periods that an English stretch names: quarters, halves, fiscal years, "three months ended June 30", dates.

The wording is in period_words_en.py; here stands what each form of it means.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator

from nlp.figures.period_words_en import COUNT, FIND, MONTHS, NTH, TERMS, WEEKS
from nlp.figures.periods import Form, Period, found


def find(words: str, start: int, end: int, year_now: int | None = None) -> Iterator[Period]:
    """Every period in a stretch, in order; "last year" counts from the year of the article, where it is known."""
    for match in FIND.finditer(words, start, end):
        name = match.lastgroup or ""  # the one around all others is closed last
        period = _READERS[name](match)
        said = match[f"{name}_rel"] if f"{name}_rel" in FIND.groupindex else None
        if period is not None and said is not None and year_now is not None:
            period = period._replace(year=year_now + _YEARS_ON[said])
        if period is not None:
            yield period


def _year_in(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)  # noqa: PLR2004


def _quarter(match: re.Match[str]) -> Period:
    n = NTH[match["q_nth"]] if match["q_nth"] else int(match["q_n"] or match["q_m"])
    fiscal = "fiscal" in match["q"] or bool(match["q_fy"] or match["q_fyb"])
    year = match["q_year"] or match["q_short"] or match["q_before"]
    return found(match, "quarter", n, _year_in(year), fiscal=fiscal)


def _half(match: re.Match[str]) -> Period:
    n = (
        1
        if match["h_half"]
        else (NTH[match["h_nth"]] if match["h_nth"] else int(match["h_n"] or match["h_m"]))
    )
    return found(match, "half", n, _year_in(match["h_year"] or match["h_short"]), fiscal=bool(match["h_fy"]))


def _to(match: re.Match[str]) -> Period | None:
    count = COUNT.get(match["m_n"] or "", 0)
    if match["m_fiscal"] and match["m_unit"] == "year" and match["m_year"]:
        return found(match, "year", 0, int(match["m_year"]), fiscal=True)
    weeks = count or (int(match["m_n"]) if match["m_n"] in TERMS else 0)
    if match["m_unit"] == "weeks" and weeks and (match["m_day"] or match["m_d1"]):
        day, month = int(match["m_day"] or match["m_d1"]), MONTHS[match["m_month"]]
        return found(match, "weeks_to", weeks, _year_in(match["m_year"]), month=month, day=day)
    months = {
        "months": count,
        "month": count or 1,
        "quarter": 3,
        "half": 6,
        "year": 12,
        "years": 12,
        "weeks": WEEKS.get(match["m_n"] or "", 3),
    }[match["m_unit"]]
    if not months:
        return None
    day = int(match["m_day"] or match["m_d1"] or 0)
    return found(
        match, "months_to", months, _year_in(match["m_year"]), month=MONTHS[match["m_month"]], day=day
    )


def _first_months(match: re.Match[str]) -> Period:
    """From January on, "the first six months": a quarter or a half where they fall so."""
    count, year = COUNT[match["fm_n"]], _year_in(match["fm_year"])
    if count in {3, 6}:
        return found(match, "quarter" if count == 3 else "half", 1, year)  # noqa: PLR2004
    return found(match, "span", 0, year, month=count, first=1)


def _last_months(match: re.Match[str]) -> Period:
    form: Form = "quarter" if match["lm_n"] in {"three", "3"} else "half"
    return found(match, form, 4 if form == "quarter" else 2, _year_in(match["lm_year"]))


def _span(match: re.Match[str]) -> Period | None:
    """From one month to another of a year: "January-September"."""
    first, last = MONTHS[match["sp_a"] or match["sp_c"]], MONTHS[match["sp_b"] or match["sp_d"]]
    if match["sp_and"] and last != first + 1:  # "in March and June": two months, no stretch
        return found(match, "month", 0, _year_in(match["sp_year"]), month=first)
    return (
        found(match, "span", 0, _year_in(match["sp_year"]), month=last, first=first) if first < last else None
    )


def _years(match: re.Match[str]) -> Period | None:
    """From one year to another: "between 2019 and 2025"."""
    first, last = int(match["ys_a"] or match["ys_c"]), int(match["ys_b"])
    return found(match, "span", 0, last, month=12, first=1 - 12 * (last - first)) if first < last else None


def _season(match: re.Match[str]) -> Period | None:
    """A fiscal year that is named after the two it lies in: 2024/25."""
    first, last = int(match["ny_a"]), int(match["ny_b"])
    return found(match, "year", 0, first + 1, fiscal=True) if (first + 1) % 100 == last else None


def _month_quarter(match: re.Match[str]) -> Period:
    return found(match, "months_to", 3, _year_in(match["mq_year"]), month=MONTHS[match["mq_month"]])


def _fiscal_year(match: re.Match[str]) -> Period | None:
    return found(
        match,
        "year",
        0,
        _year_in(match["fy_year"]),
        fiscal="fiscal" in match["fy"] or "financial" in match["fy"] or bool(match["fy_f"]),
    )


def _day(match: re.Match[str]) -> Period | None:
    day = int(match["d_d1"] or match["d_d2"])
    if not 1 <= day <= 31:  # noqa: PLR2004
        return None
    return found(
        match,
        "date",
        0,
        _year_in(match["d_year"]),
        month=MONTHS[match["d_m1"] or match["d_m2"]],
        day=day,
    )


def _end(match: re.Match[str]) -> Period:
    month = MONTHS[match["e_month"]]
    return found(
        match,
        "date",
        0,
        _year_in(match["e_year"]),
        month=month,
        day=28 if month == 2 else calendar.monthrange(2001, month)[1],  # noqa: PLR2004
    )


def _relative(match: re.Match[str]) -> Period:
    form = _RELATIVE[match["rel_w"] or ("previous" if match["rel_3"] else "just ended")]
    return found(match, form, {"quarter": 3, "year": 12, "month": 1}[match["rel_u"] or "quarter"])


_RELATIVE: dict[str, Form] = {
    "latest": "last", "most recent": "last", "just ended": "last", "this": "this", "current": "this", "last": "last", "previous": "last", "prior": "last", "next": "next", "coming": "next",
}  # fmt: skip
_YEARS_ON = {"last": -1, "this": 0, "next": 1}
_READERS: dict[str, Callable[[re.Match[str]], Period | None]] = {
    "q": _quarter,
    "h": _half,
    "nine": lambda match: found(match, "nine", 0, _year_in(match["nine_year"])),
    "fm": _first_months,
    "lm": _last_months,
    "sp": _span,
    "ys": _years,
    "ny": _season,
    "yf": lambda match: found(match, "year", 0, _year_in(match["yf_year"]), fiscal=True),
    "ye": lambda match: found(match, "date", 0, _year_in(match["ye_year"]), month=12, day=31),
    "m": _to,
    "mq": _month_quarter,
    "fy": _fiscal_year,
    "d": _day,
    "e": _end,
    "my": lambda match: found(match, "month", 0, _year_in(match["my_year"]), month=MONTHS[match["my_month"]]),
    "in": lambda match: found(match, "month", 0, month=MONTHS[match["in_month"]]),
    "jm": lambda match: found(match, "month", 0, month=MONTHS[match["jm_month"]]),
    "ytd": lambda match: found(match, "to_date"),
    "rel": _relative,
    "same": lambda match: found(match, "same"),
    "ago": lambda match: found(match, "year_before"),
    "y": lambda match: found(match, "year", 0, _year_in(match["y_year"])),
}
