"""Names an English amount by what is sold, bought, settled or spent: a stake, a deal, a price, a settlement."""

from __future__ import annotations

import re

from nlp.figures.refining.prices import AMOUNT
from nlp.figures.scenes import Draft

_GOODS = {"vehicle", "motorcycle", "phone", "computer", "device", "home", "ticket"}
_PAID = {"dps", "dividend"}
_SPENDS = re.compile(r"\b(?:spend|spends|spending|spent) (?:about |around |up to |more than |another )*$")
_SPENT_ON_WORKS = re.compile(
    r"[ ](?:on|to (?:build|expand|upgrade)|building|expanding|upgrading)[ ][^,;.]{0,30}\b(?:plants?|factor(?:y|ies)|mines?|mills?|fabs?|warehouses?|networks?|data cent(?:re|er)s?|refiner(?:y|ies)|stores|capacity)\b"
)
"""Money spent on building works is capital expenditure."""
_SOLD_FOR = re.compile(
    r"\b(?:sold|sell|selling|sells|bought|buy|buying|acquired?|acquire|sale of|purchase of|stake in|offload(?:ed)?)\b[^,;]*\bfor (?:about |around |some |roughly )?(?:a total of |a combined )?$|[ ]of the [a-z ]{2,40} for $"
)
_SELLS = re.compile(
    r"\b(?P<sells>(?:sell|sells|retail|retails|retailing) (?:for|at)) (?:about |around |just |only |up to |as little as |as much as |between |from )*$"
)
"""What goods sell for is a price; what something was sold for is a deal."""
_SOLD_IN_ALL = re.compile(
    r"\b(?:sold|sell|sells|selling|bought|buy|purchased?|acquired?)\b[^;]{0,160} for (?:a total of|a combined) $"
)
_TO_SETTLE = re.compile(r"[ ](?:to (?:settle|resolve)|in (?:a |an )?(?:[a-z-]+ )?settlement)\b")


def name(draft: Draft) -> None:
    """Set the metric from what the sentence says is bought and sold; each step builds on the one before."""
    _name_sold(draft)
    _name_price(draft)
    _name_goods(draft)
    if draft.metric_id == "deal_value" and _TO_SETTLE.match(draft.page.words, draft.end):
        draft.metric_id = "settlement"
    if draft.metric_id == "yield" and any(other.metric_id in _PAID for other in draft.earlier):
        draft.metric_id, draft.basis = "dividend_yield", "rate"
    _name_invested(draft)


def _name_sold(draft: Draft) -> None:
    """Name a part sold as a stake, and an amount it is sold "for" as a deal."""
    if draft.kind == "percent" and draft.metric_id in {"unit_sales", "deal_value"} and draft.basis == "share":
        draft.metric_id = "stake"
    if (
        draft.kind == "money"
        and draft.metric_id in {None, "stake"}
        and (
            _SOLD_FOR.search(draft.lead)
            or _SOLD_IN_ALL.search(draft.page.words, draft.scene.clause(draft.start)[0], draft.start)
        )
    ):
        draft.metric_id = "deal_value"


def _name_price(draft: Draft) -> None:
    """Name a price: "which sells for $499"."""
    sells = _SELLS.search(draft.lead) if draft.kind == "money" else None
    if (
        sells is not None
        and draft.candidate.scale < AMOUNT
        and draft.metric_id in {None, "deal_value", "price"}
    ):
        start = draft.own[0]
        draft.metric_id, draft.metric_phrase = "price", None
        draft.metric_span = start + sells.start("sells"), start + sells.end("sells")


def _name_goods(draft: Draft) -> None:
    """Name goods bought: "consumers have bought 208,560 new vehicles"."""
    if draft.kind == "count" and draft.candidate.unit in _GOODS and draft.metric_id in {None, "deal_value"}:
        bought = any(mark.what.metric == "deal_value" for mark in draft.before)
        draft.metric_id = "unit_sales" if bought else draft.metric_id


def _name_invested(draft: Draft) -> None:
    """Name an investment: "will spend $2bn on a battery plant"."""
    spent_on_works = (
        draft.metric_id is None
        and draft.kind == "money"
        and _SPENT_ON_WORKS.match(draft.page.words, draft.end)
    )
    if spent_on_works and _SPENDS.search(draft.lead):
        draft.metric_id = "investment"
