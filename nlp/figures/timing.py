"""Gives every figure its period: the one named at it, else the sentence's, else the one the text is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.figures import period_rows, periods, periods_en, periods_zh
from nlp.figures.pages import Page
from nlp.figures.periods import Calendar, Calendars, Period
from nlp.figures.scenes import Scene

_REPORTING = {"quarter", "half", "nine", "year", "months_to", "span", "month"}
_PARTS = {"quarter", "half", "nine", "months_to"}
NEAR = 60
"""Characters behind the first figure of a sentence in which its period may still follow."""
_THAN = re.compile(r"\b(?:than|compared with|compared to|versus)(?: in| the| for| at)* $")
_SINCE = re.compile(r"\bsince (?:the )?$|自$|自从$")
"""A record holds "since 2021"; that is no period that a figure covers."""


def find(page: Page, start: int, end: int, today: date | None) -> list[Period]:
    """The periods named in a stretch."""
    if page.lang == "zh":
        return list(periods_zh.find(page.plain, start, end, today.year if today else None))
    return list(periods_en.find(page.words, start, end, today.year if today else None))


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about so far."""

    period: str | None = None
    by: Calendar | None = None
    """By whose fiscal year it is named."""

    def under(self, by: Calendar) -> str | None:
        """The period as another company's figures can take it over: quarters of fiscal years that differ are not one."""
        same = self.by is None or self.by.month == by.month
        return self.period if same or (self.period and "/" in self.period) else None


def time(scene: Scene, calendars: Calendars, told: About) -> About:
    """Give the drafts of a sentence, whose subjects are known, their periods; returns what the text is about now."""
    aligned = period_rows.align(scene)
    about = spoken = told
    for index, draft in enumerate(scene.drafts):
        by = calendars.of(draft.company)
        period = aligned.get(index) or _period(scene, index)
        ahead = draft.status in {"guidance", "target", "estimate"}
        if period is not None:
            current = spoken if period.form == "year_before" else about
            draft.period = periods.code(period, by, current.under(by), ahead=ahead)
            if draft.status == "prior" and period.form == "last" and draft.period == about.under(by):
                draft.period = periods.quarter_before(draft.period)  # 上季度 of a text about the last quarter
            draft.period_start = period.start
            draft.period_words = scene.page.plain[period.start : period.end]
            if (
                period.form in _REPORTING
                and not ahead
                and draft.status != "prior"
                and draft.period
                and "/" not in draft.period
            ):
                about = About(draft.period, by)
        else:
            draft.period = about.under(by)
            if draft.status == "prior" and spoken.under(by) is not None:
                draft.period = _prior_period(scene, index, spoken.under(by) or "")
        if draft.status != "prior" and draft.period is not None:
            spoken = About(draft.period, by)
    for draft in scene.drafts:
        draft.period = periods.known(draft.period)
    return about


def announced(scene: Scene, by: Calendar, told: About) -> About:
    """A sentence without figures can still say what is reported: "its second quarter report for 2024"."""
    for period in scene.periods:
        if period.form in {"quarter", "half", "nine", "months_to"}:
            return About(periods.code(period, by, told.under(by), ahead=False), by)
    return told


def _period(scene: Scene, index: int) -> Period | None:
    candidate = scene.drafts[index].candidate
    low, high = scene.clause(candidate.start)
    next_start = _next_start(scene, index, high)
    previous_end = scene.drafts[index - 1].candidate.end if index else low
    named = [
        period
        for period in scene.periods
        if low <= period.start
        and period.end <= high
        and not period_rows.is_event(scene, period)
        and not _SINCE.search(scene.page.words, max(low, period.start - 8), period.start)
    ]
    if scene.page.lang == "en":
        after = [
            period
            for period in named
            if candidate.end <= period.start < next_start
            and (period.form == "year_before" or not _is_compared(scene, period))
        ]
        for period in after:
            gap = scene.text(candidate.end, period.start)
            if (
                re.fullmatch(
                    r"[ ]?(?:\([^)]*\) ?)?(?:[a-z'-]+ ){0,4}?(?:in|for|during|at|as of|of|on|over|by|through|the)? ?(?:the |its |fiscal |(?:three|six|nine|twelve) months ended )*\(?",
                    gap,
                )
                and " and " not in gap
                and scene.page.words[period.end : period.end + 1] != ":"
                and period.form != "year_before"
            ):
                return _with_part(named, candidate.start, period)
            if period.form == "year_before" and scene.drafts[index].status == "prior":
                return period
            break
    before = [
        period
        for period in named
        if previous_end <= period.start and period.end <= candidate.start and not _is_compared(scene, period)
    ]
    if scene.drafts[index].status == "prior" and index:
        before = [period for period in before if period.start != scene.drafts[index - 1].period_start]
    if before:
        return _merge(before)
    bases = {draft.period_start for draft in scene.drafts[:index] if draft.status == "prior"}
    inherited = [
        period
        for period in named
        if period.end <= candidate.start
        and not _is_compared(scene, period)
        and period.form != "year_before"
        and period.start not in bases
    ]
    if inherited and scene.drafts[index].status != "prior":
        reporting = [period for period in inherited if period.form in _REPORTING]
        return _merge(reporting or inherited)
    if not index and scene.page.lang == "en":
        after = [
            period
            for period in named
            if period.start >= candidate.end
            and period.form in _REPORTING | {"date", "this", "last"}
            and period.start - candidate.end < NEAR
            and not re.search(
                r"\b(?:was|were|is|are|had|has|to|by|said|after)\b", scene.text(candidate.end, period.start)
            )
        ]
        return after[0] if after and scene.drafts[index].status != "prior" else None
    return None


def _with_part(named: list[Period], start: int, year: Period) -> Period:
    """Of "nine-month revenue was $5m in 2024" the nine months of that year."""
    if year.form != "year" or year.fiscal:
        return year
    parts = [
        period for period in named if period.end <= start and period.form in _PARTS and period.year is None
    ]
    return _merge([parts[-1], year]) if parts else year


def _next_start(scene: Scene, index: int, high: int) -> int:
    """Where the next figure begins; a conversion in brackets behind this one does not count."""
    at = index + 1
    while at < len(scene.drafts):
        gap = scene.text(scene.drafts[at - 1].candidate.end, scene.drafts[at].candidate.start)
        if gap.strip() != "(":
            return scene.drafts[at].candidate.start
        at += 1
    return high


def _merge(found: list[Period]) -> Period:
    """Of "second quarter performance report for 2024" the quarter counts, with the year said apart."""
    year = next((period.year for period in found if period.form == "year" and period.year), None)
    chosen = found[-1]
    if chosen.form in {"year", "date"}:
        part = next(
            (period for period in reversed(found) if period.form in {"quarter", "half", "nine", "months_to"}),
            None,
        )
        if part is not None and (part.year is None or chosen.form == "date"):
            chosen = part
    if (
        chosen.year is None
        and year is not None
        and chosen.form in {"quarter", "half", "nine", "months_to", "span"}
    ):
        return Period(
            chosen.start,
            chosen.end,
            chosen.form,
            chosen.n,
            year,
            chosen.fiscal,
            chosen.month,
            chosen.day,
            chosen.first,
            chosen.back,
        )
    return chosen


def _is_compared(scene: Scene, period: Period) -> bool:
    """较去年同期: a period that only serves to compare."""
    if scene.page.lang == "zh":
        return (
            re.search(
                r"(?:较|比|与|相比|同比)(?:于)?$", scene.page.plain[max(0, period.start - 3) : period.start]
            )
            is not None
        )
    if _THAN.search(scene.text(max(scene.start, period.start - 20), period.start)):
        return True
    return (
        period.form in {"year_before", "last"}
        and re.search(
            r"\b(?:from|than|over|with|on|to|versus|against)[ ](?:the[ ])?$",
            scene.text(max(0, period.start - 12), period.start),
        )
        is not None
    )


def _prior_period(scene: Scene, index: int, about: str) -> str | None:
    """A base is a year back where the text says so; else it is not known which."""
    draft = scene.drafts[index]
    ahead = scene.drafts[index - 1] if index else None
    if (
        ahead is not None
        and ahead.status in {"guidance", "target", "estimate"}
        and not _says_year(scene, index)
    ):
        return ahead.period  # a forecast that replaces an earlier one of the same period
    source = next((other for other in reversed(scene.drafts[:index]) if other.compare), None)
    if draft.compare == "yoy" or (source is not None and source.compare == "yoy") or _says_year(scene, index):
        return periods.year_before(about)
    return about if draft.metric_id in {"unit_sales", "target_price"} else None


def _says_year(scene: Scene, index: int) -> bool:
    start = scene.own(index)[0]
    words = scene.text(start, scene.trail(index)[1])
    return (
        re.search(r"year[ -](?:ago|earlier)|last year|previous year|prior year|上年同期|去年同期|同期", words)
        is not None
    )
