"""Makes the metric of a figure more exact by its kind, its "per" and its company: sales that are counted are unit sales."""

from __future__ import annotations

import re

from nlp.figures import counts, economies, people
from nlp.figures.pages import Page
from nlp.figures.scenes import Draft, Scene
from nlp.figures.signs import negate

_PER_SHARE = {"net_income": "eps", "dividend": "dps", "proceeds": "issue_price"}
_OF_SHARES = {"dividend", "dps", "eps", "share_price", "issue_price", "buyback_price", "target_price"}
_TIMES = {"hour", "day", "week", "month", "year", "minute"}
_SHOPS = {"store_count", "store_openings", "store_closures"}
_USED = {"users", "mau", "dau"}
_CHARGED = {
    "night",
    "person",
    "unit",
    "hour",
    "day",
    "week",
    "month",
    "pack",
    "box",
    "litre",
    "kilogram",
    "customer",
}
"""What a price is charged for."""
_GOODS = {"vehicle", "motorcycle", "phone", "computer", "device", "home", "ticket"}
_SOLD = {"orders", "deliveries", "unit_sales"}
_FUNDED = re.compile(r"(?:获|获得|完成|拿下|引入)[^，。；]{0,14}$")
"""获超亿元战略投资: who is given an investment raises money."""
_SPENT_ON = re.compile(
    r"[^，。；]{0,8}?(?:(?P<bought>收购|并购|购买|买下|竞得|拍下|拿下|入股)|(?P<back>回购|购回)|增持)"
)
_BOUGHT_BACK_ZH = re.compile(r"(?:回购|购回)[^。；]{0,16}[，,]$")
_GUIDANCE = re.compile(r"\b(?:guidance|outlook)\b|指引")
_AMOUNT = 10**4
_OFFERED = re.compile(r"\bipo\b|招股|公开发售|首次公开|新股|发行新股|配售|\binitial public offering\b")
_COSTS = re.compile(
    r"costs? (?:about |around |from |up to |as much as |less than |more than |just |only |an? )*[^a-z ]{0,4}"
)
"""What "costs $499" has a price; "costs of $499m" are expenses, and so is what a recall costs in millions."""
_ONCE = re.compile(
    r"\b(?:restructuring|overhaul|reorgani[sz]ation|severance|redundancy|layoffs|job cuts)\b[^,;]{0,30}$"
)
_SPENDS = re.compile(r"\b(?:spend|spends|spending|spent) (?:about |around |up to |more than |another )*$")
_SPENT_EN = re.compile(
    r"[ ](?:on|to (?:build|expand|upgrade)|building|expanding|upgrading)[ ][^,;.]{0,30}\b(?:plants?|factor(?:y|ies)|mines?|mills?|fabs?|warehouses?|networks?|data cent(?:re|er)s?|refiner(?:y|ies)|stores|capacity)\b"
)
"""Money that is spent on works is invested."""
_SOLD_FOR = re.compile(
    r"\b(?:sold|sell|selling|sells|bought|buy|buying|acquired?|acquire|sale of|purchase of|stake in|offload(?:ed)?)\b[^,;]*\bfor (?:about |around |some |roughly )?(?:a total of |a combined )?$|[ ]of the [a-z ]{2,40} for $"
)
_SELLS = re.compile(
    r"\b(?P<sells>(?:sell|sells|retail|retails|retailing) (?:for|at)) (?:about |around |just |only |up to |as little as |as much as |between |from )*$"
)
"""What goods sell for is their price; what was sold for an amount is a deal."""
_SOLD_IN_ALL = re.compile(
    r"\b(?:sold|sell|sells|selling|bought|buy|purchased?|acquired?)\b[^;]{0,160} for (?:a total of|a combined) $"
)
_TO_SETTLE = re.compile(r"[ ](?:to (?:settle|resolve)|in (?:a |an )?(?:[a-z-]+ )?settlement)\b")
_OF_ITS_OWN = re.compile(r"\b(?:its|their|his|her|our)[ ]own[ ](?:[a-z]+[ ]){0,3}(?:of[ ])?$")
"""In "its own trials of 9,800 patients" nobody owns anything."""
_OR = re.compile(r"[ ]?,? or ")
_SIGNED = re.compile(r"(?:签下|签订|签署|签约|拿下|斩获|中标)[^，。；]{0,8}$")
_CAR = re.compile(
    r"车|suv|\b(?:cars?|vehicles?|pickups?|trucks?|sedans?|carmaker|automaker)\b", re.IGNORECASE
)


def refine(scene: Scene) -> None:
    """Set the metric that each figure of a sentence has once its unit and its neighbours are known."""
    for index, draft in enumerate(scene.drafts):
        _follow_per_share(scene, index, draft)
        _name_by_per(draft, scene.page)
        _name_what_is_counted(scene, index, draft)
        _name_price(scene, index, draft)
        _name_guidance(scene, draft)
        if scene.page.lang == "zh":
            _name_spent(scene, draft)
            _name_struck(scene, index, draft)
            _name_funding(scene, index, draft)
            _name_flow(scene, index, draft)
        else:
            _name_sold(scene, index, draft)
            economies.name(scene, index, draft)
        people.name(scene, index, draft)
        _count_by_metric(scene, draft)


def _follow_per_share(scene: Scene, index: int, draft: Draft) -> None:
    """As in "earnings came in at $1.31 per share, beating the $1.24 consensus": both are per share."""
    candidate = draft.candidate
    if not (index and candidate.kind == "money" and candidate.scale == 1):
        return
    if not draft.inherited and scene.drafts[index - 1].metric_span != draft.metric_span:
        return
    before = scene.drafts[index - 1]
    pair = scene.drafts[index - 2] if index > 1 else before
    if pair.metric_id == "eps" and _OR.fullmatch(scene.text(*scene.own(index))):
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
    if candidate.kind == "count" and candidate.unit in _TIMES:
        of_life = candidate.unit == "year" and counts.is_age(candidate, page)
        draft.metric_id, draft.metric_span, draft.basis = None if of_life else "duration", None, "level"
        draft.metric_phrase, draft.compare, draft.direction = None, None, 0


def _name_what_is_counted(scene: Scene, index: int, draft: Draft) -> None:
    """Sales of 430 million phones are unit sales, and so is what they are "up 10%"."""
    if draft.metric_id != "revenue" or draft.candidate.kind == "money":
        return
    before = scene.drafts[index - 1] if index and draft.inherited else draft
    same = before.metric_span == draft.metric_span and before.metric_id == "unit_sales"
    if draft.candidate.kind == "count" or same:
        draft.metric_id = "unit_sales"


def _name_price(scene: Scene, index: int, draft: Draft) -> None:
    candidate = draft.candidate
    if draft.metric_id == "expenses" and draft.metric_span and candidate.kind == "money":
        verb = scene.text(draft.metric_span[0], candidate.number[0])
        draft.metric_id = "price" if _COSTS.fullmatch(verb) and candidate.scale < _AMOUNT else "expenses"
        if _ONCE.search(scene.page.words, scene.clause(candidate.start)[0], candidate.start):
            draft.metric_id = "one_off_cost"
    elif _is_charged(scene, draft) or _is_of_price(scene, index, draft):
        draft.metric_id = "price"
    elif draft.metric_id in {"asp", "price"} or (
        draft.metric_id == "deal_value" and candidate.per == "share"
    ):
        bought_back = any(
            mark.what.metric == "buyback" for mark in scene.between(scene.start, candidate.start)
        )
        dealt = candidate.scale >= _AMOUNT and any(mark.what.metric == "deal_value" for mark in scene.marks)
        draft.metric_id = "buyback_price" if bought_back else "deal_value" if dealt else draft.metric_id
        if (
            draft.metric_id == "price"
            and candidate.scale < _AMOUNT
            and _OFFERED.search(scene.page.words, scene.start, scene.end)
        ):
            draft.metric_id, candidate.per = "issue_price", "share"
    elif (
        draft.metric_id == "share_price" and candidate.per in {"share", "unit"} and candidate.kind == "money"
    ):
        issued = any(other.metric_id in {"proceeds", "issue_size"} for other in scene.drafts[:index])
        draft.metric_id = "issue_price" if issued else draft.metric_id
    if draft.metric_id == "price" and candidate.per is None and scene.page.lang == "zh":
        of_car = _CAR.search(scene.page.plain, scene.start, candidate.start)
        candidate.per = "vehicle" if of_car else None


def _is_charged(scene: Scene, draft: Draft) -> bool:
    """Whether somebody "charges £112 a night": a price, and no charge on the accounts."""
    said = (
        draft.metric_id == "one_off_cost"
        and draft.metric_span is not None
        and scene.text(*draft.metric_span) in {"charge", "charges"}
    )
    return (
        said
        and draft.candidate.kind == "money"
        and draft.candidate.per in _CHARGED
        and draft.candidate.scale < _AMOUNT
    )


def _is_of_price(scene: Scene, index: int, draft: Draft) -> bool:
    """Whether a change is of the price told before it: "will cost $45, up 8%"."""
    if not index or not draft.inherited or draft.candidate.kind != "percent":
        return False
    before = scene.drafts[index - 1]
    return before.metric_id == "price" and before.metric_span == draft.metric_span


def _name_guidance(scene: Scene, draft: Draft) -> None:
    """Guidance of an amount that names nothing is of revenue."""
    candidate = draft.candidate
    if draft.metric_id is None and draft.status == "guidance" and candidate.kind == "money":
        told = _GUIDANCE.search(scene.page.words, scene.start, candidate.start)
        draft.metric_id = "revenue" if told and candidate.scale >= _AMOUNT else None


def _name_flow(scene: Scene, index: int, draft: Draft) -> None:
    """Beside a cash flow, what flows in or out is cash, and what flows out is negative: 经营现金流净流出."""
    if draft.metric_id != "fund_flow" or not draft.metric_span:
        return
    if any(other.metric_id == "cash_flow" for other in scene.drafts[:index]):
        draft.metric_id = "cash_flow"
        if scene.text(*draft.metric_span).endswith("流出"):
            negate(draft.candidate)


def _name_spent(scene: Scene, draft: Draft) -> None:
    """What money is spent on says what it is: 斥资5亿元收购, 出资2亿元回购."""
    if draft.metric_id != "investment" or draft.metric is None or not draft.metric.what.is_verb:
        return
    spent = _SPENT_ON.match(scene.page.plain, draft.candidate.end)
    if spent:
        draft.metric_id = "deal_value" if spent["bought"] else "buyback" if spent["back"] else "shares_bought"
    elif _BOUGHT_BACK_ZH.search(scene.page.plain, scene.start, draft.metric.start):
        draft.metric_id = "buyback"  # 公司已回购18次，耗资4.7亿港元


def _name_struck(scene: Scene, index: int, draft: Draft) -> None:
    """What a thing goes for is its price, and no turnover: 以4.05亿元成交."""
    ends = scene.page.plain.startswith("成交", draft.candidate.end)
    if draft.metric_id == "turnover" and ends and scene.text(*scene.own(index)).endswith("以"):
        draft.metric_id = "deal_value"


def _name_funding(scene: Scene, index: int, draft: Draft) -> None:
    if (
        draft.metric_id == "orders"
        and draft.candidate.kind == "money"
        and _SIGNED.search(scene.text(*scene.own(index)))
    ):
        draft.metric_id = "contract_value"
    if draft.metric_id == "investment" and _FUNDED.search(scene.text(*scene.own(index))):
        draft.metric_id = "proceeds"


def _name_sold(scene: Scene, index: int, draft: Draft) -> None:
    """What is sold in part is a stake, what is sold "for" an amount has a price; volume beside sales is of sales."""
    candidate = draft.candidate
    if (
        candidate.kind == "percent"
        and draft.metric_id in {"unit_sales", "deal_value"}
        and draft.basis == "share"
    ):
        draft.metric_id = "stake"
    if (
        candidate.kind == "money"
        and draft.metric_id in {None, "stake"}
        and (
            _SOLD_FOR.search(scene.text(*scene.own(index)))
            or _SOLD_IN_ALL.search(scene.page.words, scene.clause(candidate.start)[0], candidate.start)
        )
    ):
        draft.metric_id = "deal_value"
    sells = _SELLS.search(scene.text(*scene.own(index))) if candidate.kind == "money" else None
    if sells is not None and candidate.scale < _AMOUNT and draft.metric_id in {None, "deal_value", "price"}:
        start = scene.own(index)[0]
        draft.metric_id, draft.metric_phrase = "price", None
        draft.metric_span = start + sells.start("sells"), start + sells.end("sells")
    if candidate.kind == "count" and candidate.unit in _GOODS and draft.metric_id in {None, "deal_value"}:
        bought = any(mark.what.metric == "deal_value" for mark in scene.before(index))
        draft.metric_id = (
            "unit_sales" if bought else draft.metric_id
        )  # "consumers have bought 208,560 new vehicles"
    if draft.metric_id == "deal_value" and _TO_SETTLE.match(scene.page.words, candidate.end):
        draft.metric_id = "settlement"
    if draft.metric_id == "yield" and any(
        other.metric_id in {"dps", "dividend"} for other in scene.drafts[:index]
    ):
        draft.metric_id, draft.basis = "dividend_yield", "rate"
    if (
        draft.metric_id is None
        and candidate.kind == "money"
        and _SPENT_EN.match(scene.page.words, candidate.end)
    ):
        spends = _SPENDS.search(scene.text(*scene.own(index)))
        draft.metric_id = "investment" if spends else None
    if draft.metric_id == "turnover" and any(
        mark.what.metric in {"revenue", "same_store_sales"} for mark in scene.marks
    ):
        draft.metric_id = "unit_sales"


def _count_by_metric(scene: Scene, draft: Draft) -> None:
    """Houses of a chain are its stores, a carmaker's units its vehicles."""
    candidate = draft.candidate
    if draft.metric_id == "stake" and _OF_ITS_OWN.search(
        scene.page.words, max(0, candidate.start - 40), candidate.start
    ):
        draft.metric_id = draft.metric_span = None
    if (
        candidate.unit == "unit"
        and draft.metric_id == "production"
        and _CAR.search(scene.page.words, scene.start, scene.end)
    ):
        candidate.unit = "vehicle"
    if candidate.unit == "household" and draft.metric_id in _USED:
        candidate.unit = "user"
    if candidate.unit == "company" and draft.metric_id in _SHOPS:
        candidate.unit = "store"
    if (
        candidate.unit == "unit"
        and draft.metric_id in _SOLD
        and scene.page.plain[candidate.end - 1] in "台辆"
        and (draft.metric_id == "deliveries" or _CAR.search(scene.page.words, *scene.around()))
    ):
        candidate.unit = "vehicle"
    if (
        candidate.unit == "delivery"
        and draft.metric_id in {None, *_SOLD}
        and _CAR.search(scene.page.words, *scene.around())
    ):
        draft.metric_id, candidate.unit = "deliveries", "vehicle"
