"""Separates prices from expenses, charges and deals: what "costs $499" has a price, "costs of $499m" are expenses."""

from __future__ import annotations

import re

from nlp.figures.numbers import units
from nlp.figures.scenes import Draft

AMOUNT = 10**4
"""A scale: money with this or a larger one (万, million) is a sum, not a consumer price."""
_OFFERED = re.compile(r"\bipo\b|招股|公开发售|首次公开|新股|发行新股|配售|\binitial public offering\b")
_COSTS = re.compile(
    r"costs? (?:about |around |from |up to |as much as |less than |more than |just |only |an? )*[^a-z ]{0,4}"
)
"""In "costs $499" it is a price; "costs of $499m" are expenses, as is what a recall costs in millions."""
_ONCE = re.compile(
    r"\b(?:restructuring|overhaul|reorgani[sz]ation|severance|redundancy|layoffs|job cuts)\b[^,;]{0,30}$"
)
_SET = re.compile(r"\bpric(?:e[sd]?|ing) [a-z0-9' -]{2,50} at (?:about |around |just |only |under )?$")
CAR = re.compile(r"车|suv|\b(?:cars?|vehicles?|pickups?|trucks?|sedans?|carmaker|automaker)\b", re.IGNORECASE)
"""Marks a sentence as being about cars."""


def name(draft: Draft) -> None:
    """Set the metric of a figure that may be a price, and the "per" of a Chinese one."""
    scene = draft.scene
    candidate = draft.candidate
    if draft.metric_id == "expenses" and draft.metric_span and candidate.kind == "money":
        verb = scene.text(draft.metric_span[0], candidate.number[0])
        draft.metric_id = "price" if _COSTS.fullmatch(verb) and candidate.scale < AMOUNT else "expenses"
        if _ONCE.search(draft.page.words, scene.clause(candidate.start)[0], candidate.start):
            draft.metric_id = "one_off_cost"
    elif _is_charged(draft) or _is_of_price(draft) or _is_set(draft):
        draft.metric_id = "price"
    elif draft.metric_id in {"asp", "price"} or (
        draft.metric_id == "deal_value" and candidate.per == "share"
    ):
        bought_back = any(
            mark.what.metric == "buyback" for mark in scene.between(scene.start, candidate.start)
        )
        dealt = candidate.scale >= AMOUNT and any(mark.what.metric == "deal_value" for mark in scene.marks)
        draft.metric_id = "buyback_price" if bought_back else "deal_value" if dealt else draft.metric_id
        if (
            draft.metric_id == "price"
            and candidate.scale < AMOUNT
            and _OFFERED.search(draft.page.words, scene.start, scene.end)
        ):
            draft.metric_id, candidate.per = "issue_price", "share"
    elif (
        draft.metric_id == "share_price" and candidate.per in {"share", "unit"} and candidate.kind == "money"
    ):
        issued = any(other.metric_id in {"proceeds", "issue_size"} for other in draft.earlier)
        draft.metric_id = "issue_price" if issued else draft.metric_id
    if draft.metric_id == "price" and candidate.per is None and draft.page.lang == "zh":
        of_car = CAR.search(draft.page.plain, scene.start, candidate.start)
        candidate.per = "vehicle" if of_car else None


def _is_charged(draft: Draft) -> bool:
    """Return whether it is a price that is charged: "charges £112 a night", not an accounting charge."""
    said = (
        draft.metric_id == "one_off_cost"
        and draft.metric_span is not None
        and draft.scene.text(*draft.metric_span) in {"charge", "charges"}
    )
    return (
        said
        and draft.kind == "money"
        and draft.candidate.per in units.listed("charged")
        and draft.candidate.scale < AMOUNT
    )


def _is_set(draft: Draft) -> bool:
    """Return whether a price is set for a thing named between: "priced its new sedan at 215,900 yuan"."""
    return (
        draft.metric_id is None
        and draft.kind == "money"
        and draft.page.lang == "en"
        and _SET.search(draft.lead) is not None
    )


def _is_of_price(draft: Draft) -> bool:
    """Return whether a change is of the price before it: "will cost $45, up 8%"."""
    before = draft.previous
    if before is None or not draft.inherited or draft.kind != "percent":
        return False
    return before.metric_id == "price" and before.metric_span == draft.metric_span
