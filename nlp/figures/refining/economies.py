"""Recognises English figures of a country: growth, trade balance, interest rates."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft
from nlp.figures.statuses import forecasters_en

_TRADE = {"exports", "imports"}
_GROWTH = re.compile(r"\b(?:global |economic |world )?growth (?:of|at|to) (?:about |around |some )?$")
_SURPLUS = re.compile(
    r"(?<!budget )(?<!fiscal )\b(?:surplus|deficit)(?: (?:of|to|at|was|stood at|reached))? $"
)
_RATES = {"rate", "rates"}
_OF_MONEY = re.compile(
    r"\b(?:interest|central bank|fed|federal reserve|ecb|monetary|policymakers?|lending|borrowing|borrowers|mortgages?|loans?|bonds?|yields?|bank of|reserve bank|riksbank|norges|inflation)\b"
)


def name(draft: Draft) -> None:
    """Set a figure's metric where it describes an economy."""
    candidate, before = draft.candidate, draft.lead
    grows = draft.metric_id == "growth" or (
        draft.metric_id is None and candidate.kind == "percent" and _GROWTH.search(before)
    )
    if grows and forecasters_en.is_of_office(draft.scene, candidate.start):
        draft.metric_id = "gdp"
    elif draft.metric_id in _TRADE and candidate.kind == "money" and _SURPLUS.search(before):
        draft.metric_id = "trade_balance"
    elif draft.metric_id == "policy_rate":
        _name_rates(draft)


def _name_rates(draft: Draft) -> None:
    """Treat "rates" as interest rates in a text about money; elsewhere they may be of insurance, taxis or hearts."""
    if draft.metric_span is None or draft.kind == "bp":
        return
    if draft.scene.text(*draft.metric_span) in _RATES and not _OF_MONEY.search(
        draft.page.words, *draft.scene.around()
    ):
        draft.metric_id = draft.metric_span = None
