"""The time frames for figures that name no period: their sentence's, the last forecast's, the text's. Reads no period itself.

A frame moves on with each period that is reported on; a base of comparison never moves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.figures.periods import codes, fiscal
from nlp.figures.periods.fiscal import Calendar
from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene
from nlp.figures.timing import base_periods
from nlp.figures.timing.merged import PARTS
from nlp.figures.timing.own_periods import REPORTING
from nlp.figures.timing.reported import Reported

TRADED = {"share_price", "market_cap", "valuation", "index", "turnover", "turnover_rate"}
"""Metrics of a day; a reporting period applies only if stated for them alone."""
_OF_THINGS = {None, "duration", "price", "layoffs", "recall", "fine", "settlement", "deal_value"}
"""What is no result of a company; the text does not go on to tell of its period: "dropped support for the 2012 model", "the job cuts it announced in May"."""
_FORECAST = {"guidance", "estimate"}
_QUARTER = 3
"""Months."""
_MONTH_END = 28
"""Day from which a date is the end of a period, at which something stands."""


@dataclass(slots=True, eq=False)
class Frames:
    """The frames at one point of a sentence."""

    about: Reported
    """The period the text reports on."""
    spoken: Reported
    """The period of the last figure that is no base."""
    forecast: str | None
    """The period of the last forecast, until a figure of another kind follows."""
    sentence: str | None = None
    """The period of the last figure of this sentence that is a result."""

    def of_unnamed(self, draft: Draft, by: Calendar, *, again: bool) -> str | None:
        """Return the period of a figure that names none.

        Args:
            draft: the figure.
            by: the fiscal calendar.
            again: whether it is a forecast made earlier for the same period.
        """
        about, spoken = self.about.under(by), self.spoken.under(by)
        if draft.metric_id in TRADED:
            return _of_same_day(draft)
        if draft.status == "prior":
            if again and self.forecast:
                return self.forecast
            return about if spoken is None else base_periods.of_unnamed(draft, spoken)
        if draft.status in _FORECAST and self.forecast:
            return self.forecast
        if draft.status == "actual":
            if self.sentence:
                return self.sentence  # 7月份CPI上涨0.4%；PPI下降3.6%
            about = spoken if about is None and draft.index else about
        return about if _suits(draft, about) else None

    def move(self, draft: Draft, period: Period, by: Calendar, *, ahead: bool) -> None:
        """Move the text's frame to the period that a figure names, if the text goes on to report on it."""
        about = self.about.under(by)
        if ahead and not fiscal.is_over(draft.period, by.today):
            return
        if draft.period not in codes.before(about) and _is_reported_on(draft, period, about):
            self.about = Reported(draft.period, by)

    def go_on(self, draft: Draft, by: Calendar, *, ahead: bool) -> None:
        """Go on after a figure that has its period."""
        if draft.status == "prior" or (draft.period and draft.period in codes.before(self.sentence)):
            return
        self.forecast = draft.period if ahead else None
        if draft.metric_id in TRADED:
            return
        if not ahead:
            self.sentence = draft.period
        if draft.period:
            self.spoken = Reported(draft.period, by)


def at_start(scene: Scene, told: Reported, by: Calendar) -> Frames:
    """Return the frames in which a sentence begins; one that begins with 其中 goes on with the last figure's period."""
    if not (scene.page.plain.startswith("其中", scene.start) and told.last):
        return Frames(told, told, told.ahead)
    spoken = told._replace(period=told.last)
    return Frames(told, spoken, told.ahead, spoken.under(by))


def _suits(draft: Draft, about: str | None) -> bool:
    """Return whether a figure can be of the text's period: no result is of one day, and no target or thing of a passing month."""
    if about is not None and codes.is_month(about):
        return draft.metric_id not in _OF_THINGS and draft.status != "target"
    return not codes.is_day(about) or draft.metric_id not in base_periods.FLOWS


def _of_same_day(draft: Draft) -> str | None:
    """Return the day of the traded figure before: "rose 3% on Monday to $12"."""
    before = draft.previous
    same_day = before is not None and before.metric_id in TRADED and codes.is_day(before.period)
    return before.period if before is not None and same_day else None


def _is_reported_on(draft: Draft, period: Period, about: str | None) -> bool:
    """Return whether the text goes on to report on a figure's period."""
    if draft.status == "prior" or draft.metric_id in TRADED or not draft.period:
        return False
    of_part = draft.kind == "money" and period.form in PARTS | {"span"}
    if draft.metric_id in _OF_THINGS and not of_part:
        return False
    if period.form == "same" and period.n:
        return True  # "Sales for the quarter were $812 million. Analysts had expected $830 million."
    of_days = about is None or "/" in about  # in a report on a quarter, a month is told by the way
    if period.form == "last":
        return period.n == _QUARTER or (period.n == 1 and of_days)
    if period.form == "date":
        return of_days and period.day >= _MONTH_END
    spans = "/" not in draft.period or period.form in {"span", "months_to", "days_to"}
    return period.form in REPORTING and (spans or of_days)
