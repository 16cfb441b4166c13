"""Gives every figure its period: its own (`own_periods`), else the one the text reports on, which is tracked here.

`base_periods` dates the base of a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.figures.periods import chinese, codes, english, fiscal
from nlp.figures.periods.fiscal import Calendar, Calendars
from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene
from nlp.figures.statuses import bases_zh
from nlp.figures.text.pages import Page
from nlp.figures.timing import base_periods, period_rows
from nlp.figures.timing.dating import is_compared
from nlp.figures.timing.merged import PARTS
from nlp.figures.timing.own_periods import REPORTING, own_period
from nlp.figures.timing.reported import Reported, in_stated_fiscal_year, with_fiscal_year

_FORECASTS = re.compile(
    r"\b(?:guidance|outlook|forecasts?|expects?|(?<!than )(?<!as )expected|will|should|target)\b|预计|指引|展望"
)
"""Words by which a sentence without figures refers to the future."""
_RESULTS = re.compile(r" (?:[a-z]+ ){0,2}(?:results?|reports?|earnings|figures|highlights)\b")
"""After a period, these mean that it is over, whatever the heading says about the outlook."""
_FORETOLD = re.compile(
    r"\b(?:forecast|guidance|outlook|expected|guided|projected|targeted|target|predicted|planned)\b|预计|预期|预测|指引|目标|计划"
)
_REPLACES = re.compile(r"[^，。；]{0,6}[至到为]约?")
_BY = re.compile(r"[到至]$|\bby $")
_FORECAST = {"guidance", "estimate"}
_QUARTER, _HALF, _YEAR = 3, 6, 12
"""Months."""
_EVENT = re.compile(r"\b(?:after|when|as|since|following|before|because|despite)\b")
"""After these comes the occasion of a price move, with its own period: "rose 3% after it reported first-half profit"."""
_TRADED = {"share_price", "market_cap", "valuation", "index", "turnover", "turnover_rate"}
"""Metrics of a day; a reporting period applies only if stated for them alone."""


_OF_THINGS = {None, "duration", "price"}
"""What is no result of a company; the text does not go on to tell of its period: "dropped support for the 2012 model"."""


def find(page: Page, start: int, end: int, today: date | None, before: Sequence[Period] = ()) -> list[Period]:
    """Return the periods named in a range; `before`: those of the sentence before it, for "in the second"."""
    if page.lang == "zh":
        return _as_reported(list(chinese.find(page.plain, start, end, today.year if today else None)))
    part = next((period for period in reversed(before) if period.form in {"quarter", "half"}), None)
    return list(english.find(page.words, start, end, today.year if today else None, part))


def _as_reported(named: list[Period]) -> list[Period]:
    """Return the periods; beside 年初至报告期末 a report's 报告期内 is its quarter."""
    if not any(period.form == "same_to_date" for period in named):
        return named
    return [period._replace(form="same_quarter") if period.form == "same" else period for period in named]


def time(scene: Scene, calendars: Calendars, told: Reported) -> Reported:
    """Give the drafts of a sentence, whose subjects are known, their periods; returns what the text now reports on."""
    aligned = period_rows.align(scene)
    told = with_fiscal_year(scene, told)
    goes_on = scene.page.plain.startswith("其中", scene.start)
    about, spoken = told, told._replace(period=told.last) if goes_on and not told.period else told
    forecast = told.ahead
    dated: dict[Period, str | None] = {}
    for index, draft in enumerate(scene.drafts):
        by = calendars.of(draft.company)
        period = (aligned.get(index) or _own(scene, index)) if scene.periods else None
        traded = draft.metric_id in _TRADED
        level = _measured(scene, index, period)
        period = in_stated_fiscal_year(period, told) if period is not None else None
        ahead = _is_ahead(scene, index, period)
        if level is not None:
            draft.period = level.period
        elif period is not None:
            current = spoken if period.form == "year_before" else about
            if period.form == "year_before" and bases_zh.is_meanwhile(scene, index, period.start, period.end):
                period = period._replace(form="same")
            told_of = current.under(by) or forecast or _named_ahead(scene, period, by)
            code = fiscal.code(period, by, told_of, ahead=ahead)
            code = _before_told(scene, period, code, about.under(by) or spoken.under(by))
            code = forecast if _is_year_foretold(period, forecast, ahead=ahead) else code
            # Figures that share the words of a period share the period: 预计四季度收入60亿元，环比减少1%
            is_own = draft.status == "prior" or period.form == "to_date"
            draft.period = code if is_own else dated.setdefault(period, code)
            if draft.status == "prior":
                draft.period = base_periods.of_named(scene, draft.period, period, by, about, spoken)
                draft.period = base_periods.of_forecast(scene, index, draft.period, period)
            draft.period_start = period.start
            if _is_told_of_report(draft, period, ahead=ahead):
                about = Reported(draft.period, by)
        elif ahead and index and _replaces(scene, index):
            draft.period = scene.drafts[index - 1].period
        else:
            draft.period = _taken_over(
                scene, index, forecast, about.under(by), spoken.under(by), goes_on=goes_on
            )
        if draft.status != "prior":
            forecast = draft.period if ahead else None
            spoken = spoken if draft.period is None or traded else Reported(draft.period, by)
    for draft in scene.drafts:
        _settle(scene, draft, calendars.today)
    return told._replace(period=about.period, by=about.by, ahead=forecast, last=spoken.period)


def _is_year_foretold(period: Period, forecast: str | None, *, ahead: bool) -> bool:
    """Return whether an unnumbered year is that of the forecast before: "expects fiscal 2031 sales of 5m; analysts predict full-year sales of 6m"."""
    return ahead and period.form == "year" and period.year is None and codes.is_year(forecast)


def _named_ahead(scene: Scene, period: Period, by: Calendar) -> str | None:
    """Return the part of a year named before "a year earlier", where the base is told first: 二季度毛利率从2024年同期的14%升至17%."""
    if period.form != "year_before":
        return None
    before = [other for other in scene.periods if other.end <= period.start and other.form in PARTS]
    return fiscal.code(before[-1], by, None, ahead=False) if before else None


def _is_ahead(scene: Scene, index: int, period: Period | None) -> bool:
    """Return whether a figure is of a period that is not over."""
    return (
        scene.drafts[index].status in {"guidance", "target", "estimate"}
        or _is_old_forecast(scene, index)
        or (period is not None and _is_begun(scene, period))
    )


def _is_begun(scene: Scene, period: Period) -> bool:
    """Return whether a quarter or half is not over: "in the first eight weeks of the third quarter", 三季度以来."""
    if period.form not in {"quarter", "half"}:
        return False
    head = scene.page.words[max(scene.start, period.start - _BEGUN_REACH) : period.start]
    return _BEGUN.search(head) is not None or scene.page.plain.startswith(("以来", "迄今"), period.end)


_BEGUN = re.compile(
    r"\b(?:(?:weeks|months|days|part|start|beginning) (?:of|in|into)|so far (?:in|into)|into|to date in) (?:the |its |this )?$"
)
_BEGUN_REACH = 24


def _before_told(scene: Scene, period: Period, code: str | None, about: str | None) -> str | None:
    """Return the code of a period; 上一季 and "the previous quarter" count back from the quarter told of, as 上月 and 上一财年 do."""
    if period.form != "last" or about is None:
        return code
    is_latest = scene.page.words.startswith(
        ("last", "latest", "most", "just", "quarter", "最近"), period.start
    )
    if is_latest:
        return code
    if period.n == _QUARTER and codes.is_quarter(about) and (code == about or about.startswith("FY")):
        return codes.quarter_before(about)
    if period.n == 1:
        return codes.month_before(about) if code == about else code
    if period.n == _HALF:
        return codes.half_before(about) if code == about else code
    return codes.year_before(about) if period.n == _YEAR and codes.is_other_year(about) else code


def _is_taken(draft: Draft, period: Period) -> bool:
    """Return whether a period belongs to one trading figure only: 股价年内下跌28%，报12.4元 quotes today's price."""
    behind = period.start >= draft.candidate.end
    return behind or (
        draft.metric_id in _TRADED - {"turnover", "turnover_rate"} and not _is_day(draft.period)
    )


def _is_day(code: str | None) -> bool:
    first, _, last = (code or "").partition("/")
    return bool(first) and first == last


def _is_told_of_report(draft: Draft, period: Period, *, ahead: bool) -> bool:
    """Return whether the text goes on to report on a figure's period."""
    if ahead or draft.status == "prior" or draft.metric_id in _TRADED | _OF_THINGS or not draft.period:
        return False
    if period.form == "same" and period.n:
        return True  # "Sales for the quarter were $812 million. Analysts had expected $830 million."
    if period.form == "last":
        return period.n == _QUARTER
    return period.form in REPORTING and (
        "/" not in draft.period or period.form in {"span", "months_to", "days_to"}
    )


def _own(scene: Scene, index: int) -> Period | None:
    """Return a figure's own period; in "First-half revenue rose 9% and the shares were 4.4% higher" the half is the report's."""
    period = own_period(scene, index)
    if period is None or scene.drafts[index].metric_id not in _TRADED:
        return period
    before = scene.drafts[:index]
    reported = any(
        draft.metric_id not in _TRADED and period.start < draft.candidate.start for draft in before
    )
    others = any(
        draft.period_start == period.start
        and _is_taken(draft, period)
        and not draft.candidate.kind == scene.drafts[index].candidate.kind == "percent"
        for draft in before
    )
    event = _EVENT.search(scene.text(scene.drafts[index].candidate.end, max(period.start, 0)))
    return None if reported or others or event else period


def _measured(scene: Scene, index: int, period: Period | None) -> Draft | None:
    """Return the actual that an estimate is compared with: "sales of 1.94bn, ahead of the 1.9bn expected" have one period."""
    draft = scene.drafts[index]
    if draft.status != "estimate" or draft.compare != "vs_consensus":
        return None
    level = next(
        (
            other
            for other in reversed(scene.drafts[:index])
            if other.status == "actual" and other.metric_id == draft.metric_id and other.period
        ),
        None,
    )
    own = period is not None and level is not None and period.start > level.candidate.end
    return None if own else level


def _taken_over(
    scene: Scene, index: int, forecast: str | None, about: str | None, spoken: str | None, *, goes_on: bool
) -> str | None:
    """Return the period of a figure that names none: the last forecast's, the preceding one for a base, else the report's."""
    status = scene.drafts[index].status
    if status == "prior" and forecast and _is_old_forecast(scene, index):
        return forecast
    if scene.drafts[index].metric_id in _TRADED:
        before = scene.drafts[index - 1] if index else None
        same_day = before is not None and before.metric_id in _TRADED and _is_day(before.period)
        return before.period if before is not None and same_day else None
    if status == "prior" and spoken is not None:
        return base_periods.of_unnamed(scene, index, spoken)
    if status in _FORECAST and forecast:
        return forecast
    if about is None and (index or goes_on) and status == "actual":
        return spoken  # 7月份CPI上涨0.4%；PPI下降3.6%
    return about


def _settle(scene: Scene, draft: Draft, today: date | None) -> None:
    """Drop periods of unknown year; make figures dated in the future targets."""
    draft.period = codes.known(draft.period)
    if draft.status == "actual" and _is_by_year_to_come(scene, draft, today):
        draft.status = "target"


def _is_old_forecast(scene: Scene, index: int) -> bool:
    """Return whether an earlier figure was a forecast for the same year: 此前预计全年32架."""
    if scene.drafts[index].status != "prior":
        return False
    return _FORETOLD.search(scene.page.words, *scene.own(index)) is not None


def _replaces(scene: Scene, index: int) -> bool:
    """Return whether a forecast directly replaces the one before: 由3.0%上调至3.1%."""
    return (
        scene.drafts[index - 1].status == "prior"
        and _REPLACES.fullmatch(scene.text(*scene.own(index))) is not None
    )


def _is_by_year_to_come(scene: Scene, draft: Draft, today: date | None) -> bool:
    """Return whether a figure is dated in a later year, so that it is a target: 到2030年装机达到1.5亿千瓦."""
    if today is None or draft.period_start is None or draft.period_start > draft.candidate.start:
        return False
    year = (draft.period or "").removeprefix("FY")[:4]
    head = scene.page.words[max(0, draft.period_start - 3) : draft.period_start]
    return year.isdigit() and int(year) > today.year and _BY.search(head) is not None


def announced(scene: Scene, by: Calendar, told: Reported) -> Reported:
    """Update what is reported on from a sentence without figures: "its second quarter report for 2024"."""
    told = with_fiscal_year(scene, told)
    for period in reversed(scene.periods):
        if period.form in PARTS | {"span"} and not is_compared(scene, period):
            results = _RESULTS.match(scene.page.words, period.end)
            ahead = (
                results is None and _FORECASTS.search(scene.page.words, scene.start, scene.end) is not None
            )
            code = fiscal.code(in_stated_fiscal_year(period, told), by, told.under(by), ahead=ahead)
            return told._replace(ahead=code) if ahead else told._replace(period=code, by=by, ahead=None)
    return told
