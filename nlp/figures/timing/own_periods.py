"""Finds which of a sentence's periods belongs to a figure. `assignment` knows the period the text reports on."""

from __future__ import annotations

import re

from nlp.figures.periods.named import Period
from nlp.figures.scenes import Draft, Scene
from nlp.figures.timing import merged
from nlp.figures.timing.dating import is_compared, is_of_now, that_tell_when
from nlp.figures.timing.merged import PARTS

REPORTING = {"quarter", "half", "nine", "year", "months_to", "days_to", "span", "month"}
"""Reporting periods."""
NEAR = 60
"""Characters after the first figure of a sentence in which its period may follow."""
_LEADS_UP = re.compile(
    r"[ ]?(?:\([^)]*\) ?)?(?:[a-z'-]+ ){0,4}?(?:in|for|during|at|as of|of|on|over|by|through|the)? ?"
    r"(?:all of |the |its |fiscal |(?:three|six|nine|twelve) months ended )*\(?"
    r"| (?:of|in) (?:[a-z'-]+ ){1,6}by (?:the )?"
)
"""Text between a figure and its period: "$300m of annual run-rate synergies by 2028"."""
_OF_AIM = re.compile(r"[ ](?:[a-z-]+[ ]){0,2}?(?:target|goal|guidance|forecast|outlook|plan|budget)s?\b")
"""After a period, these make it the aim's: "sold 64% of its full-year target"."""
_ALL_OF = re.compile(r"\b(?:all|whole|entirety|entire|full) (?:of |year )?$")
_TO = re.compile(r"[^,;0-9]{0,40},? to (?:about |around |some |nearly |a record )?")
_OR = re.compile(r",? or ")
_GAVE = re.compile(
    r"\b(?:gave|given|issued|announced|published|provided|offered|flagged) (?:back )?(?:in )?$"
)
"""After an earlier forecast comes the day it was made: "from the $4.30 it gave in May"."""
_OF_BASE = re.compile(r"\b(?:from|than|over|with|versus|against)(?: in| the| that| for| of)* $")
_SHORTLY = 20
"""Characters before a period in which it is told to be the base: "17.7% higher than in the first quarter"."""


def own_period(draft: Draft) -> Period | None:
    """Return the period named for a figure, in or near its position; None if the sentence names none."""
    low, high = draft.clause
    named = that_tell_when(draft, low, high)
    is_english = draft.page.lang == "en"
    if is_english and (behind := _right_behind(draft, named, high)) is not None:
        return behind
    if not is_english and (reached := _of_level_reached(draft, named)) is not None:
        return reached
    if before := _right_before(draft, named, low):
        return merged.merge(before)
    if is_of_now(draft):
        return None
    if inherited := _inherited(draft, named):
        return merged.merge(inherited)
    return _first_told_behind(draft.scene, named) if draft.previous is None and is_english else None


def _right_behind(draft: Draft, named: list[Period], high: int) -> Period | None:
    """Find "$3bn in the first quarter"; for a base, the year before named after it."""
    last = _with_level(draft)
    end, next_start = last.end, last.next.start if last.next else high
    after = (
        period
        for period in named
        if end <= period.start < next_start
        and (period.form == "year_before" or not is_compared(draft.scene, period))
    )
    period = next(after, None)
    if period is None:
        return None
    if period.form == "year_before":
        return period if draft.status == "prior" else None
    gap = draft.scene.text(end, period.start)
    if draft.status == "prior" and _is_told_before(draft, named):
        gap = gap.removeprefix(",")  # "for the quarter fell to $2m from $3m, in the second quarter of 2024"
    of_base = draft.basis == "change" and _OF_BASE.search(gap)
    leads_up = (
        _LEADS_UP.fullmatch(gap)
        and " and " not in gap
        and not of_base
        and not (draft.status == "prior" and _GAVE.search(gap))
        and not (
            re.search(r"\bof (?:the |its |their )?$", gap) and _OF_AIM.match(draft.page.words, period.end)
        )
    )
    if leads_up and draft.page.words[period.end : period.end + 1] != ":":
        whole = _ALL_OF.search(gap) is not None
        return period if whole else merged.with_part(named, draft.start, period)
    return None


def _of_level_reached(draft: Draft, named: list[Period]) -> Period | None:
    """Return the period of the level that a change leads to: 由2022年上半年的61亿元增长9%至2023年上半年的67亿元."""
    if draft.basis != "change":
        return None
    return next((p for p in named if _LEADS_TO_ZH.fullmatch(draft.page.plain, draft.end, p.start)), None)


_LEADS_TO_ZH = re.compile(r"[至到](?:截至)?")


def _is_told_before(draft: Draft, named: list[Period]) -> bool:
    """Return whether the level of a base has its own period, named before it."""
    level = draft.previous
    return level is not None and any(period.end <= level.start for period in named)


def _right_before(draft: Draft, named: list[Period], low: int) -> list[Period]:
    """Return the periods between the previous figure and this one."""
    place = draft.start
    previous_end = draft.previous.end if draft.previous else low
    before = [
        period
        for period in named
        if previous_end <= period.start
        and period.end <= place
        and (not is_compared(draft.scene, period) or draft.status == "prior")
    ]
    return [period for period in before if not _is_of_one_before(draft, period)]


def _inherited(draft: Draft, named: list[Period]) -> list[Period]:
    """Return the periods of earlier figures in the clause, reporting periods first; a base inherits none."""
    if draft.status == "prior":
        return []
    bases = {other.period_start for other in draft.earlier if other.status == "prior"}
    inherited = [
        period
        for period in named
        if period.end <= draft.start
        and not is_compared(draft.scene, period)
        and period.form != "year_before"
        and period.start not in bases
    ]
    return [period for period in inherited if period.form in REPORTING] or inherited


def _first_told_behind(scene: Scene, named: list[Period]) -> Period | None:
    """Return the period after the first figure of a sentence: "rose 5% to $3bn in the first quarter"."""
    first = scene.drafts[0]
    end = first.end
    after = [
        period
        for period in named
        if period.start >= end
        and period.form in REPORTING | {"date", "this", "last"}
        and period.start - end < NEAR
        and scene.page.words[period.end : period.end + 1] != ":"
        and not _is_of_base(scene, period)
        and not _OF_BASE.search(scene.page.words, max(end, period.start - _SHORTLY), period.start)
        and not re.search(
            r"\b(?:was|were|is|are|had|has|to|by(?! an? | the )|said|after)\b", scene.text(end, period.start)
        )
    ]
    return after[0] if after and first.status != "prior" else _told_last(scene, named)


def _told_last(scene: Scene, named: list[Period]) -> Period | None:
    """Return the final period for the level too: "rose to 1.27bn from 1.16bn, against a consensus of 1.24bn, in the six months to June 30"."""
    level, last = scene.drafts[0], scene.drafts[-1]
    compared = all(
        draft.metric_id == level.metric_id and draft.status in {"actual", "prior", "estimate"}
        for draft in scene.drafts
    )
    if level.status != "actual" or last.status not in {"prior", "estimate"} or not compared:
        return None
    return next(
        (
            period
            for period in named
            if period.form in PARTS | {"year"}
            and period.start >= last.end
            and _LEADS_UP.fullmatch(behind := scene.text(last.end, period.start).lstrip(","))
            and (last.status == "estimate" or behind != scene.text(last.end, period.start))
        ),
        None,
    )


def _with_level(draft: Draft) -> Draft:
    """Return the level that shares a change's period: "rose 5% to £612m in the first half"."""
    level = draft.next
    if level is None or (level.status == draft.status and _OR.fullmatch(level.lead)):
        return level or draft
    if draft.basis != "change" or draft.status != "actual":
        return draft
    alike = level.metric_id == draft.metric_id or level.kind != draft.kind
    led = alike and level.basis != "change" and level.status == "actual"
    return level if led and _TO.fullmatch(level.lead) else draft


def _is_of_one_before(draft: Draft, period: Period) -> bool:
    """Return whether the period belongs to the base before: "from 1.16bn a year earlier, against a consensus of"."""
    previous = draft.previous
    if previous is None:
        return False
    if draft.status == "prior":
        return period.start == previous.period_start
    if previous.status != "prior":
        return False
    if previous.period_start == period.start:
        return True  # "vs. 287 in Q2 23, revenues of 721"
    if period.form != "year_before":
        return False
    return _LEADS_UP.fullmatch(draft.scene.text(previous.end, period.start)) is not None


def _is_of_base(scene: Scene, period: Period) -> bool:
    """Return whether the period belongs to the base: "5 million tonnes, down from 5.5 million last year"."""
    before = [draft for draft in scene.drafts if draft.end <= period.start]
    return len(before) > 1 and before[-1].status == "prior"
