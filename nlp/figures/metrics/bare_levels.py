"""Gives a bare number its unit if the words before it name a level: "deliveries rose to 208,560", an index at 34,642."""

from __future__ import annotations

import re

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import MOVED, kinds

_TOLD_EN = re.compile(
    r"(?:\b(?:of|was|were|is|at|to|by|from|reached|hit|totall?ed|than|over|:|versus|vs|around|about|against|with|past|near|as|delivered|sold|shipped|nearly|some|employs|another|further)|[-:])[ ]?$"
)
_ALTERNATIVE = re.compile(
    r"[ ,]*(?:and |from |to |versus |against |compared with |compared to |up from |down from |or |vs\.? |(?:well )?(?:short of|below|above|ahead of|shy of) )"
)
_AGAINST = re.compile(r"\b(?:from|versus|vs|against|compared with|compared to)[ ](?:[a-z]+ )?$")
_BESIDE = 60
"""Characters between a figure and the number it is compared with."""
_BEFORE = 24
"""Characters before a number that may mark it as a level."""
_LENDS_UNIT = {"count", "point", "multiple", "money"}
_MORE = re.compile(r"[ ](?:more|fewer|less)\b(?P<than>[ ]than\b|[ ]?[.,;]|$)?")
_MOVED = re.compile(rf"\b(?:up|down|{MOVED})(?: by)?[ ]$")
_IS_MORE = re.compile(r"\b(?:another|further|additional)[ ]$")
_CROWD = 20
"""From this value, a bare number after "employs" counts people and is not a list item."""
_NUMBER_OF = re.compile(r"\bnumber of [a-z ]{3,30}(?: [a-z]+){0,2} (?:was|were|is|of|at|to|totalled|by) $")


def settle(draft: Draft, previous: Draft | None) -> bool:
    """Give a bare number a unit only if the words before it mark a level: "to 350,000", "from 350,000"."""
    candidate = draft.candidate
    is_year = candidate.plain_digits and candidate.value is not None and 1900 <= candidate.value <= 2100  # noqa: PLR2004
    if (draft.metric_id or "") not in kinds() or is_year:
        return False
    if previous is not None and _is_beside(draft, previous):
        return _take_unit_of(previous, candidate)
    if draft.metric_id == "exchange_rate":
        return settle_index(draft)
    return (
        _settle_ratio_or_points(draft)
        or _settle_more(draft.scene, candidate, previous)
        or _settle_count(draft)
    )


def settle_index(draft: Draft) -> bool:
    """Settle an index, a survey or an exchange rate without a unit."""
    candidate = draft.candidate
    if (
        draft.metric_id == "exchange_rate"
        and candidate.quoted < 1
        and re.search(r"人民币|yuan", draft.scene.text(draft.scene.start, candidate.start))
    ):
        candidate.kind, candidate.unit, candidate.assumed = "money", "CNY", "currency of an exchange rate"
        return True
    if draft.metric_id not in {"index", "pmi"} or candidate.quoted == 1 or candidate.spelled:
        return False
    gap = draft.scene.text((draft.metric_span or (0, 0))[1], candidate.start)
    if len(gap) > 24 or "-" in gap:  # noqa: PLR2004
        return False
    candidate.kind, candidate.unit = "point", "point"
    return True


def _is_of_people(draft: Draft) -> bool:
    """Recognise a count of people: "employs about 900", "cut another 250"."""
    return draft.metric_id in {"headcount", "layoffs"} and draft.candidate.largest >= _CROWD


def _is_beside(draft: Draft, previous: Draft) -> bool:
    """Return whether a number is compared with, or corrects, the previous figure of the same metric."""
    if previous.metric_id != draft.metric_id or previous.kind not in _LENDS_UNIT:
        return False
    between = draft.scene.text(previous.end, draft.start)
    return len(between) < _BESIDE and bool(_ALTERNATIVE.match(between) or _AGAINST.search(between))


def _take_unit_of(previous: Draft, candidate: Candidate) -> bool:
    """Take the previous unit, but not from a scaled amount to a small number: in "$3m against 12" the 12 is a count."""
    before = previous.candidate
    if before.kind == "money" and candidate.plain_digits and candidate.scale == 1 and before.scale > 1:
        return False
    candidate.kind, candidate.unit, candidate.assumed = before.kind, before.unit, "unit of the figure before"
    return True


def _settle_ratio_or_points(draft: Draft) -> bool:
    """Settle the 14.2 of a price-earnings ratio or the 34,642 of an index."""
    candidate = draft.candidate
    if not _TOLD_EN.search(_words_before(draft.scene, candidate)):
        return False
    if draft.metric_id in {"pe", "pb"}:
        candidate.kind = candidate.unit = "multiple"
        return True
    if draft.metric_id in {"index", "pmi"} and (candidate.quoted < 1 or (candidate.value or 0) >= 1000):  # noqa: PLR2004
        candidate.kind = candidate.unit = "point"
        return True
    return False


def _settle_more(scene: Scene, candidate: Candidate, previous: Draft | None) -> bool:
    """Continue a count as in "cut 4,000 jobs, 1,200 more than"."""
    more = _MORE.match(scene.page.words, candidate.end)
    if more is None or previous is None or previous.kind != "count":
        return False
    if not (more["than"] or _is_grouped(scene, candidate)):
        return False
    candidate.kind, candidate.unit = "count", previous.candidate.unit
    return True


def _settle_count(draft: Draft) -> bool:
    """Settle a count as in "deliveries rose to 208,560", "the number of stores stood at 412"."""
    candidate, kind = draft.candidate, kinds()[draft.metric_id or ""]
    before, grouped = _words_before(draft.scene, candidate), _is_grouped(draft.scene, candidate)
    is_counted = "count" in kind.takes and (
        kind.count or candidate.per is not None or draft.metric_id == "production"
    )
    if not is_counted or candidate.quoted != 1 or "right far" in draft.rules:
        return False
    says_so = (
        grouped
        or _is_of_people(draft)
        or _IS_MORE.search(before)
        or _NUMBER_OF.search(draft.scene.text(draft.scene.start, candidate.start))
    )
    if not says_so or not (_TOLD_EN.search(before) or (grouped and _MOVED.search(before))):
        return False
    candidate.kind, candidate.unit = "count", kind.count or "unit"
    return True


def _words_before(scene: Scene, candidate: Candidate) -> str:
    return scene.text(max(scene.start, candidate.number[0] - _BEFORE), candidate.number[0])


def _is_grouped(scene: Scene, candidate: Candidate) -> bool:
    return "," in scene.page.plain[candidate.number[0] : candidate.number[1]]
