"""Gives every figure its period: its own (`own_periods`), else that of the time frame it stands in (`frames`).

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
from nlp.figures.timing import base_periods, frames, period_rows
from nlp.figures.timing.frames import TRADED, Frames
from nlp.figures.timing.merged import PARTS
from nlp.figures.timing.own_periods import own_period
from nlp.figures.timing.reported import Reported, in_stated_fiscal_year, with_fiscal_year

_FORETOLD = re.compile(
    r"\b(?:forecast|guidance|outlook|expected|guided|projected|targeted|target|predicted|planned)\b|预计|预期|预测|指引|目标|计划|原定"
)
_REPLACES = re.compile(r"[^，。；]{0,6}[至到为]约?")
_BY = re.compile(r"[到至]$|\bby $")
_QUARTER, _HALF, _YEAR = 3, 6, 12
"""Months."""
_EVENT = re.compile(r"\b(?:after|when|as|since|following|before|because|despite)\b")
"""After these comes the occasion of a price move, with its own period: "rose 3% after it reported first-half profit"."""


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
    now = frames.at_start(scene, told, calendars.of(None))
    dated: dict[Period, str | None] = {}
    for draft in scene.drafts:
        by = calendars.of(draft.company)
        period = (aligned.get(draft.index) or _own(draft)) if scene.periods else None
        period = in_stated_fiscal_year(period, told) if period is not None else None
        level = _measured(draft, period)
        ahead = _is_ahead(draft, period)
        if level is not None:
            draft.period = level.period
        elif (replaced := _replaced(draft, ahead=ahead)) is not None:
            draft.period = replaced.period
        elif period is not None:
            _date(draft, period, by, now, dated, ahead=ahead)
            now.move(draft, period, by, ahead=ahead)
        else:
            draft.period = now.of_unnamed(draft, by, again=_is_old_forecast(draft))
        now.go_on(draft, by, ahead=ahead)
    for draft in scene.drafts:
        _settle(draft, calendars.today)
    return told._replace(period=now.about.period, by=now.about.by, ahead=now.forecast, last=now.spoken.period)


def _date(
    draft: Draft,
    period: Period,
    by: Calendar,
    now: Frames,
    dated: dict[Period, str | None],
    *,
    ahead: bool,
) -> None:
    """Date a figure by the period named for it; figures that share its words share it: 预计四季度收入60亿元，环比减少1%."""
    scene = draft.scene
    if period.form == "year_before" and bases_zh.is_meanwhile(draft, period.start, period.end):
        period = period._replace(form="same")
    about, spoken = now.about.under(by), now.spoken.under(by)
    near = period.form == "year_before" or (period.form == "same" and period.n == 1)
    forecast = (
        now.forecast if ahead or period.form == "year_before" else None
    )  # a quarter reported is none foretold
    told_of = (spoken if near else about) or forecast or _named_ahead(scene, period, by)
    code = fiscal.code(period, by, told_of, ahead=ahead)
    code = _before_told(scene, period, code, about or spoken)
    code = now.forecast if _is_year_foretold(period, now.forecast, ahead=ahead) else code
    is_own = draft.status == "prior" or period.form == "to_date"
    draft.period = code if is_own else dated.setdefault(period, code)
    draft.period_start = period.start
    if draft.status == "prior":
        draft.period = base_periods.of_named(scene, draft.period, period, by, now.about, now.spoken)
        draft.period = base_periods.of_forecast(draft, period)


def _is_year_foretold(period: Period, forecast: str | None, *, ahead: bool) -> bool:
    """Return whether an unnumbered year is that of the forecast before: "expects fiscal 2031 sales of 5m; analysts predict full-year sales of 6m"."""
    return ahead and period.form == "year" and period.year is None and codes.is_year(forecast)


def _named_ahead(scene: Scene, period: Period, by: Calendar) -> str | None:
    """Return the part of a year named before "a year earlier", where the base is told first: 二季度毛利率从2024年同期的14%升至17%."""
    if period.form != "year_before":
        return None
    before = [other for other in scene.periods if other.end <= period.start and other.form in PARTS]
    return fiscal.code(before[-1], by, None, ahead=False) if before else None


def _is_ahead(draft: Draft, period: Period | None) -> bool:
    """Return whether a figure is of a period that is not over."""
    return (
        draft.is_forecast
        or _is_old_forecast(draft)
        or (period is not None and _is_begun(draft.scene, period))
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
    behind = period.start >= draft.end
    return behind or (
        draft.metric_id in TRADED - {"turnover", "turnover_rate"} and not codes.is_day(draft.period)
    )


def _own(draft: Draft) -> Period | None:
    """Return a figure's own period; in "First-half revenue rose 9% and the shares were 4.4% higher" the half is the report's."""
    period = own_period(draft)
    if period is None or draft.metric_id not in TRADED:
        return period
    reported = any(other.metric_id not in TRADED and period.start < other.start for other in draft.earlier)
    others = any(
        other.period_start == period.start
        and _is_taken(other, period)
        and not other.kind == draft.kind == "percent"
        for other in draft.earlier
    )
    event = _EVENT.search(draft.scene.text(draft.end, max(period.start, 0)))
    return None if reported or others or event else period


def _measured(draft: Draft, period: Period | None) -> Draft | None:
    """Return the actual that an estimate is compared with: "sales of 1.94bn, ahead of the 1.9bn expected" have one period."""
    if draft.status != "estimate" or draft.compare != "vs_consensus":
        return None
    level = next(
        (
            other
            for other in reversed(draft.earlier)
            if other.status == "actual" and other.metric_id == draft.metric_id and other.period
        ),
        None,
    )
    own = period is not None and level is not None and period.start > level.end
    return None if own else level


def _settle(draft: Draft, today: date | None) -> None:
    """Drop periods of unknown year; make figures dated in the future targets."""
    draft.period = codes.known(draft.period)
    if draft.status == "actual" and _is_by_year_to_come(draft, today):
        draft.status = "target"


def _is_old_forecast(draft: Draft) -> bool:
    """Return whether an earlier figure was a forecast for the same year: 此前预计全年32架, "previously expected sales of 5m and a loss of 1m"."""
    if draft.status != "prior":
        return False
    low, high = draft.own
    while draft.previous and draft.previous.status == "prior":
        draft = draft.previous
        low = min(low, draft.own[0])
    return _FORETOLD.search(draft.page.words, low, high) is not None


def _replaced(draft: Draft, *, ahead: bool) -> Draft | None:
    """Return the forecast right before that a forecast replaces: 由3.0%上调至3.1%."""
    before = draft.previous
    if before is None or before.status != "prior" or not (ahead or _is_old_forecast(before)):
        return None
    return before if _REPLACES.fullmatch(draft.lead) else None


def _is_by_year_to_come(draft: Draft, today: date | None) -> bool:
    """Return whether a figure is dated in a later year, so that it is a target: 到2030年装机达到1.5亿千瓦."""
    if today is None or draft.period_start is None or draft.period_start > draft.start:
        return False
    year = (draft.period or "").removeprefix("FY")[:4]
    head = draft.page.words[max(0, draft.period_start - 3) : draft.period_start]
    return year.isdigit() and int(year) > today.year and _BY.search(head) is not None
