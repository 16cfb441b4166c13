"""Decides what a figure is compared with: a year ago, the previous period, the consensus. `status` decides its status."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.periods.codes import quarter_before, year_before
from nlp.figures.periods.fiscal import Calendar, Calendars, code
from nlp.figures.scenes import Draft, Scene, has, last
from nlp.figures.statuses.bases_en import is_surpassed
from nlp.figures.text.senses import Mark

_IS_GAP = re.compile(
    r"[ ](?:below|above|short of|ahead of|shy of|under|better than|more than|less than|higher than|lower than)\b"
)
_THAN_A_YEAR = re.compile(
    r"[ ](?:more|less|fewer|higher|lower|better|worse|cheaper) than (?:in |it was |for )?(?:a year (?:ago|earlier|before)|last year\b|the (?:previous|prior) year\b|the year before\b|the same [a-z]+(?: of)? last year\b)"
)
_TO_SAME = re.compile(
    r"[ ](?:compared (?:to|with)|from|over|versus|than in|against|on) the (?:same|corresponding|comparable|equivalent) "
    r"(?:period|quarter|month|half|time|three months|six months|nine months)(?: (?:of|in) (?:19|20)\d\d| last year| a year| the (?:previous|prior) year| the year before)"
)
_BEHIND_ZH = re.compile(r"的(?:(?P<year>同比)|环比)")
_FROM_BASE_ZH = re.compile(
    r"(?:的)?(?:大幅|小幅|进一步|快速|明显)?(?:上升|提升|提高|下降|下滑|回落|增加|增长|减少|改善|收窄|扩大|上涨|下跌|降|升|增|减|涨|跌)(?:了|至|到|为)?约?"
)
_FROM = re.compile(r"[ ]?,?[ ](?:down |up )?from (?:a |an )?")
_TO_LEVEL = re.compile(r",? to (?:about |around |some )?")
_WHEN = re.compile(
    r"(?:,? or [^,;]{3,24})?,?[ ](?:in |during |for |posted |reported |recorded )*"
    r"(?:(?:the )?(?:same |corresponding |comparable )?(?:quarter |period |time )?(?:of |in )?(?:a |the |last |prior |previous )?year(?:[ -](?:ago|earlier|before))?"
    r"|(?P<quarter>(?:the )?(?:previous|prior|preceding) quarter)|(?P<month>(?:the )?(?:previous|prior|preceding) month|a month (?:ago|earlier)))\b"
)
_ROW = re.compile(
    r" (?:in|of|for) [a-z' -]{3,40}? and (?:by |of |to )?| ?(?:and|,|, and) (?:by |of )?(?:(?:a|an) [a-z]+ of )?"
)
"""The text between two changes in one comparison: "27% in operating profit and 4.6% in sales compared to"."""
_OVER = re.compile(
    r"(?: (?:in|of|for) [a-z' -]{3,40}?)?[ ,]*(?:respectively,? )?(?:(?:higher|lower|more|less|fewer|better|worse|up|down) )?"
    r"(?:vs\.?|versus|compared (?:to|with)|in comparison (?:to|with)|from|over|on|than(?: in)?|against) (?:the |that of the )?"
)
_CUES = ("yoy", "qoq", "mom")
"""The comparison cues; the first match wins."""
CLOSE = 2
"""Characters after a figure within which a comparison clearly belongs to it."""


def compare(scene: Scene) -> None:
    """Give every draft of a sentence, whose status is known, its comparison."""
    for draft in scene.drafts:
        draft.compare = _comparison_told(draft)
    for draft in scene.drafts:
        _settle(draft)
        if draft.compare is None and scene.page.lang == "en":
            draft.compare = _with_base(draft)


def _comparison_told(draft: Draft) -> str | None:
    if _THAN_A_YEAR.match(draft.page.words, draft.end) or _TO_SAME.match(draft.page.words, draft.end):
        return "yoy"
    if not draft.scene.cues.isdisjoint(_CUES) and (said := _said(draft, draft.candidate)) is not None:
        return said
    if draft.page.lang == "zh" and (told := _told_zh(draft)) is not None:
        return told
    previous = draft.previous
    if (
        previous is not None
        and previous.compare
        and re.fullmatch(
            r"[ ]?(?:和|、|/|及|[,，]?[ ]?或|,? (?:and|or) )[ ]?",
            draft.scene.text(previous.end, draft.start),
        )
    ):
        return previous.compare
    return None


def _said(draft: Draft, candidate: Candidate) -> str | None:
    """Return the comparison named right after the figure, before it, or further on."""
    before = [mark for mark in draft.before if not _belongs_to_previous(draft, mark)]
    after = draft.behind if draft.page.lang == "en" else []
    close = [mark for mark in after if mark.start - candidate.end <= CLOSE]
    for mark in (*close, *reversed(before), *after):
        for cue in _CUES:
            if cue in mark.what.cues and not (
                draft.scene.text(mark.start, mark.end) in {"a year", "annual", "annually"}
                and candidate.kind != "percent"
            ):
                return cue
    return None


def _told_zh(draft: Draft) -> str | None:
    """Return a Chinese comparison after the figure (2BP的同比微增) or with the base before it (较上年同期9.7%提升0.3个百分点)."""
    behind = _BEHIND_ZH.match(draft.page.plain, draft.end)
    if behind is not None:
        return "yoy" if behind["year"] else "qoq"
    base = draft.previous
    if base is None or base.status != "prior" or not _FROM_BASE_ZH.fullmatch(draft.lead):
        return None
    marks = base.before
    for cue in ("yoy", "qoq", "mom"):
        if has(marks, cue):
            return cue
    ago = last(marks, "year_ago")
    return "yoy" if ago is not None and "年" in draft.scene.text(ago.start, ago.end) else None


def _with_base(draft: Draft) -> str | None:
    """Return the comparison implied by the base: "fell 8% from $15.33 billion a year ago" is over a year."""
    base = draft.next
    if base is None or draft.kind not in {"percent", "multiple"}:
        return None
    if base.next and _TO_LEVEL.fullmatch(base.lead):
        base = base.next  # "fell 15% to $19 million from $23 million a year ago"
    if base.status != "prior" or not _FROM.fullmatch(base.lead):
        return None
    told = _WHEN.match(draft.page.words, base.end)
    if told is None:
        return None
    return "qoq" if told["quarter"] else "mom" if told["month"] else "yoy"


def compare_by_periods(scene: Scene, calendars: Calendars) -> None:
    """Derive a change's comparison from the periods beside it: "up 4% vs. H1 23", "+2% to 5m, against 4.9m in the second quarter of 2023"."""
    for draft in scene.drafts:
        if draft.compare is None and draft.basis == "change" and draft.status == "actual":
            draft.compare = _over_named(draft, calendars.of(draft.company)) or _over_base(draft)
    for draft, after in reversed(list(pairwise(scene.drafts))):
        alike = draft.basis == after.basis == "change" and draft.kind == after.kind
        if draft.compare is None and alike and after.compare in _CUES and _ROW.fullmatch(after.lead):
            draft.compare = after.compare


def _over_named(draft: Draft, by: Calendar) -> str | None:
    """Derive the comparison from the named base period: "+0.4% vs. H1 23", "compared to the previous quarter"."""
    end = draft.end
    period = next((period for period in draft.scene.periods if period.start >= end), None)
    if period is None or not _OVER.fullmatch(draft.scene.text(end, period.start)):
        return None
    if period.form == "year_before":
        return "yoy"
    if period.form == "last":
        return {1: "mom", 3: "qoq"}.get(period.n, "yoy")
    return _earlier_by(draft.period, code(period, by, draft.period, ahead=False))


def _earlier_by(now: str | None, then: str | None) -> str | None:
    """Return the comparison between a period and an earlier one."""
    if now is None or then is None or now == then:
        return None
    return "yoy" if year_before(now) == then else "qoq" if quarter_before(now) == then else None


def _over_base(change: Draft) -> str | None:
    """Derive the comparison from the distance between the level and the base."""
    near = change.scene.drafts[change.index + 1 : change.index + 3]
    if change.previous and change.previous.status == "prior" and not (near and is_surpassed(near[0])):
        near = [change.previous]  # 较去年同期的54亿元，减少24亿元
    base = next((draft for draft in near if draft.status == "prior"), None)
    if base is None or base.metric_id != change.metric_id:
        return None
    return _earlier_by(change.period, base.period)


def _belongs_to_previous(draft: Draft, mark: Mark) -> bool:
    """Return whether the words after the previous figure belong to it, as in "up 32% year on year, …"."""
    if draft.previous is None or draft.page.lang != "en":
        return False  # 同比增长9.0% 环比增长57.9% are adjacent without a comma
    gap = draft.scene.text(draft.previous.end, mark.start)
    return re.fullmatch(r"[ (]*(?:[a-z]+ ){0,1}", gap) is not None


_EXPECTED = re.compile(
    r"[ ](?:(?:that|which|analysts|economists|the|market|city|street|was|were|had|been|have)[ ]){0,5}"
    r"(?:expected|forecast|predicted|anticipated|pencilled in|projected|estimated)\b"
)


def _is_expected(draft: Draft) -> bool:
    """Return whether a percentage is the expectation rather than the beat: "ahead of the 2.4% expected by analysts"."""
    start, end = draft.start, draft.end
    led = draft.page.words.endswith((" the ", " than "), max(0, start - 6), start)
    return draft.status == "estimate" and led and _EXPECTED.match(draft.page.words, end) is not None


def _settle(draft: Draft) -> None:
    """Make status and comparison consistent."""
    scene = draft.scene
    marks = scene.between(scene.clause(draft.start)[0], draft.trail[1])
    if (
        (
            draft.kind in {"percent", "pp"}
            or (draft.kind == "money" and _IS_GAP.match(draft.page.words, draft.end))
        )
        and draft.compare is None
        and has(marks, "beat", "missed")
        and has(marks, "consensus")
        and not _is_expected(draft)
    ):
        own = draft.before + draft.behind
        if (has(own, "consensus") and not (draft.page.lang == "zh" and draft.status == "estimate")) or (
            draft.previous and draft.previous.status == "estimate" and re.search(r"\bby[ ]", draft.lead)
        ):
            draft.compare, draft.status = "vs_consensus", "actual"
            draft.basis = "change"
            beaten = last(marks, "beat", "missed")
            draft.direction = -1 if beaten is not None and "missed" in beaten.what.cues else 1
            draft.rules.append("against consensus")
            return
    if draft.status == "estimate":
        draft.compare = draft.compare or (
            "vs_consensus" if draft.kind not in {"percent", "pp"} or not has(draft.before, "yoy") else None
        )
