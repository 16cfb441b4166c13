"""Recognises bases of comparison in either language: in brackets beside the new figure, or a company's earlier forecast."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft, has
from nlp.figures.statuses import bases_en, bases_zh
from nlp.rare import Rare

_BRACKET_YEAR = re.compile(
    r"\([ ]?(?:q[1-4][ /-]?|h[12][ /-]?|\d{1,2}-\d{1,2}/|(?:fy|fiscal|full year)[ ]?)?(?:19|20)\d\d(?:[/-]\d{2,4})?年?[ ]?[:：]?[ ]?(?:up |down |(?:a )?(?:loss|profit) of )?$"
    r"|\([ ]?(?:previous|prior|prev|last year|year ago|compared|from|一年前|上年|去年)[^()]{0,14}$"
)
_EARLIER_FORECAST = Rare(
    ("prior", "previous", "earlier", "former", "initial", "original", "old ", "last ", "前", "原", "上次"),
    r"\b(?:previous|prior|earlier|former|initial|original|old|last)(?: own)? (?:[a-z]+ ){0,2}(?:forecast|guidance|outlook|target|estimate|projection|prediction|range|goal|plan|expectation)s?(?: (?:of|for|was|range|at)){0,2}(?: (?:about|around|some|a|an|between|up|down))?[ ]$"
    r"|\b(?:previously|earlier|originally|initially)[ ](?:budgeted|costed|expected|forecast|guided|projected|targeted|anticipated|planned|aimed|seen)(?: [a-z]+){0,6}[ ]$"
    r"|(?:此前|原先|原来|原|之前|先前|早前|上次)(?:的)?(?:预计|预期|预测|指引|目标|计划|预告)(?:的|为|是|值)*[^，。；]{0,6}$",
)
"""A company's earlier statement about the same figure is a base."""
_OTHERS_ZH = re.compile(r"(?:市场|分析师|机构|券商|外界|华尔街|经济学家|投资者)(?:普遍|平均)?$")


def is_base(draft: Draft) -> bool:
    """Return whether a figure is the base that another one is compared with."""
    if _BRACKET_YEAR.search(draft.lead) or _is_in_brackets(draft) or _is_earlier_forecast(draft):
        return True
    if draft.page.lang == "zh":
        return bases_zh.is_base(draft)
    return bases_en.is_base(draft)


def _is_earlier_forecast(draft: Draft) -> bool:
    """Return whether it is an earlier forecast by the same party; analysts' forecasts stay estimates."""
    said = _EARLIER_FORECAST.search(draft.page.words, *draft.own)
    if said is None or _OTHERS_ZH.search(draft.page.plain, draft.own[0], said.start()):
        return False
    return not has(
        [mark for mark in draft.before if mark.start < said.start() or said.end() < mark.end], "consensus"
    )


def _is_in_brackets(draft: Draft) -> bool:
    """Return whether it is alone in brackets after a figure of the same unit: "rose to EUR 10.8 mn (EUR 10.0 mn)"."""
    before, base = draft.previous, draft.candidate
    if before is None or draft.lead.strip() != "(":
        return False
    level = before.candidate
    closed = draft.scene.text(base.end, base.end + 2).strip().startswith(")")
    if closed and base.kind == "percent" and level.kind == "money":
        return before.status == "prior"  # its margin belongs to that period too
    return (
        closed
        and level.unit is not None
        and (level.unit, level.kind, level.per) == (base.unit, base.kind, base.per)
    )
