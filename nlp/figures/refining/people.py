"""Which counts of people are company metrics: staff, jobs cut and added, pay; votes are not."""

from __future__ import annotations

import re

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import Mark

_JOBS = {"jobs", "positions", "roles"}
_CUT = re.compile(
    r"\b(?:cut|cuts|cutting|shed|sheds|shedding|lay|laid|laying|axe[ds]?|axing|slash|slashed|eliminat\w+|redundan\w+|lose|lost|losing|losses|risk|threaten\w*|"
    r"restructur\w+|reduc\w+|fewer|scrap\w*|trim\w*|dismiss\w*|fire|fired|layoffs?|go|gone|going|disappear\w*|close|closing|closure|affect\w*)\b"
)
_HIRED = re.compile(
    r"\b(?:added|created|adding|creating|create|hired|hire|gained) (?:about |around |some |more than |another )*$"
)
_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|turnout|in favou?r|referendum|elect(?:ed|ion))\b")
_OF_PEOPLE = {None, "headcount", "users", "store_count", "contract_value", "share_price", "layoffs"}
_SERVED = re.compile(r"\b(?:passengers|visitors|residents|tourists|travell?ers|spectators|fans)$")
"""Customers, even if the crew is named beside them: "174 passengers and six crew"."""
_STAFF = 13
"""Fewer workers than this, in words, are not a headcount."""
_HARMED = re.compile(
    r"[ ](?:(?:were|was|are|remain|remained|had been|have been|got|being|left|still|also|reported|seriously|slightly|badly)[ ]){0,3}"
    r"(?:died|dead|killed|hurt|injured|wounded|missing|trapped|stranded|detained|arrested|hospitali[sz]ed|evacuated|rescued|sickened|ill|burned|unaccounted)\b"
    r"|[ ](?:fell|fallen|became|taken) (?:ill|sick|to hospital)\b"
)
_AFFECTED = (
    re.compile(
        r"\b(?:affect(?:s|ed|ing)?|(?:data|details|accounts|records) of|refund(?:s|ed|ing)?|compensat(?:e|es|ed|ing)|overcharg(?:e|ed|ing)|strand(?:ed|ing)|"
        r"notif(?:y|ied|ying)|cut off|hit) (?:about |around |some |nearly |more than |up to |all )*$"
    ),
    re.compile(r"(?:向|对|给|致|致使|导致|造成|影响|涉及|波及)(?:约|近|超|逾)?$"),
)
"""People affected by something are not all users: English, Chinese."""
_HARMED_ZH = re.compile(
    r"[^，。；、]{0,8}?(?:死亡|遇难|身亡|丧生|受伤|轻伤|重伤|失踪|失联|被困|滞留|被捕|被拘|拘留|感染|住院|伤亡|遇害|获救|中毒|不适|送医|送院|隔离)"
)
_HARM_ZH = re.compile(r"(?:死亡|遇难|受伤|轻伤|重伤|失踪|被困|滞留|伤亡|致死|致伤)(?:人数)?(?:达|共|为|约)?$")


def name(draft: Draft) -> None:
    """Set the metric of a count of people."""
    if draft.metric_id == "layoffs" and draft.page.lang == "en":
        _name_jobs(draft)
    if draft.metric_id == "headcount":
        _name_staff(draft)
    if draft.metric_id == "users" and _AFFECTED[draft.page.lang == "zh"].search(draft.lead):
        draft.metric_id = draft.metric_span = draft.metric_phrase = None
    if draft.kind == "percent" and draft.metric_id in _OF_PEOPLE and _is_vote(draft):
        draft.metric_id = draft.metric_span = None
        draft.basis = "share" if draft.basis == "share" else "level"
    if draft.kind == "money" and draft.candidate.per == "hour" and draft.metric_id in _OF_PEOPLE:
        draft.metric_id = "pay"


def _name_staff(draft: Draft) -> None:
    """Treat a company's people as employees, except those harmed, those laid off or a few who sue."""
    candidate = draft.candidate
    if cut := _cut_that_affects(draft):
        draft.metric, draft.metric_id, draft.metric_span, draft.metric_phrase = cut, "layoffs", cut[:2], None
        return
    reduced = draft.basis == "change" and draft.direction < 0 and candidate.kind == "count"
    if reduced and draft.lead.endswith(" by "):
        # "reducing its employee base by 530" dismisses that many
        draft.metric_id, draft.basis, draft.direction = "layoffs", "level", 0
        candidate.value = candidate.value and abs(candidate.value)
    elif _is_no_staff(draft.scene, candidate):
        draft.metric_id = draft.metric_span = draft.metric_phrase = None
        candidate.unit = "person" if draft.page.lang == "zh" else candidate.unit
    elif candidate.unit == "person":
        candidate.unit = "employee"


def _cut_that_affects(draft: Draft) -> Mark | None:
    """Return the word for job cuts where they affect the people counted: 此次裁员影响近1200名员工, "layoffs affecting 1,200 employees"."""
    start, end = draft.own
    if not _AFFECTED[draft.page.lang == "zh"].search(draft.scene.text(start, end)):
        return None
    return next((mark for mark in draft.scene.between(start, end) if mark.what.metric == "layoffs"), None)


def _name_jobs(draft: Draft) -> None:
    """Treat jobs as cut or added if the text says so, else as existing."""
    scene = draft.scene
    if _HIRED.search(draft.lead):
        draft.metric_id = "jobs_added"
    elif (
        draft.metric_span is not None
        and scene.text(*draft.metric_span) in _JOBS
        and not _CUT.search(draft.page.words, scene.start, scene.end)
    ):
        draft.metric_id = draft.metric_span = None


def _is_no_staff(scene: Scene, candidate: Candidate) -> bool:
    """Return whether workers are not a headcount: three who sue, or those who died."""
    few = candidate.spelled and candidate.scale == 1 and candidate.largest < _STAFF
    if scene.page.lang == "zh":
        return (
            _HARMED_ZH.match(scene.page.plain, candidate.end, scene.end) is not None
            or _HARM_ZH.search(scene.page.plain, scene.start, candidate.start) is not None
        )
    counted = scene.page.words[candidate.number[1] : candidate.end]
    return (
        few
        or _SERVED.search(counted) is not None
        or _HARMED.match(scene.page.words, candidate.end) is not None
    )


def _is_vote(draft: Draft) -> bool:
    """Return whether a percentage is of votes: "voted by 87 %", "a turnout of 61 percent"."""
    return _VOTED.search(draft.page.words, draft.own[0], draft.trail[1]) is not None
