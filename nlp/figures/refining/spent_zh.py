"""Names a Chinese amount by what happens to the money: acquisition, buyback, funding, contract, cash flow."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft
from nlp.figures.statuses.signs import negate

_FUNDED = re.compile(r"(?:获|获得|完成|拿下|引入)[^，。；]{0,14}$")
"""As in 获超亿元战略投资: receiving an investment is raising money."""
_SPENT_ON = re.compile(
    r"[^，。；]{0,8}?(?:(?P<bought>收购|并购|购买|买下|竞得|拍下|拿下|入股)|(?P<back>回购|购回)|增持)"
)
_BOUGHT_BACK = re.compile(r"(?:回购|购回)[^。；]{0,16}[，,]$")
_SIGNED = re.compile(r"(?:签下|签订|签署|签约|拿下|斩获|中标)[^，。；]{0,8}$")


def name(draft: Draft) -> None:
    """Set the metric by what the sentence says happens to the money."""
    _name_spent(draft)
    _name_struck(draft)
    _name_funding(draft)
    _name_flow(draft)


def _name_spent(draft: Draft) -> None:
    """Name money by its purpose: 斥资5亿元收购, 出资2亿元回购."""
    if draft.metric_id != "investment" or draft.metric is None or not draft.metric.what.is_verb:
        return
    spent = _SPENT_ON.match(draft.page.plain, draft.end)
    if spent:
        draft.metric_id = "deal_value" if spent["bought"] else "buyback" if spent["back"] else "shares_bought"
    elif _BOUGHT_BACK.search(draft.page.plain, draft.scene.start, draft.metric.start):
        draft.metric_id = "buyback"  # 公司已回购18次，耗资4.7亿港元


def _name_struck(draft: Draft) -> None:
    """Name a closing price, which is not turnover: 以4.05亿元成交."""
    ends = draft.page.plain.startswith("成交", draft.end)
    if draft.metric_id == "turnover" and ends and draft.lead.endswith("以"):
        draft.metric_id = "deal_value"


def _name_funding(draft: Draft) -> None:
    """Name signed contracts and funding rounds."""
    if draft.metric_id == "orders" and draft.kind == "money" and _SIGNED.search(draft.lead):
        draft.metric_id = "contract_value"
    if draft.metric_id == "investment" and _FUNDED.search(draft.lead):
        draft.metric_id = "proceeds"


def _name_flow(draft: Draft) -> None:
    """Name cash flows and negate outflows: 经营现金流净流出."""
    if draft.metric_id != "fund_flow" or not draft.metric_span:
        return
    if any(other.metric_id == "cash_flow" for other in draft.earlier):
        draft.metric_id = "cash_flow"
        if draft.scene.text(*draft.metric_span).endswith("流出"):
            negate(draft.candidate)
