"""Decides what a bare English number counts: the previous counted noun, or cars in a text on car sales."""

from __future__ import annotations

import re

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import kinds

_AS_BEFORE = "unit of the figure before"
_ALIKE = 10
"""A count and its continuation are of similar size: neither is ten times the other."""
_IT_HAD = re.compile(
    r"[ ](?:that )?(?:it|they|the (?:company|group|firm)) (?:had |previously |originally |earlier )+(?:forecast|planned|expected|projected|targeted|guided)\b"
)
"""After a number, this refers to the same noun: "down from the 15 it had forecast"."""
_HUNDRED = 100
"""Minimum size for a number without commas to continue a count."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LOOK_BACK = 24
_GOES_ON = re.compile(
    r"[ ]?(?:[.,;)]|$)|[ ]?;|[ ](?:this|next|for|in|by|for|last|a year|at|expected|forecast|estimated|analysts|economists|had|it|they|the|that|was|were|on|from|to)\b"
)
_LEADS = re.compile(
    r"\b(?:to|from|than|targeting|the|versus|vs|against|with|over|of|about|around|some|and|build|buy|sell|sold|open|hire|add|added|is|was|at|between|its|another|or|nearly|almost|below|above|forecast|expected|predicted)[ ]$"
)
_LISTED = re.compile(r"\b(?:including|remaining|other|of which)[ ]$")
_NEXT = re.compile(r",[ ]$")
_OF_THE = re.compile(r"\bof[ ](?:the|its|those)[ ]$")
"""In "of the 52,000 heaters recalled, 31,000" the number after the comma is a part."""
_SOLD = {"retail_sales", "revenue", "unit_sales"}
_CARS = re.compile(r"\b(?:cars|vehicles|suvs|car ?maker|auto ?maker|automobile|dealers?|car association)\b")
_TOLD = re.compile(r"\b(?:of|was|were|is|at|to|by|from|reached|hit|totall?ed|than|over)[ ]$")


def settle(draft: Draft) -> bool:
    """Give a bare number its unit; False if nothing says what it counts."""
    return _is_as_before(draft) or _is_of_cars(draft)


def _is_as_before(draft: Draft) -> bool:
    """Continue the previous count: "completed 2,950 homes and expects to build 3,100 to 3,300 this year"."""
    scene = draft.scene
    candidate = draft.candidate
    counted = [other for other in draft.earlier[-3:] if other.kind == "count"]
    if not counted or counted[-1].candidate.scale > 1:
        return False
    previous = counted[-1]
    first, alike = previous.candidate, previous.candidate.largest
    grouped = "," in draft.page.plain[candidate.number[0] : candidate.number[1]]
    said = (
        grouped
        or _IT_HAD.match(draft.page.words, candidate.end)
        or (candidate.largest >= _HUNDRED and not _FIRST_YEAR <= candidate.largest <= _LAST_YEAR)
    )
    if not (said and alike / _ALIKE < candidate.largest < alike * _ALIKE):
        return False
    lead = scene.text(*_near(scene, candidate))
    if not (
        _GOES_ON.match(draft.page.words, candidate.end)
        and (
            _LEADS.search(lead)
            or _LISTED.search(lead)
            or (_NEXT.search(lead) and _is_in_list(scene, previous))
        )
    ):
        return False
    candidate.kind, candidate.unit, candidate.assumed = "count", first.unit, _AS_BEFORE
    if draft.metric_id is None or not kinds()[draft.metric_id].fits("count"):
        draft.metric, draft.metric_id, draft.metric_span = (
            previous.metric,
            previous.metric_id,
            previous.metric_span,
        )
        draft.inherited = True
    return True


def _is_in_list(scene: Scene, previous: Draft) -> bool:
    """Return whether the figure before is a part listed, or the whole of one: "including 31,000 in France, 14,000 in Spain"."""
    if previous.candidate.assumed == _AS_BEFORE:
        return True
    start = previous.start
    return _OF_THE.search(scene.page.words, max(scene.start, start - len("of those ")), start) is not None


def _is_of_cars(draft: Draft) -> bool:
    """Count cars where a carmaker's sales have no currency: "Retail sales were 75,980"."""
    scene = draft.scene
    candidate = draft.candidate
    sold = [
        mark
        for mark in scene.between(*draft.own)
        if mark.what.metric in _SOLD and scene.text(*mark[:2]).endswith("sales")
    ]
    grouped = "," in draft.page.plain[candidate.number[0] : candidate.number[1]]
    told = _TOLD.search(scene.text(*_near(scene, candidate)))
    if not (sold and grouped and told and _CARS.search(draft.page.words, *scene.around())):
        return False
    candidate.kind, candidate.unit, candidate.assumed = "count", "vehicle", "what the text is about"
    draft.metric, draft.metric_id, draft.metric_span = sold[-1], "unit_sales", (sold[-1].start, sold[-1].end)
    return True


def _near(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    return max(scene.start, candidate.number[0] - _LOOK_BACK), candidate.number[0]
