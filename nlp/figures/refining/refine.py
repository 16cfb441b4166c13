"""Refines a figure's metric by its kind, its "per" and its company: sales that are counted are unit sales.

Purchases, sales and spending are left to prices.py, sold_en.py and spent_zh.py.
"""

from __future__ import annotations

import re

from nlp.figures.numbers import counts, things_en, units
from nlp.figures.refining import economies, people, prices, sold_en, spent_zh
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.pages import Page

_PER_SHARE = {"net_income": "eps", "dividend": "dps", "proceeds": "issue_price"}
_OF_SHARES = {"dividend", "dps", "eps", "share_price", "issue_price", "buyback_price", "target_price"}
_SHOPS = {"store_count", "store_openings", "store_closures"}
_USED = {"users", "mau", "dau"}
_SOLD = {"orders", "deliveries", "unit_sales"}
_GUIDANCE = re.compile(r"\b(?:guidance|outlook)\b|指引")
_OF_ITS_OWN = re.compile(r"\b(?:its|their|his|her|our)[ ]own[ ](?:[a-z]+[ ]){0,3}(?:of[ ])?$")
_OR = re.compile(r"[ ]?,? or ")
_BEFORE = re.compile(
    r"[ ]before[ ](?:(?P<interest>interest(?:,| and)[ ]?)?(?:and[ ])?tax(?:es|ation)?(?P<wear>,[ ]depreciation\b)?)"
)
"""What an amount earned excludes: "earned 2.3 billion euros before interest and tax"."""


_SOLD_ONE = re.compile(r"卖(?:出|掉)?一[台部件个套只](?!车)[^，。；]{0,8}[亏赚][^，。；]{0,4}$")
"""Profit or loss per item sold, other than vehicles."""
_CUT = re.compile(r"(?:调整|优化|裁撤?|裁减|削减|砍掉?|缩减|精简)[^，。；]{0,4}$")
_OF_POSTS = re.compile(r"的?(?:岗位|职位|员工|人员|人手|编制)")


def refine(scene: Scene) -> None:
    """Refine each figure's metric once its unit and neighbours are known."""
    for draft in scene.drafts:
        _follow_per_share(draft)
        _name_by_per(draft, scene.page)
        _name_posts(draft, scene.page)
        _name_what_is_left_out(draft)
        _name_what_is_counted(draft)
        prices.name(draft)
        _name_guidance(draft)
        if scene.page.lang == "zh":
            spent_zh.name(draft)
        else:
            sold_en.name(draft)
            economies.name(draft)
        people.name(draft)
        _drop_stake(draft)
        _count_by_metric(draft)


def _follow_per_share(draft: Draft) -> None:
    """Carry "per share" over: "earnings came in at $1.31 per share, beating the $1.24 consensus"."""
    candidate = draft.candidate
    before = draft.previous
    if before is None or candidate.kind != "money" or candidate.scale > 1:
        return
    if not draft.inherited and before.metric_span != draft.metric_span:
        return
    pair = before.previous or before
    if pair.metric_id == "eps" and _OR.fullmatch(draft.lead):
        draft.metric_id, candidate.per = (
            "eps",
            "share",
        )  # "$412m, or $1.08 a share, against $290m, or 75 cents"
    if (
        before.metric_id in {"eps", "dps"}
        and before.metric_span == draft.metric_span
        and before.candidate.per == "share"
    ):
        draft.metric_id, candidate.per = before.metric_id, "share"


def _name_by_per(draft: Draft, page: Page) -> None:
    candidate = draft.candidate
    if candidate.per == "unit" and draft.metric_id in _OF_SHARES:
        candidate.per = "share"  # a dividend of EUR 0.12 apiece
    if candidate.per in {"share", "ten_shares"}:
        draft.metric_id = _PER_SHARE.get(draft.metric_id or "", draft.metric_id)
    if draft.metric_id == "revenue" and candidate.per == "user":
        draft.metric_id = "arpu"
    if draft.metric_id == "net_income" and candidate.per == "vehicle":
        draft.metric_id = "profit_per_unit"
    if candidate.kind == "money" and candidate.per in {None, "vehicle", "unit"}:
        _name_by_goods(draft, page)
    if candidate.kind == "count" and candidate.unit in units.TIMES:
        of_life = candidate.unit == "year" and counts.is_age(candidate)
        draft.metric_id, draft.metric_span, draft.basis = None if of_life else "duration", None, "level"
        draft.metric_phrase, draft.compare, draft.direction = None, None, 0


def _name_by_goods(draft: Draft, page: Page) -> None:
    """Recognise money per item: $50 on every heater is not a loss per vehicle, nor 每卖一台 a company's loss."""
    candidate = draft.candidate
    if (
        draft.metric_id in {"profit_per_unit", "net_income"}
        and page.words.startswith((" on ", " for "), candidate.end)
        and (noun := things_en.thing_for_each(page, candidate.end))
    ):
        known = [hit.what for hit in units.counted().find(f"{noun}s", 0, len(noun) + 1)]
        draft.metric_id, candidate.per = "profit_per_unit", known[0] if known else noun
    if draft.metric_id in {"net_income", None} and _SOLD_ONE.search(page.words, 0, candidate.start):
        draft.metric_id, candidate.per = "profit_per_unit", "unit"


def _name_posts(draft: Draft, page: Page) -> None:
    """Recognise a share of jobs cut under any name: 调整约12%的岗位."""
    share = draft.candidate.unit == "percent" and draft.metric_id is None
    of_posts = share and _OF_POSTS.match(page.words, draft.end)
    if of_posts and _CUT.search(page.words, 0, draft.start):
        draft.metric_id, draft.basis = "layoffs", "share"


def _name_what_is_left_out(draft: Draft) -> None:
    if draft.metric_id != "net_income" or draft.kind != "money":
        return
    if left := _BEFORE.match(draft.page.words, draft.end):
        draft.metric_id = (
            "ebitda" if left["wear"] else "operating_profit" if left["interest"] else "pretax_profit"
        )


def _name_what_is_counted(draft: Draft) -> None:
    """Treat counted sales ("430 million phones") and their change ("up 10%") as unit sales."""
    if draft.metric_id != "revenue" or draft.kind == "money":
        return
    before = (draft.previous if draft.inherited else None) or draft
    same = before.metric_span == draft.metric_span and before.metric_id == "unit_sales"
    if draft.kind == "count" or same:
        draft.metric_id = "unit_sales"


def _name_guidance(draft: Draft) -> None:
    """Treat guidance of an unnamed amount as revenue."""
    if draft.metric_id is None and draft.status == "guidance" and draft.kind == "money":
        told = _GUIDANCE.search(draft.page.words, draft.scene.start, draft.start)
        draft.metric_id = "revenue" if told and draft.candidate.scale >= prices.AMOUNT else None


def _drop_stake(draft: Draft) -> None:
    """Drop a stake where nothing is owned: "its own trials of 9,800 patients"."""
    place = draft.start
    if draft.metric_id == "stake" and _OF_ITS_OWN.search(draft.page.words, max(0, place - 40), place):
        draft.metric_id = draft.metric_span = None


def _count_by_metric(draft: Draft) -> None:
    """Convert counts by metric: a chain's houses are stores, a carmaker's units vehicles."""
    candidate = draft.candidate
    if (
        candidate.unit == "unit"
        and draft.metric_id == "production"
        and prices.CAR.search(draft.page.words, draft.scene.start, draft.scene.end)
    ):
        candidate.unit = "vehicle"
    if candidate.unit == "household" and draft.metric_id in _USED:
        candidate.unit = "user"
    if candidate.unit == "company" and draft.metric_id in _SHOPS:
        candidate.unit = "store"
    if (
        candidate.unit == "unit"
        and draft.metric_id in _SOLD
        and draft.page.plain[candidate.end - 1] in "台辆"
        and (draft.metric_id == "deliveries" or prices.CAR.search(draft.page.words, *draft.scene.around()))
    ):
        candidate.unit = "vehicle"
    if (
        candidate.unit == "delivery"
        and draft.metric_id in {None, *_SOLD}
        and prices.CAR.search(draft.page.words, *draft.scene.around())
    ):
        draft.metric_id, candidate.unit = "deliveries", "vehicle"
