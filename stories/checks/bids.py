"""What is bid, once it was raised: two bids that follow each other differ, and neither report of them is wrong."""

from __future__ import annotations

from records import FigureRef, Item
from stories.checks.retractions import sentence_of
from stories.text.phrases import phrases

BID = frozenset({"valuation", "deal_value", "issue_price"})
"""Metrics that say what is bid, by the share or for the whole."""

NEAR = 30
"""Characters between the word for the change and that for the bid: "raised its second and last offer"."""


def raised(ref: FigureRef, item: Item) -> bool:
    """Whether a figure is what a bid was raised, or lowered, to: its sentence says so."""
    figure = ref.figure
    if figure.metric not in BID:
        return False
    sentence = sentence_of(ref, item)
    bids = [match.span() for match in phrases("bids", "bids", item.lang).finditer(sentence)]
    return any(
        start - NEAR <= changed.end() and changed.start() <= end + NEAR
        for changed in phrases("bids", "changed", item.lang).finditer(sentence)
        for start, end in bids
    )
