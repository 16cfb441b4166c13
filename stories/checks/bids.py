"""Raised bids: successive bids differ without either report being wrong."""

from __future__ import annotations

from records import FigureRef, Item
from stories.checks.retractions import sentence_of
from stories.text.phrases import phrases

BID = frozenset({"valuation", "deal_value", "issue_price"})
"""Metrics of a bid, per share or in total."""

NEAR = 30
"""Maximum characters between the change and the bid: "raised its second and last offer"."""


def is_raised_bid(ref: FigureRef, item: Item) -> bool:
    """Return whether the sentence says that a bid was raised or lowered to this figure."""
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
