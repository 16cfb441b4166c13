"""The period of a comparison base: a year or a quarter back, or unknown. `assignment` does the rest."""

from __future__ import annotations

import re

from nlp.figures.periods import codes
from nlp.figures.periods.fiscal import Calendar
from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene
from nlp.figures.timing.dating import OF_ACCOUNTS, is_of_now
from nlp.figures.timing.merged import PARTS
from nlp.figures.timing.reported import Reported

_OR = re.compile(r"[ ]?,?[ ](?:or|and)[ ]")
_ALSO = re.compile(r",? or ")
_JUST_BEHIND = 30
"""Characters after a row of bases in which their common year may be named."""
_YEAR, _HALF, _QUARTER = 12, 6, 3
"""Months."""
_SAYS_YEAR = re.compile(r"year[ -](?:ago|earlier)|last year|previous year|prior year|上年同期|去年同期|同期")
_QUARTER_AGO = re.compile(r"[ ](?:three months|a quarter|one quarter) (?:earlier|ago|before)\b")
FLOWS = OF_ACCOUNTS | {"orders", "deliveries", "unit_sales"}
"""Flow metrics: part of a year is compared with the same part of the year before (IAS 34.20, Regulation S-X 10-01)."""


def of_named(
    scene: Scene, code: str | None, named: Period, by: Calendar, about: Reported, spoken: Reported
) -> str | None:
    """Return the period of a base that names a preceding period.

    Args:
        scene: the sentence.
        code: the period by its words alone.
        named: these words.
        by: the fiscal calendar.
        about: what the text reports on.
        spoken: the period mentioned just before.
    """
    words = scene.page.plain[named.start : named.end]
    if words.startswith("上年") and named.form == "year":
        told = spoken.under(by)
        # 去年达52.3%，上年为46.8%; 2024/25财年收入88亿港元，上年度为92亿港元
        return codes.year_before(told) if code == told or codes.is_other_year(told) else code
    if named.form == "year" and named.year and _is_bracketed(scene, named) and _is_part(spoken, by):
        return codes.year_before(spoken.under(by), named.year)  # "first-half sales of 5m (2023: 4m)"
    if named.form != "last":
        # "A year ago, it made $12 million in the same quarter"
        ago = named.form == "same" and any(period.form == "year_before" for period in scene.periods)
        return codes.year_before(code) if ago else code
    if before := _part_before(named.n, spoken.under(by) or about.under(by)):
        return before
    told = spoken.under(by)
    of_whole = any(period.form == "year" and period.end <= named.start for period in scene.periods)
    if named.n == _YEAR and told and (codes.is_year(told) or not of_whole):
        return codes.year_before(told)  # "in the prior year" after a quarter: that quarter a year earlier
    return code


def of_forecast(draft: Draft, named: Period) -> str | None:
    """Return the quarter of a base after a forecast, as the last one before that quarter: 预计四季度60亿元，三季度约48亿元."""
    forecast = draft.previous
    if forecast is None or named.year is not None or not forecast.is_forecast:
        return draft.period
    return codes.last_such_before(draft.period, forecast.period)


def _part_before(months: int, told: str | None) -> str | None:
    """Return the quarter or half before the reported one: 上季度, "in the previous half"; None if another period is reported."""
    if months == _QUARTER and codes.is_quarter(told):
        return codes.quarter_before(told)
    return codes.half_before(told) if months == _HALF and told else None


def _is_bracketed(scene: Scene, named: Period) -> bool:
    return scene.page.plain[max(scene.start, named.start - 2) : named.start].endswith(("(", "( "))


def _is_part(about: Reported, by: Calendar) -> bool:
    """Return whether the text reports on a part of a year."""
    return "-" in (about.under(by) or "")


def of_unnamed(draft: Draft, about: str) -> str | None:
    """Return the period of a base that names none: a year back if the text says so, else unknown."""
    ahead = draft.previous
    if _QUARTER_AGO.match(draft.page.words, draft.end):
        return codes.three_months_before(about)
    if ahead is not None and ahead.is_forecast and not _says_year(draft) and not is_of_now(draft):
        return ahead.period  # a forecast that replaces an earlier one of the same period
    if ahead is not None and ahead.status == "prior" and _ALSO.fullmatch(draft.lead):
        return ahead.period  # "compared to $294 million, or $1.89 a share"
    if _is_of_year_before(draft, codes.year_before(about)):
        return codes.year_before(about)
    if (
        ahead is not None
        and draft.metric_id in FLOWS
        and ahead.metric_id == draft.metric_id
        and (_is_of_part(draft.scene, ahead) or _is_in_brackets(draft))
    ):
        return codes.year_before(about)
    return about if draft.metric_id in {"unit_sales", "target_price"} else None


def _is_of_year_before(draft: Draft, ago: str | None) -> bool:
    """Return whether a base is of the year before by its words, its change, or the bases before it: "down from $70 a year ago, gas from $2"."""
    before = draft.earlier
    source = next((other for other in reversed(before) if other.compare), draft)
    return (
        "yoy" in {draft.compare, source.compare}
        or _says_year(draft)
        or (ago is not None and any(other.status == "prior" and other.period == ago for other in before))
    )


def _is_of_part(scene: Scene, level: Draft) -> bool:
    """Return whether the sentence itself names the part of the year of a level."""
    return level.basis == "level" and any(
        period.form in PARTS and period.start == level.period_start for period in scene.periods
    )


def _is_in_brackets(draft: Draft) -> bool:
    """Return whether a base stands alone in brackets after its level, as reports give the year before: "SEK 977m (928)"."""
    return draft.lead.strip() == "("


def _says_year(draft: Draft) -> bool:
    last = draft
    while last.next and last.next.status == "prior" and _OR.fullmatch(last.next.lead):
        last = last.next  # "compared with $629 million, or $0.56 per share, last year"
    end = last.trail[1] + (0 if last is draft else _JUST_BEHIND)
    return _SAYS_YEAR.search(draft.scene.text(draft.own[0], end)) is not None
