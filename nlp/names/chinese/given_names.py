"""Proposes people with given names only: Tibetans, Mongols, Uyghurs and Kazakhs. Leaves the decision to `people`."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from nlp.names import lexicon
from nlp.names.chinese import evidence
from nlp.names.chinese.evidence import Evidence, Span


def find(seen: Evidence) -> list[Span]:
    """Return runs of two or three given names, and single ones that LAC tags as names: 次仁多吉, 央金."""
    rows = [
        found.span()
        for found in _rows().finditer(seen.text)
        if found.start() in seen.at or found.end() in seen.ends
    ]
    taken = evidence.Places(rows)
    singles = lexicon.words("peoples", "tibetan") | lexicon.words("peoples", "mongolian")
    alone = (span for span in seen.tagged("PER", "ORG", "nz") if seen.text[slice(*span)] in singles)
    return rows + [span for span in alone if not taken.meet(span)]


def is_cut_short(seen: Evidence, end: int, foreign: Collection[str]) -> bool:
    """Whether the last character of a dotted name was cut off with the verb: 提 in "米吉提担任"."""
    number = seen.at.get(end)
    if number is None or seen.text[end] not in foreign:
        return False
    return seen.text[end + 1 : seen.words[number].end] in lexicon.words("zh", "people", "deeds")


@cache
def _rows() -> re.Pattern[str]:
    kinds = ("tibetan", "mongolian", "turkic")
    parts = (sorted(lexicon.words("peoples", kind), key=len, reverse=True) for kind in kinds)
    return re.compile("|".join(rf"(?:{'|'.join(words)}){{2,3}}" for words in parts))
