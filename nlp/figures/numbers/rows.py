"""Gives numbers in a row the unit named at the last: 分别下滑0.92、1.11、1.20个百分点, "2.1, 3.4 and 5.0 percent"."""

from __future__ import annotations

import itertools
import re

from nlp.figures.numbers.candidates import RATES, Candidate
from nlp.figures.text.pages import Page

_NEXT_ZH = re.compile(r"[ ]?(?:、|/|和|及|与|以及)[ ]?")
_NEXT_EN = re.compile(r", (?:and )?| and ")


def share_units(candidates: list[Candidate], page: Page) -> None:
    """Give every bare number the unit of its row; a Chinese whole number only if the unit is a rate."""
    gap = _NEXT_ZH if page.lang == "zh" else _NEXT_EN
    for one, following in itertools.pairwise(reversed(candidates)):
        last, bare = one, following
        if (
            _is_bare(bare)
            and _is_told(last, bare, page.lang)
            and gap.fullmatch(page.plain, bare.end, last.start)
        ):
            bare.kind, bare.unit, bare.per, bare.assumed = last.kind, last.unit, last.per, "unit of the row"
            bare.scale = last.scale
            bare.times(last.scale)


def _is_bare(candidate: Candidate) -> bool:
    alone = candidate.kind == "number" and candidate.unit is None and candidate.scale == 1
    return alone and not candidate.spelled and candidate.value is not None


def _is_told(last: Candidate, bare: Candidate, lang: str) -> bool:
    """Return whether the row's unit can apply to a number: "iPhone 15 and 20%" is not a row."""
    if last.unit is None or last.spelled:
        return False
    if last.kind in RATES:
        return lang == "zh" or bare.quoted < 1
    return bare.quoted < 1 and last.scale > 1
