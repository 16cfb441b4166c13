"""Converts English names of a part of a year to periods: the second quarter, six months ended June 30, 13 weeks, Q2 FY25.

A part has a name, a last day or both, and perhaps a year. `english` has all other forms, `english_words` the wording.
"""

from __future__ import annotations

import re

from nlp.figures.periods.english_words import COUNT, NTH, TERMS, WEEKS
from nlp.figures.periods.named import Period
from nlp.months import MONTHS

QUARTER, HALF, NINE, YEAR = 3, 6, 9, 12
"""Months."""
_BARE = {"quarter": QUARTER, "half": HALF, "year": YEAR, "years": YEAR, "fiscal": YEAR, "week": -1}
"""Months of a part told without a number; -1 is a week."""
LAST = 4
"""Number of the last quarter."""


def part(match: re.Match[str]) -> Period | None:
    """Parse a part of a year, by its name or its last day; `_called` decides if both are given."""
    months, n = _length(match)
    if not months:
        return None
    month = month_in(match["p_month"] or match["p_m3"])
    fiscal = bool(
        match["p_f"]
        or "fiscal" in match["p"]
        or match["p_fy"]
        or match["p_fyb"]
        or match["p_to"]
        or match["p_next"]
        or (match["p_before"] or "").startswith("fy")
    )
    year = year_in(match["p_year"] or match["p_short"] or match["p_before"])
    if year is not None and (match["p_to"] or match["p_next"]):
        year += 1
    till = year_in(match["p_till"] or match["p_till3"])
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


def month_in(written: str | None) -> int:
    """Return the number of a month given by name or number; 0 for none."""
    return (int(written) if written.isdigit() else MONTHS[written]) if written else 0


def year_in(written: str | None) -> int | None:
    """Return a year written in full, short ("25") or as a fiscal one ("fy25")."""
    if not written:
        return None
    return 2000 + int(written[-2:]) if len(written) != 4 or written.startswith("fy") else int(written)  # noqa: PLR2004
