"""What is bid, once it was raised: two bids that follow each other differ, and neither report of them is wrong."""

from __future__ import annotations

import re

from records import FigureRef, Item

BID = frozenset({"valuation", "deal_value", "issue_price"})
"""Metrics that say what is bid, by the share or for the whole."""

_BEGIN = re.compile(r"[.!?]\s|[。！？\n]")
_RAISED = re.compile(
    r"\b(?:rais(?:es|ed|ing)|increas(?:es|ed|ing)|improv(?:es|ed|ing)|sweeten(?:s|ed|ing)?|lift(?:s|ed|ing)|lower(?:s|ed|ing)|cuts?|cutting)"
    r"\b[^.!?]{0,40}\b(?:bid|offer|proposal)\b|\b(?:raised|improved|sweetened|increased|higher|lower|revised|final) (?:bid|offer|proposal)\b"
    r"|(?:提高|上调|加码|抬高|下调|调整)[^。！？]{0,12}(?:报价|要约|收购价|出价)|(?:报价|要约|收购价|出价)[^。！？]{0,6}(?:提高|上调|抬高|下调)|(?:提高|上调|新|修订)后?的(?:报价|要约|收购价|出价)",
    re.IGNORECASE,
)


def raised(ref: FigureRef, item: Item) -> bool:
    """Whether a figure is what a bid was raised, or lowered, to: its sentence says so."""
    figure = ref.figure
    if figure.metric not in BID:
        return False
    begin = max((match.end() for match in _BEGIN.finditer(item.text, 0, figure.start)), default=0)
    stop = _BEGIN.search(item.text, figure.end)
    return _RAISED.search(item.text[begin : stop.start() if stop else len(item.text)]) is not None
