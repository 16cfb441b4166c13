"""Mends English marks that lost their partner: one that never closes ends where somebody is named for its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.quotes.marks import Marked

ATTRIBUTION = re.compile(
    r"[,?!]\s+(?:(?:he|she|they|it)|(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]+)\s+"
    r"(?:said|says|added|adds|told|tells|wrote|writes|tweeted|asked|asks|explained|explains|continued|noted|argued)\b"
    r"|,\s+(?:said|says|added|wrote|asked)\s+(?:[A-Z]|the\b)"
)


def mended(text: str, marks: Iterable[Marked]) -> Iterator[Marked]:
    """The marks, those without an end shortened to what stands before the first "…, she said" behind it."""
    for mark in marks:
        found = None if mark.closed else ATTRIBUTION.search(text, mark.inner_start, mark.inner_end)
        if found is None or mark.inner_start == mark.start:
            yield mark
        else:
            yield replace(mark, end=found.start() + 1, inner_end=found.start() + 1)
