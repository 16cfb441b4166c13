"""Finds the metric after a figure: right after it, in the counted noun itself, or first in the clause."""

from __future__ import annotations

import re

from nlp.figures.metrics.fitting import COUNTED, fits
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import Mark

_AFTER_EN = re.compile(
    r"[ ]?(?:(?:in|of|as|worth of|for|on)[ ])?(?:(?:the|its|their|a|an|annual|quarterly|total|new|net|group|additional|potential|more than|operating|adjusted|consolidated)[ ]){0,3}$"
)
_MOVED_EN = re.compile(
    r"[ -](?:[a-z]+[ -]){0,3}?(?:in|of|for|on|to)[ ](?:(?:the|its|their|company's|group's|[a-z'-]+)[ ]){0,3}$"
)
_HAS = re.compile(r"\b(?:has|had|have|holds|held|with|sits on|sat on|sitting on|ended|hold)\b")
_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|while) (?:the |its |their )?[a-z]+ (?:has|have|had|will|would|is|was|were|said)\b"
)
_ROUND_ZH = re.compile(r"的?(?:[A-Za-z]\d?\+*轮|天使轮|新一轮|首轮|种子轮|战略|股权)?")
"""22亿元人民币的B轮融资."""
_CONVERTED = re.compile(r"^ ?\([^()]{2,40}\)")
"""The same amount in another currency: "217.8 billion won ($196.34 million) in operating profit"."""
_NEAR_EN = 60
"""Characters after an English figure in which its metric may follow."""
_NEAR_ZH = 14
"""Characters after a Chinese figure in which its metric may follow: 50亿元的营收."""


def right(draft: Draft) -> Mark | None:
    """Return a metric right after the figure, or the one implied by the counted noun."""
    scene = draft.scene
    candidate = draft.candidate
    start, end = draft.trail
    if (counted := _counted(scene, candidate)) is not None:
        return counted
    if candidate.kind == "multiple":
        ratio = next(
            (mark for mark in scene.marks if candidate.number[1] <= mark.start <= candidate.end + 1), None
        )
        if ratio is not None and ratio.what.metric in {"pe", "pb"}:
            return ratio
    if draft.page.lang == "zh":
        return _right_zh(scene, candidate, scene.between(start, min(end, start + _NEAR_ZH)))
    return _right_en(scene, candidate, scene.between(start, min(end, start + _NEAR_EN)))


def _right_zh(scene: Scene, candidate: Candidate, near: list[Mark]) -> Mark | None:
    """Find 50亿元的营收, 43%股权, 以4750万元收购."""
    mark = next((mark for mark in near if fits(mark, candidate)), None)
    if mark is None:
        return None
    words = scene.text(candidate.end, mark.start)
    if mark.what.is_verb:
        return mark if not words and scene.page.plain[candidate.start - 1 : candidate.start] == "以" else None
    if mark.what.metric == "proceeds" and _ROUND_ZH.fullmatch(words):
        return mark
    return mark if words in {"的", "", "元的", "左右的"} else None


def _right_en(scene: Scene, candidate: Candidate, near: list[Mark]) -> Mark | None:
    """Find "$412 million in net income", "a 43% stake", "a 5% fall in sales"."""
    place = next((n for n, mark in enumerate(near) if fits(mark, candidate)), None)
    if place is None or near[place].what.is_verb:
        return None
    mark = near[place]
    words = _CONVERTED.sub("", scene.text(candidate.end, mark.start))
    if words == " of " and mark.what.metric == "share_price" and candidate.kind == "money":
        return None  # "$5m of shares" are bought, sold or issued
    if words == " on " and mark.what.metric == "revenue" and scene.page.words.startswith(" of ", mark.end):
        return None  # "profit rose 9.5 percent to 1.9 trillion yen on sales of 22.5 trillion"
    if _AFTER_EN.fullmatch(words):
        in_cash = words == " in " and scene.text(mark.start, mark.end) == "cash"
        return None if in_cash and not _HAS.search(scene.text(scene.start, candidate.start)) else mark
    moved = any(other.what.cues & {"up", "down", "narrow", "widen"} for other in near[:place])
    return mark if moved and _MOVED_EN.fullmatch(words) else None


def _counted(scene: Scene, candidate: Candidate) -> Mark | None:
    """Return the metric implied by the counted noun: 4,500 jobs, 1.5 million subscribers."""
    if candidate.kind != "count" or any(
        mark.what.is_verb and fits(mark, candidate)
        for mark in scene.between(max(scene.start, candidate.start - 40), candidate.start)
    ):
        return None
    inside = scene.between(
        candidate.number[1], candidate.end + 16 if scene.page.lang == "zh" else candidate.end
    )
    return next(
        (mark for mark in inside if mark.what.metric in COUNTED and mark.start <= candidate.end), None
    )


def following(draft: Draft, high: int) -> Mark | None:
    """Return the first metric after the figure in the clause, if none precedes it."""
    scene = draft.scene
    if draft.kind in {"percent", "fraction"} and scene.text(draft.end, draft.end + 4) == " of ":
        return None  # part of the following: "41% of buyers paid in cash"
    next_start = draft.next.start if draft.next else high
    reach = min(high, next_start, draft.end + (70 if draft.page.lang == "en" else 20))
    return next(
        (
            mark
            for mark in scene.between(draft.end, reach)
            if fits(mark, draft.candidate) and not _is_of_next(scene, draft.end, mark.start)
        ),
        None,
    )


def _is_of_next(scene: Scene, start: int, end: int) -> bool:
    """Return whether what follows belongs to the next item: after a Chinese comma, or an English one with a new subject."""
    if scene.page.lang == "zh":
        return re.search(r"[，,]", scene.page.plain[start:end]) is not None
    return _NEXT_CLAUSE.search(scene.page.words, start, end) is not None
