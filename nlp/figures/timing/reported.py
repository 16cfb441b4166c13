"""Tracks what a text reports on: the period, and the fiscal year its quarters count by. Dates no figure itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.figures.periods import english
from nlp.figures.periods.fiscal import Calendar, month_ended
from nlp.figures.periods.named import Form, Period
from nlp.figures.scenes import Scene
from nlp.figures.text.pages import Page
from nlp.rare import Rare

_LAST_QUARTER = 4
_QUARTER = 3
"""Months."""
_TELLS = Rare(
    ("uarter ended", "uarter ending", "uarter that ended", "uarter to ", "uarter through "),
    r"quarter (?:that )?(?:ended|ending|to|through) ",
)
_BEFORE, _BEHIND = 20, 40
"""Characters before and after those words in which the quarter and the day are named."""
_OF_INDIA = re.compile(r"(?:\brs\b|₹|rupees?\b).{0,20}\b(?:crore|lakh)|\b(?:crore|lakh) rupees\b")
_INDIAN = (4, 3)
"""An Indian company's financial year ends on 31 March (Companies Act 2013, section 2(41))."""
_OF_RESULTS = re.compile(r"[ ](?:[a-z]+[ ]){0,3}(?:results|earnings|report)[ ](?:for|of)[ ](?:the )?")


class Reported(NamedTuple):
    """What a text reports on so far."""

    period: str | None = None
    by: Calendar | None = None
    """Company whose fiscal year it is named by."""
    ahead: str | None = None
    """Period of the last forecast, until a figure of another kind follows."""
    last: str | None = None
    """Period of the last figure that is no base; a sentence that begins with 其中 goes on with it."""
    fiscal: tuple[int, int] | None = None
    """A quarter that the text names with its fiscal year, and that year: "third-quarter results for fiscal 2018"."""
    ends: tuple[int, int] | None = None
    """A quarter and the month it ends in, as the text states: "second quarter ended September 30"."""

    def under(self, by: Calendar) -> str | None:
        """Return the period for another company's figures; a quarter of a different fiscal year does not carry over."""
        same = self.by is None or self.by.month == by.month
        return self.period if same or (self.period and "/" in self.period) else None


def with_fiscal_year(scene: Scene, told: Reported) -> Reported:
    """Update what the text reports on where a sentence states the fiscal year of its quarters."""
    if not scene.periods:
        return told
    quarter = next(
        (period for period in scene.periods if period.form == "quarter" and period.year is None), None
    )
    year = next(
        (period for period in scene.periods if period.form == "year" and period.fiscal and period.year), None
    )
    named = next(
        (period for period in scene.periods if period.form == "quarter" and period.fiscal and period.year),
        None,
    )
    if named is not None and named.year is not None:
        return told._replace(fiscal=(named.n, named.year))
    if (
        quarter is None
        or year is None
        or year.year is None
        or not _OF_RESULTS.fullmatch(scene.text(quarter.end, year.start))
    ):
        return told
    return told._replace(fiscal=(quarter.n, year.year))


def in_stated_fiscal_year(period: Period, told: Reported) -> Period:
    """Place a quarter, a half or an unnumbered year in the fiscal year that the text has stated."""
    if period.year is not None:
        return period
    if told.fiscal is not None:
        return _in_fiscal_year(period, told.fiscal)
    if told.ends is None or period.fiscal or period.form not in {"quarter", "half"}:
        return period
    length = _QUARTER if period.form == "quarter" else 2 * _QUARTER
    n, month = told.ends
    last = (month + length * period.n - _QUARTER * n - 1) % 12 + 1
    return period._replace(form="months_to", n=length, month=last)


def _in_fiscal_year(period: Period, fiscal: tuple[int, int]) -> Period:
    n, year = fiscal
    if period.form == "to_date" and not period.month and n > 1:
        part: Form = "half" if n == 2 else "nine" if n == 3 else "year"  # noqa: PLR2004
        return period._replace(form=part, n=1, fiscal=True, year=year)
    if period.form in {"year", "half", "nine"}:
        return period._replace(fiscal=True, year=year)
    if period.form != "quarter":
        return period
    return period._replace(fiscal=True, year=year + 1 if period.n == 1 and n == _LAST_QUARTER else year)


def ends_of_quarters(page: Page) -> tuple[int, int] | None:
    """Return the first quarter of a text with the month it ends in; quarters without a year follow the same calendar."""
    if page.lang != "en":
        return None
    for told in _TELLS.finditer(page.words):
        for period in english.find(page.words, max(0, told.start() - _BEFORE), told.end() + _BEHIND):
            if period.called:
                return period.called, month_ended(period)
    return _INDIAN if _OF_INDIA.search(page.words) else None
