"""Finds which of a sentence's periods is a figure's own. timing.py knows what the text is about before it."""

from __future__ import annotations

import re

from nlp.figures import period_rows
from nlp.figures.periods import Period
from nlp.figures.scenes import Scene
from nlp.rare import Rare

REPORTING = {"quarter", "half", "nine", "year", "months_to", "weeks_to", "span", "month"}
"""Periods that are reported on."""
PARTS = {"quarter", "half", "nine", "months_to"}
"""Those of them that are parts of a year."""
NEAR = 60
"""Characters behind the first figure of a sentence in which its period may still follow."""
_LEADS_UP = re.compile(
    r"[ ]?(?:\([^)]*\) ?)?(?:[a-z'-]+ ){0,4}?(?:in|for|during|at|as of|of|on|over|by|through|the)? ?"
    r"(?:the |its |fiscal |(?:three|six|nine|twelve) months ended )*\(?"
    r"| (?:of|in) (?:[a-z'-]+ ){1,6}by (?:the )?"
)
"""What stands between a figure and the period behind it: "$300m of annual run-rate synergies by 2028"."""
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
_TO = re.compile(r",? to (?:about |around |some |nearly |a record )?")
_OR = re.compile(r",? or ")
_THAN = re.compile(r"\b(?:than|compared with|compared to|versus)(?: in| the| for| at)* $")
_SINCE = re.compile(r"\bsince (?:the )?$|自$|自从$")
"""A record holds "since 2021"; that is no period that a figure covers."""
_PUT_OFF = re.compile(
    r"\b(?:delay|postpon|push|defer|mov|shift|extend|put)(?:e|es|ed|ing|s)?\b[^,;.]{0,60}?\b(?:to|until|till|into|beyond) (?:early |late |mid-?)?$"
    r"|(?:推迟|延期|延后|延迟|延长|顺延|延)[至到]$"
)
"""Until when something is put off is no period of what else is told: "delay its plant to 2029 and cut 9% of staff"."""
_PUT_OFF_REACH = 90


def own_period(scene: Scene, index: int) -> Period | None:
    """The period that is named at a figure or in its sentence for it; None where the sentence names none."""
    low, high = scene.clause(scene.drafts[index].candidate.start)
    named = _that_tell_when(scene, index, low, high)
    is_english = scene.page.lang == "en"
    if is_english and (behind := _right_behind(scene, index, named, high)) is not None:
        return behind
    if before := _right_before(scene, index, named, low):
        return _merge(before)
    if inherited := _inherited(scene, index, named):
        return _merge(inherited)
    return _first_told_behind(scene, named) if not index and is_english else None


def _that_tell_when(scene: Scene, index: int, low: int, high: int) -> list[Period]:
    """The periods of a clause without those of events and asides, of "since", and of what is put off."""
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
    """As in "$3bn in the first quarter"; of a base, the year before that is told behind it."""
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
    leads_up = _LEADS_UP.fullmatch(gap) and " and " not in gap
    if leads_up and scene.page.words[period.end : period.end + 1] != ":":
        return _with_part(named, scene.drafts[index].candidate.start, period)
    return None


def _right_before(scene: Scene, index: int, named: list[Period], low: int) -> list[Period]:
    """The periods between the figure before and this one."""
    place = scene.drafts[index].candidate.start
    previous_end = scene.drafts[index - 1].candidate.end if index else low
    before = [
        period
        for period in named
        if previous_end <= period.start and period.end <= place and not is_compared(scene, period)
    ]
    return [period for period in before if not (index and _is_of_one_before(scene, index, period))]


def _inherited(scene: Scene, index: int, named: list[Period]) -> list[Period]:
    """The periods that an earlier figure of the clause has too, those of reports first; a base inherits none."""
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
    """Whether a period is until when something is put off."""
    if scene.page.lang == "en" and scene.page.words[period.start - 1 : period.start] != " ":
        return False
    near = scene.page.words[max(low, period.start - 14) : period.start]
    return ("to" in near or "il" in near or "yond" in near or "至" in near or "到" in near) and (
        _PUT_OFF.search(scene.page.words, max(low, period.start - _PUT_OFF_REACH), period.start) is not None
    )


def _first_told_behind(scene: Scene, named: list[Period]) -> Period | None:
    """The period behind the first figure of a sentence: "rose 5% to $3bn in the first quarter"."""
    first = scene.drafts[0]
    end = first.candidate.end
    after = [
        period
        for period in named
        if period.start >= end
        and period.form in REPORTING | {"date", "this", "last"}
        and period.start - end < NEAR
        and not _is_of_base(scene, period)
        and not re.search(
            r"\b(?:was|were|is|are|had|has|to|by(?! an? | the )|said|after)\b", scene.text(end, period.start)
        )
    ]
    return after[0] if after and first.status != "prior" else _told_last(scene, named)


def _told_last(scene: Scene, named: list[Period]) -> Period | None:
    """Of "rose to 1.27bn from 1.16bn, against a consensus of 1.24bn, in the six months to June 30" the level has the period too."""
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
    """The place of the level that a change leads to, or of what it is put as, too: of "rose 5% to £612m in the first half" both are of the half."""
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
    """Of "from 1.16bn a year earlier, against a consensus of" the year is the base's; and a base has not the period of what it is of."""
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
    """Of "5 million tonnes, down from 5.5 million last year" the year is the base's."""
    before = [draft for draft in scene.drafts if draft.candidate.end <= period.start]
    return len(before) > 1 and before[-1].status == "prior"


def _is_in_aside(scene: Scene, period: Period, place: int) -> bool:
    """Of "Lund, who took over in 2021, wants margins of 10%" the year is of who is described, no figure's."""
    for aside in _ASIDE.finditer(scene.page.words, *scene.clause(place)):
        if (
            aside.start() <= period.start
            and period.end <= aside.end()
            and not aside.start() <= place < aside.end()
        ):
            return True
    return False


def _with_part(named: list[Period], start: int, year: Period) -> Period:
    """Of "nine-month revenue was $5m in 2024" the nine months of that year."""
    if year.form != "year" or year.fiscal or year.year is None:
        return year
    parts = [
        period for period in named if period.end <= start and period.form in PARTS and period.year is None
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


def is_compared(scene: Scene, period: Period) -> bool:
    """较去年同期: a period that only serves to compare."""
    if scene.page.lang == "zh":
        return (
            re.search(
                r"(?:较|比|与|相比|同比|恢复到|恢复至|相当于)(?:于)?$",
                scene.page.plain[max(0, period.start - 3) : period.start],
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
