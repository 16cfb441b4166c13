"""Knows which figures a metric can have, and assigns it to one. Other modules find the metric."""

from __future__ import annotations

from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft
from nlp.figures.text.senses import Mark, kinds

COUNTED = {
    "users", "mau", "dau", "paying_users", "headcount", "layoffs", "store_count", "orders",
    "store_openings",
}  # fmt: skip
"""Metrics implied by a counted noun."""
COUNTED_BY_VERB = {"store_openings", "store_closures"}
"""Metrics whose verb outranks the counted noun: 新开212家门店 is not a total of 212 stores. Markets open and close, too: "closing near 34,642"."""
PROFITS = {"operating_profit", "pretax_profit", "ebitda", "eps", "net_income"}
"""Metrics that "a profit of" and "a loss of" refer to if one was just named."""
PRICED = {"index", "oil_price", "gold_price", "exchange_rate", "yield", "share_price"}
"""Traded things: 收跌 and the like refer to them, not to a share, and a text about them is a market report."""
_NEVER_PER_SHARE = {"revenue", "gross_profit", "backlog", "borrowings"}
"""In "$2.52 a share on revenue of $27bn" the first is not revenue."""


def take(draft: Draft, mark: Mark, rule: str) -> bool:
    """Give a figure the metric of a mark. Always returns True, for use in conditions."""
    draft.metric, draft.metric_id, draft.metric_span = mark, mark.what.metric, (mark.start, mark.end)
    draft.rules.append(rule)
    return True


def inherit(draft: Draft, source: Draft, rule: str) -> bool:
    """Give a figure another one's metric. Always returns True, for use in conditions."""
    draft.metric, draft.metric_id, draft.metric_span = source.metric, source.metric_id, source.metric_span
    draft.inherited = True
    draft.rules.append(rule)
    return True


def fits(mark: Mark, candidate: Candidate) -> bool:
    """Return whether a figure can belong to a mark's metric."""
    metric = mark.what.metric
    if metric is None or _is_other_sense(mark, metric, candidate):
        return False
    kind = kinds()[metric]
    if candidate.kind == "count" and kind.counts is not None:
        return candidate.unit in units.listed(kind.counts)
    if candidate.kind == "count" and kind.never is not None and candidate.unit in units.listed(kind.never):
        return False
    if candidate.unit is None and candidate.scale > 1:
        return kind.fits("money") or kind.fits("count")
    if metric == "price" and candidate.kind != "money":
        return candidate.kind in {"percent", "pp", "multiple"}
    return kind.fits(candidate.kind)


def _is_other_sense(mark: Mark, metric: str, candidate: Candidate) -> bool:
    """Return whether the word has another meaning beside such a figure."""
    if candidate.per == "share" and metric in _NEVER_PER_SHARE:
        return True
    if candidate.kind in {"percent", "pp"} and metric == "proceeds" and mark.what.is_verb:
        return True  # "raised its growth forecast to 1.6%"
    if candidate.kind == "fraction" and metric == "share_price" and mark.what.is_verb:
        return True  # "closed more than half of its schools"
    if candidate.kind == "percent" and metric == "other_income" and "up" in mark.what.cues:
        return True  # "missing the 4.8% gain that was expected"
    # "the stock has lost a third of its value"
    return "lose" in mark.what.cues and candidate.kind in {"percent", "pp", "bp", "fraction", "point"}


def may_inherit(source: Draft, candidate: Candidate) -> bool:
    """Return whether a figure can have the metric of an earlier one."""
    if source.metric is None:
        return False
    if (
        candidate.kind in {"money", "count"}
        and source.kind in {"money", "count"}
        and candidate.unit
        and source.candidate.unit
        and candidate.kind != source.kind
    ):
        return source.metric.what.metric in {
            "buyback",
            "turnover",
            "orders",
            "shares_sold",
            "deal_value",
        } and fits(source.metric, candidate)
    return fits(source.metric, candidate)
