"""What a text is about so far: the period of its report, and the fiscal year its quarters count by. Dates no figure itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.figures.periods import Calendar, Period
from nlp.figures.scenes import Scene

_LAST_QUARTER = 4
_OF_RESULTS = re.compile(r"[ ](?:[a-z]+[ ]){0,3}(?:results|earnings|report)[ ](?:for|of)[ ](?:the )?")


class About(NamedTuple):
    """What a text is about so far."""

    period: str | None = None
    by: Calendar | None = None
    """By whose fiscal year it is named."""
    ahead: str | None = None
    """The period of the last forecast, while no figure of another kind was told since."""
    fiscal: tuple[int, int] | None = None
    """A quarter that the text has named with its fiscal year, and that year: "third-quarter results for fiscal 2018"."""

    def under(self, by: Calendar) -> str | None:
        """The period as another company's figures can take it over: quarters of fiscal years that differ are not one."""
        same = self.by is None or self.by.month == by.month
        return self.period if same or (self.period and "/" in self.period) else None


def with_fiscal(scene: Scene, told: About) -> About:
    """What a text is about, and by which fiscal year its quarters count where a sentence says so."""
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


def in_fiscal_year(period: Period, fiscal: tuple[int, int]) -> Period:
    """A quarter or a whole year without its number, in a text that has named another by its fiscal year."""
    if period.form == "year" and period.fiscal and period.year is None:
        return period._replace(year=fiscal[1])
    if period.form != "quarter" or period.year is not None:
        return period
    n, year = fiscal
    return period._replace(fiscal=True, year=year + 1 if period.n == 1 and n == _LAST_QUARTER else year)
