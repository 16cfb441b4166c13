"""Finds which of a sentence's periods belongs to a figure. timing.py knows the period the text reports on."""

from __future__ import annotations

import re

from nlp.figures.periods.named import Period
from nlp.figures.scenes import Scene
from nlp.figures.timing import merged, period_rows
from nlp.figures.timing.merged import PARTS
from nlp.rare import Rare

REPORTING = {"quarter", "half", "nine", "year", "months_to", "days_to", "span", "month"}
"""Reporting periods."""
NEAR = 60
"""Characters after the first figure of a sentence in which its period may follow."""
_LEADS_UP = re.compile(
    r"[ ]?(?:\([^)]*\) ?)?(?:[a-z'-]+ ){0,4}?(?:in|for|during|at|as of|of|on|over|by|through|the)? ?"
    r"(?:the |its |fiscal |(?:three|six|nine|twelve) months ended )*\(?"
    r"| (?:of|in) (?:[a-z'-]+ ){1,6}by (?:the )?"
)
"""Text between a figure and its period: "$300m of annual run-rate synergies by 2028"."""
_ASIDE = Rare(
    (
        ", who",
        ", where",
        ", found",
        ", est",
        ", list",
        ", crea",
        ", set up",
        ", buil",
        ", born",
        ", laun",
        ", which",
    ),
    r", (?:who|whose|where|founded|established|listed|created|set up|built|born|launched|which was|which has been)\b[^,;]{3,90},",
)
_ALL_OF = re.compile(r"\b(?:all|whole|entirety|entire|full) (?:of |year )?$")
_TO = re.compile(
    r"(?: (?:quarter|year|month)[ -](?:on|over)[ -](?:quarter|year|month))?,? to (?:about |around |some |nearly |a record )?"
)
_OR = re.compile(r",? or ")
_THAN = re.compile(r"\b(?:than|compared with|compared to|versus)(?: in| the| for| at)* $")
_OF_BASE = re.compile(r"\b(?:from|than|over|with|versus|against)(?: in| the| that| for| of)* $")
_MOVED_FROM = re.compile(r"(?:%|\bpercent|\bper cent|\bpct|\bpoints?|\bbps?) from (?:the )?$")
_SHORTLY = 20
"""Characters before a period in which it is told to be the base: "17.7% higher than in the first quarter"."""
_SINCE = re.compile(r"\bsince (?:the )?$|自$|自从$")
"""A record "since 2021" is not a figure's period."""
_PUT_OFF = re.compile(
    r"\b(?:delay|postpon|push|defer|mov|shift|extend|put)(?:e|es|ed|ing|s)?\b[^,;.]{0,60}?\b(?:to|until|till|into|beyond) (?:early |late |mid-?)?$"
    r"|(?:推迟|延期|延后|延迟|延长|顺延|延)[至到]$"
)
"""The date of a postponement is not the period of other figures: "delay its plant to 2029 and cut 9% of staff"."""
_PUT_OFF_REACH = 90


def own_period(scene: Scene, index: int) -> Period | None:
    """Return the period named for a figure, in or near its position; None if the sentence names none."""
    low, high = scene.clause(scene.drafts[index].candidate.start)
    named = _that_tell_when(scene, index, low, high)
    is_english = scene.page.lang == "en"
    if is_english and (behind := _right_behind(scene, index, named, high)) is not None:
        return behind
    if before := _right_before(scene, index, named, low):
        return merged.merge(before)
    if inherited := _inherited(scene, index, named):
        return merged.merge(inherited)
    return _first_told_behind(scene, named) if not index and is_english else None


def _that_tell_when(scene: Scene, index: int, low: int, high: int) -> list[Period]:
    """Return a clause's periods without those of events, asides, "since" and postponements."""
    place = scene.drafts[index].candidate.start
    return [
        period
        for period in scene.periods
        if low <= period.start
        and period.end <= high
        and not period_rows.is_event(scene, period)
        and not _is_in_aside(scene, period, place)
        and not _SINCE.search(scene.page.words, max(low, period.start - 8), period.start)
        and not _is_put_off(scene, low, period)
    ]


def _right_behind(scene: Scene, index: int, named: list[Period], high: int) -> Period | None:
    """Find "$3bn in the first quarter"; for a base, the year before named after it."""
    last = _with_level(scene, index)
    end, next_start = scene.drafts[last].candidate.end, _next_start(scene, last, high)
    after = (
        period
        for period in named
        if end <= period.start < next_start
        and (period.form == "year_before" or not is_compared(scene, period))
    )
    period = next(after, None)
    if period is None:
        return None
    if period.form == "year_before":
        return period if scene.drafts[index].status == "prior" else None
    gap = scene.text(end, period.start)
    of_base = scene.drafts[index].basis == "change" and _OF_BASE.search(gap)
    leads_up = _LEADS_UP.fullmatch(gap) and " and " not in gap and not of_base
    if leads_up and scene.page.words[period.end : period.end + 1] != ":":
        whole = _ALL_OF.search(gap) is not None
        return period if whole else merged.with_part(named, scene.drafts[index].candidate.start, period)
    return None


def _right_before(scene: Scene, index: int, named: list[Period], low: int) -> list[Period]:
    """Return the periods between the previous figure and this one."""
    place = scene.drafts[index].candidate.start
    previous_end = scene.drafts[index - 1].candidate.end if index else low
    before = [
        period
        for period in named
        if previous_end <= period.start
        and period.end <= place
        and (not is_compared(scene, period) or scene.drafts[index].status == "prior")
    ]
    return [period for period in before if not (index and _is_of_one_before(scene, index, period))]


def _inherited(scene: Scene, index: int, named: list[Period]) -> list[Period]:
    """Return the periods of earlier figures in the clause, reporting periods first; a base inherits none."""
    if scene.drafts[index].status == "prior":
        return []
    bases = {draft.period_start for draft in scene.drafts[:index] if draft.status == "prior"}
    inherited = [
        period
        for period in named
        if period.end <= scene.drafts[index].candidate.start
        and not is_compared(scene, period)
        and period.form != "year_before"
        and period.start not in bases
    ]
    return [period for period in inherited if period.form in REPORTING] or inherited


def _is_put_off(scene: Scene, low: int, period: Period) -> bool:
    """Return whether a period is the date of a postponement."""
    if scene.page.lang == "en" and scene.page.words[period.start - 1 : period.start] != " ":
        return False
    near = scene.page.words[max(low, period.start - 14) : period.start]
    return ("to" in near or "il" in near or "yond" in near or "至" in near or "到" in near) and (
        _PUT_OFF.search(scene.page.words, max(low, period.start - _PUT_OFF_REACH), period.start) is not None
    )


def _first_told_behind(scene: Scene, named: list[Period]) -> Period | None:
    """Return the period after the first figure of a sentence: "rose 5% to $3bn in the first quarter"."""
    first = scene.drafts[0]
    end = first.candidate.end
    after = [
        period
        for period in named
        if period.start >= end
        and period.form in REPORTING | {"date", "this", "last"}
        and period.start - end < NEAR
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
            and period.start >= last.candidate.end
            and _LEADS_UP.fullmatch(behind := scene.text(last.candidate.end, period.start).lstrip(","))
            and (last.status == "estimate" or behind != scene.text(last.candidate.end, period.start))
        ),
        None,
    )


def _with_level(scene: Scene, index: int) -> int:
    """Return the index of the level that shares a change's period: "rose 5% to £612m in the first half"."""
    draft = scene.drafts[index]
    if index + 1 == len(scene.drafts):
        return index
    level = scene.drafts[index + 1]
    if level.status == draft.status and _OR.fullmatch(scene.text(*scene.own(index + 1))):
        return index + 1
    if draft.basis != "change" or draft.status != "actual":
        return index
    led = level.metric_id == draft.metric_id and level.status == "actual"
    return index + 1 if led and _TO.fullmatch(scene.text(*scene.own(index + 1))) else index


def _is_of_one_before(scene: Scene, index: int, period: Period) -> bool:
    """Return whether the period belongs to the base before: "from 1.16bn a year earlier, against a consensus of"."""
    previous = scene.drafts[index - 1]
    if scene.drafts[index].status == "prior":
        return period.start == previous.period_start
    if previous.status != "prior":
        return False
    if previous.period_start == period.start:
        return True  # "vs. 287 in Q2 23, revenues of 721"
    if period.form != "year_before":
        return False
    return _LEADS_UP.fullmatch(scene.text(previous.candidate.end, period.start)) is not None


def _is_of_base(scene: Scene, period: Period) -> bool:
    """Return whether the period belongs to the base: "5 million tonnes, down from 5.5 million last year"."""
    before = [draft for draft in scene.drafts if draft.candidate.end <= period.start]
    return len(before) > 1 and before[-1].status == "prior"


def _is_in_aside(scene: Scene, period: Period, place: int) -> bool:
    """Return whether the period is in an aside: "Lund, who took over in 2021, wants margins of 10%"."""
    for aside in _ASIDE.finditer(scene.page.words, *scene.clause(place)):
        if (
            aside.start() <= period.start
            and period.end <= aside.end()
            and not aside.start() <= place < aside.end()
        ):
            return True
    return False


def _next_start(scene: Scene, index: int, high: int) -> int:
    """Return where the next figure begins, ignoring a conversion in brackets."""
    at = index + 1
    while at < len(scene.drafts):
        gap = scene.text(scene.drafts[at - 1].candidate.end, scene.drafts[at].candidate.start)
        if gap.strip() != "(":
            return scene.drafts[at].candidate.start
        at += 1
    return high


def is_compared(scene: Scene, period: Period) -> bool:
    """Return whether a period only serves as a base of comparison: 较去年同期."""
    if scene.page.lang == "zh":
        return (
            re.search(
                r"(?:较|比|与|占|相比|同比|恢复到|恢复至|相当于)(?:于)?$",
                scene.page.plain[max(0, period.start - 3) : period.start],
            )
            is not None
        )
    before = scene.text(max(scene.start, period.start - _SHORTLY), period.start)
    if _THAN.search(before) or _MOVED_FROM.search(before):
        return True
    return (
        period.form in {"year_before", "last"}
        and re.search(
            r"\b(?:from|than|over|with|on|to|versus|against)[ ](?:the[ ])?$",
            scene.text(max(0, period.start - 12), period.start),
        )
        is not None
    )
