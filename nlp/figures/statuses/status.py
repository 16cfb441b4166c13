"""Decides the status of a figure: actual, prior, estimate, guidance or target.

bases.py recognises earlier figures and forecasts.py forecasts; comparing.py decides the comparison.
"""

from __future__ import annotations

import re

from nlp.figures.scenes import BREAK, Draft, Scene, has, last
from nlp.figures.statuses import bases, forecasts
from nlp.figures.text.senses import MOVED

_PLANS_ZH = {"计划", "打算", "力争", "争取", "规划"}
_DONE_ZH = re.compile(r"已|完成|实现|实际|目前|截至|去年|上年|此前|较")
_OVER_ZH = re.compile(
    r"(?:之间|左右)?[，,](?:公司|集团|其)?(?:今年)?(?:上半年|去年|上年|前[一二三]季度|前\d{1,2}个?月|截至|目前|迄今)"
)
"""After a forecast, these introduce known results: 上调全年产量指引至50吨，上半年产金24.6吨."""
_LEADS_TO = re.compile(
    r".{0,40}, (?:landing at|reaching|to reach|bringing [a-z ]{2,30} to|taking [a-z ]{2,30} to|totall?ing|hitting|or) (?:about |around |some )?"
)
_BETWEEN_COMMAS = re.compile(
    r", (?:adjusted|on an adjusted basis|excluding [a-z -]{3,24}|before items|in total|a share|diluted),"
)
"""An aside that a forecast continues across: "earnings of 23 cents, adjusted, on revenue of"."""
_PART_ZH = re.compile(r"[，,(](?:其中|即|约?占|相当于)")
_FORECAST_CHANGE = re.compile(
    r"(?: (?:for|in) (?:the |its )?[a-z]+(?: [a-z]+){0,2})?[ ]?, (?:or |up |down |an? |which is |some |about |nearly )*(?:increase of |rise of |drop of )?"
)
_AND_ALSO = re.compile(
    r",? and (?:[a-z]+ ){1,2}(?!was|were|rose|fell|had)(?:a |an |the )?[a-z ]{0,20}(?:of |to |by )?$"
)
_NEXT_LISTED = re.compile(
    r"(?:,|,? and) (?:an? |the )?[a-z' -]{3,60} (?:of|to|at) (?:[a-z]+ (?:by )?)?(?:about |around |approximately )?"
)
_TELLS = re.compile(
    r"\b(?:was|were|is|are|had|has|rose|fell|grew|came|while|but|which|after|from|(?!adjusted|diluted|consolidated|combined|weighted|underlying|unlevered)[a-z]+ed)\b"
)
"""Finite verbs, which introduce a new statement."""
_THEY = re.compile(
    r"[ ]*(?:they|the average|on average|the consensus|the median|for (?:the )?(?:full year|next year|this year|[a-z]+ quarter), they)\b"
)
_REASON = re.compile(
    r"\b(?:citing|blaming|after|following|amid|because of|due to|despite|owing to|reflecting|thanks to|in response to) (?:an? |the )?$"
    rf"|\b(?:after|because|as) [a-z' ]{{3,40}} (?:{MOVED})(?: by)? $"
)
"""Reasons have already happened: "will cut 190 jobs, citing a 41% fall in visits"."""
_IN_LIST = re.compile(r"[ ]?(?:and|, or|or|和|、|及|，或)[ ]?(?:up |down )?|、[^，。；、]{2,12}[为是]")
_FROM = re.compile(
    r"\bfrom\b(?! (?:last year|a year (?:ago|earlier|before)|the (?:previous|prior) year) to )"
)
"""What a forecast does not hold beyond; "expected to fall 3% from last year to 12m" has one status."""
_WAS_EXPECTED = re.compile(
    r"\b(?:previously|originally|initially|earlier)[ ](?:expected|forecast|guided|projected|predicted|anticipated|targeted)\b"
)
_ASKED = {"economist", "analyst"}
"""The number polled is a known fact."""


def assign_status(scene: Scene, before: Draft | None = None) -> None:
    """Give every draft of a sentence its status; "they" may mean the analysts of the last figure before the sentence."""
    others = before is not None and before.status == "estimate" and _THEY.match(scene.page.words, scene.start)
    for draft in scene.drafts:
        draft.status = _status(draft)
        if others and draft.status == "guidance":
            draft.status = "estimate"
        other = draft.previous
        if other is not None and draft.status == "prior" and draft.lead == " or " and _is_second_base(other):
            other.status = "prior"


def _is_second_base(draft: Draft) -> bool:
    """Return whether an amount joins the base before: "compared with $107m in the prior quarter and $156m or 39% of revenue a year ago"."""
    return draft.previous is not None and draft.previous.status == "prior" and draft.lead.endswith(" and ")


def _status(draft: Draft) -> str:
    if draft.candidate.unit in _ASKED:
        return "actual"
    if bases.is_base(draft):
        return "prior"
    if draft.index and draft.page.lang == "en" and _REASON.search(draft.lead):
        return "actual"
    forecast = forecasts.forecast(draft)
    if forecast is not None:
        return forecast
    previous = draft.previous
    low = draft.clause[0]
    same_clause = previous is not None and previous.end >= low
    if (
        previous is not None
        and same_clause
        and previous.status != "actual"
        and not draft.metric_id == "share_price" != previous.metric_id
        and _goes_on(draft, previous)
    ):
        return previous.status
    return "actual"


def _goes_on(draft: Draft, previous: Draft) -> bool:
    """Return whether a status continues: a forecast does to the change and next metric of its clause, a prior only in a list."""
    gap = _BETWEEN_COMMAS.sub("", draft.lead)
    if previous.status == "prior":
        return _is_next_base(draft, previous, gap)
    if has(draft.before, "actual") and draft.page.lang == "zh" and "实" in gap:
        return False
    if _is_of_forecast(previous, gap) or _is_listed(draft, gap):
        return True
    if BREAK.search(gap) is None:
        return not _FROM.search(gap) and not (
            previous.status == "estimate" and re.search(r"\b(?:versus|but|was|were)\b", gap)
        )
    if draft.page.lang == "zh" and _is_held_zh(draft, previous):
        return re.search(r"[;；。]", gap) is None and _OVER_ZH.search(gap) is None
    return (
        draft.kind in {"percent", "fraction"}
        and not (draft.page.lang == "zh" and _DONE_ZH.search(gap))
        and previous.status in {"guidance", "target"}
        and len(gap) < 24  # noqa: PLR2004
        and not (previous.status == "target" and any(mark.what.metric for mark in draft.before))
    )


def _is_next_base(draft: Draft, previous: Draft, gap: str) -> bool:
    """Return whether a figure is one more base in a list, or one more of an earlier forecast: "previously expected profit to fall 9% to 17m"."""
    clause = draft.scene.text(draft.scene.clause(previous.start)[0], previous.start)
    if _WAS_EXPECTED.search(clause):
        return gap == " to " or _is_listed(draft, gap)
    return _IN_LIST.fullmatch(gap) is not None and not _is_levels_per_share(draft)


def _is_levels_per_share(draft: Draft) -> bool:
    """Return whether an amount per share after the base is the level's, the only one told: "to 310m from 280m, or $9.97 a share"."""
    scene, per = draft.scene, draft.candidate.per
    if per is None or draft.index < 2:  # noqa: PLR2004 — the level, its base and what is told per share
        return False
    others = (other.candidate.per for other in scene.drafts if other is not draft)
    end = draft.trail[1]
    behind = scene.between(draft.end, end + _NEXT_WORDS)
    ago = any(p.form == "year_before" and end <= p.start < end + _NEXT_WORDS for p in scene.periods)
    return per not in others and not ago and not has(behind, "year_ago")


_NEXT_WORDS = 20
"""Characters after a figure's comma in which "a year earlier" would still be its own."""


def _is_listed(draft: Draft, gap: str) -> bool:
    """Return whether it is the next item of a forecast: "expects growth of 14%, a margin of 34%, and earnings growth of 21%"."""
    named = any(mark.what.metric and not mark.what.is_verb for mark in draft.before)
    return (
        draft.page.lang == "en"
        and named
        and _NEXT_LISTED.fullmatch(gap) is not None
        and not _TELLS.search(gap)
    )


def _is_held_zh(draft: Draft, previous: Draft) -> bool:
    """Return whether a Chinese forecast holds across a comma: guidance and experts' forecasts do, a consensus does not."""
    if previous.status == "estimate":
        foretold = draft.scene.between(draft.scene.clause(previous.start)[0], previous.start)
        done = _DONE_ZH.search(draft.lead)
        return not done and has(foretold, "expected", "guidance") and not has(foretold, "consensus")
    return previous.status == "guidance" or _is_planned(draft, previous)


def _is_planned(draft: Draft, previous: Draft) -> bool:
    """Return whether a plan holds to the end of its sentence: 计划销售收入50亿元，利润5亿元; a 目标 covers only its own figure."""
    scene = draft.scene
    if previous.status != "target" or _DONE_ZH.search(draft.lead):
        return False
    told = last(scene.between(scene.clause(previous.start)[0], previous.start), "target")
    return told is not None and scene.text(told.start, told.end) in _PLANS_ZH


def _is_of_forecast(previous: Draft, gap: str) -> bool:
    """Return whether it is a part of a plan, a second target, or the change implied by the forecast."""
    if previous.status in {"guidance", "target"}:
        return any((_LEADS_TO.fullmatch(gap), _PART_ZH.match(gap), _AND_ALSO.match(gap)))
    return (
        previous.status == "estimate" and previous.index == 0 and _FORECAST_CHANGE.fullmatch(gap) is not None
    )
