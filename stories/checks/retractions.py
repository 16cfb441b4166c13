"""The sentence of a figure, and whether it takes the figure back or replaces it: a correction, a raised bid.

A figure that has changed since is not retracted, and two bids differ without either report being wrong.
"""

from __future__ import annotations

import re

from records import FigureRef, Item
from stories.text.phrases import phrases, plain

_GIVEN = re.compile(
    r"\b(?:not|wrongly|mistakenly|erroneously|incorrectly|misstated|gave|said|put|stated|version)\b[^.!?\d]*$"
    r"|(?:不是|而非|并非|误)[^。，\d]*$"
)
"""Words before a figure given in error."""
_NEAR = 60

BID = frozenset({"valuation", "deal_value", "issue_price"})
"""Metrics of a bid, per share or in total."""

CHANGED = 30
"""Maximum characters between the change and the bid: "raised its second and last offer"."""

_BEGIN = re.compile(r"[.!?]\s|[。！？\n]")


def sentence_of(ref: FigureRef, item: Item) -> str:
    """Return the sentence that contains a figure, folded."""
    return plain(item.text[slice(*sentence_span(ref, item))], item.lang)


def sentence_span(ref: FigureRef, item: Item) -> tuple[int, int]:
    """Return where the sentence that contains a figure begins and ends."""
    figure = ref.figure
    begin = max((match.end() for match in _BEGIN.finditer(item.text, 0, figure.start)), default=0)
    stop = _BEGIN.search(item.text, figure.end)
    return begin, stop.start() if stop else len(item.text)


def is_retracted(ref: FigureRef, item: Item) -> bool:
    """Return whether the sentence corrects the figure, as the earlier one or as "not $115 million"."""
    if phrases("corrections", "corrects", item.lang).search(sentence_of(ref, item)) is None:
        return False
    head = plain(item.text[max(0, ref.figure.start - _NEAR) : ref.figure.start], item.lang)
    return ref.figure.status == "prior" or _GIVEN.search(head) is not None


def is_raised_bid(ref: FigureRef, item: Item) -> bool:
    """Return whether the sentence says that a bid was raised or lowered to this figure."""
    if ref.figure.metric not in BID:
        return False
    sentence = sentence_of(ref, item)
    changes = [match.span() for match in phrases("bids", "changed", item.lang).finditer(sentence)]
    return any(
        max(bid.start() - end, start - bid.end()) <= CHANGED
        for bid in phrases("bids", "bids", item.lang).finditer(sentence)
        for start, end in changes
    )
