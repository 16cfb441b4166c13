"""Recognises Chinese bases of comparison: 去年同期, 上季为, 由…增至, 较上年同期的5.6亿元."""

from __future__ import annotations

import re

from nlp.figures.scenes import BREAK, Draft, has, last
from nlp.figures.text.senses import Mark

_MOVES_ON = re.compile(
    r"的?(?:有所|略有|均有|明显|大幅|小幅)?(?:上升|提升|提高|下降|下滑|增长|回落|增加|减少|改善|收窄|扩大|上涨|放缓|加快|加速|回升)"
)
"""As in 较上年同期9.7%提升0.3个百分点: the base, then the change."""
_NAMED_ON = re.compile(rf"(?:的?[^，。；的]{{0,6}}?)(?:相比|{_MOVES_ON.pattern})|[^，。；的]{{1,6}}，环比")
"""As in 较2021年11月20.8%的渗透率提升, 与第一季度的9.4万台相比, 相较于一季度的6.6亿元净亏损，环比减少."""
_BEFORE = re.compile(
    r"(?:之间|左右)?[，,；;(](?:而|高于|低于)?(?:(?P<last>年初|期初|上年末|上年底|去年末|去年底|上季度?|上一季度?|上年度?|上年全年|去年全年|上月|上期)|今年上半年|上半年|去年|前[一二三]季度?|第?[一二三四]季度?|20\d\d年|目前|现时)(?:实际|的)?(?:则|仅)?(?:为|是|的)?"
)
_RATIOS = {"percent", "fraction", "multiple"}
_OF_BASE = re.compile(
    r"(?:恢复[至到]|相当于|达到?|约?为|是)[^，。；由从]{0,12}(?:同期|去年|上年|\d年)(?:水平)?的(?:约|近|超|逾)?$"
)
"""In 恢复至2019年同期的九成 the figure is the share of the base reached, not the base."""


_SURPASSED = re.compile(
    r"(?:超过?|高于|低于|不及|多于|少于)了?(?:去年|上年|20\d\d年)(?:全年|同期|[上下]半年|前三季度|第?[一二三四]季度)?的约?$"
)
"""As in 超过2024年全年的130.38亿元."""


def is_base(draft: Draft) -> bool:
    """Return whether a figure is a base: 去年同期为, 由…增至, 较上年同期的."""
    scene = draft.scene
    if _is_compared_with(draft) or _is_told_behind(draft) or _SURPASSED.search(draft.lead):
        return True
    ago = last(draft.before, "year_ago")
    told = ago is not None and not is_meanwhile(draft, ago.start, ago.end)
    if ago is not None and told and not has(draft.before, "consensus") and not _is_news(draft, ago):
        gap = scene.text(ago.end, draft.start)
        head = draft.page.plain[max(0, ago.start - 4) : ago.start]
        if draft.kind in _RATIOS and _OF_BASE.search(draft.lead):
            return False
        compared = re.search(r"[较比]$|(?:与|和|跟|同)$", head) is not None
        if (
            not BREAK.search(gap)
            and not has(scene.between(ago.end, draft.start), "up", "down")
            and "相比" not in gap
        ):
            return not compared or re.fullmatch(r"[的为]{0,2}", gap) is not None or "的" in gap[:1]
    origin = last(draft.before, "from_prior")
    if origin is None:
        return False
    word = draft.page.plain[origin.start : origin.end]
    gap = scene.text(origin.end, draft.start)
    if word in {"由", "从"}:
        after = draft.page.plain[draft.end : draft.end + 12]
        return (
            len(gap) <= 14  # noqa: PLR2004
            and re.search(r"[增减升降涨跌扩缩提调滑落][^，。]{0,3}[至到为]|(?:至|到|变为)", after) is not None
        )
    return word.startswith(("前值", "前次", "此前", "对比前")) and len(gap) <= 6  # noqa: PLR2004


def _is_of_named_base(draft: Draft) -> bool:
    """Recognise 较2024年上半年的10.2亿元增长: the amount right after a period of comparison, before a move."""
    start, end = draft.start, draft.end
    if not _NAMED_ON.match(draft.page.plain, end):
        return False
    return any(
        draft.page.plain[period.start - 1 : period.start] in {"较", "比", "与", "于"}
        and re.fullmatch(r"的?约?", draft.scene.text(period.end, start)) is not None
        for period in draft.scene.periods
    )


def is_meanwhile(draft: Draft, start: int, end: int) -> bool:
    """Return whether 同期 means the period just told of: 前三季度净亏损18亿元，同期交付新车2.7万辆, where another thing is measured."""
    return (
        draft.index > 0
        and draft.metric_id is not None
        and draft.page.plain[start:end] == "同期"
        and draft.page.plain[start - 1 : start] in {"，", ",", "；", ";"}
        and all(other.metric_id != draft.metric_id for other in draft.earlier)
    )


def _is_news(draft: Draft, ago: Mark) -> bool:
    """Return whether 上月 or 上季 is what the sentence tells of: 公司上月销量5万辆, but not 上月为5万辆."""
    words = draft.page.plain[ago.start : ago.end]
    return (
        draft.index == 0
        and words.startswith(("上月", "上个月", "上季"))
        and _IS.match(draft.page.plain, ago.end) is None
    )


_IS = re.compile(r"[的则仅]{0,2}[为是]")


def _is_told_behind(draft: Draft) -> bool:
    """Recognise 利用率92.5%，上季为89.6%, and the previous period's result after a forecast: 预计在33%至34%之间，上半年为32.4%."""
    before = draft.previous
    if before is None:
        return False
    if (before.kind, before.candidate.unit) != (draft.kind, draft.candidate.unit):
        return False
    gap = _BEFORE.fullmatch(draft.page.plain, before.end, draft.start)
    return gap is not None and (gap["last"] is not None or before.is_forecast)


def _is_compared_with(draft: Draft) -> bool:
    """Recognise 较上年同期的5.6亿元下滑: the amount right after the comparison is the base."""
    if draft.kind in {"pp", "bp", "multiple"}:
        return False
    if _is_of_named_base(draft):
        return True
    told = last(draft.before, "yoy", "qoq", "mom")
    if told is None:
        return False
    if draft.kind == "percent" and not _NAMED_ON.match(draft.page.plain, draft.end):
        return False
    word = draft.scene.text(told.start, told.end)
    return (
        word[0] in "较比与"
        and re.fullmatch(r"的?(?:约)?", draft.scene.text(told.end, draft.start)) is not None
    )
