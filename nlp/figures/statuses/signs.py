"""The sign of a figure: a loss or a fall is negative; the change of a loss keeps its own direction."""

from __future__ import annotations

import re

from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import Mark

_OR = re.compile(r"[ ]?[,，]?[ ]?(?:or|或)[ ]?")
_AND = re.compile(r"[ ](?:and|及|和)[ ]")
_EITHER = re.compile(r"[(/][ ]?$|\b(?:profits?|gains?|income)[ ](?:or|and)[ ]$")


def set_sign(draft: Draft) -> None:
    """Negate a loss or a fall; the change of a loss keeps its direction and is marked as of a loss."""
    candidate = draft.candidate
    loss = _is_loss(draft)
    draft.of_loss = loss
    negative = candidate.negative
    if not negative and draft.basis == "change":
        negative = draft.direction < 0
    elif not negative and candidate.kind in {"money", "number"} and draft.basis == "level":
        negative = loss
    if negative:
        negate(candidate)


def _is_loss(draft: Draft) -> bool:  # noqa: PLR0911
    scene = draft.scene
    marks = draft.before
    trail = draft.trail
    after = [
        mark for mark in scene.between(trail[0], min(trail[1], trail[0] + 12)) if _says_loss(scene, mark)
    ]
    if draft.previous and (_OR.fullmatch(draft.lead) or _is_second(draft, draft.previous)):
        return draft.previous.of_loss
    swing = [mark for mark in marks if mark.what.cues & {"swing_to_loss", "swing_to_profit"}]
    if after and draft.page.lang == "en":
        return True
    if draft.metric is not None and _says_loss(scene, draft.metric) and not draft.inherited:
        later = [mark for mark in swing if mark.start > draft.metric.start]
        return not (later and "swing_to_profit" in later[-1].what.cues)
    if swing:
        return "swing_to_loss" in swing[-1].what.cues
    named = [
        mark
        for mark in marks
        if mark.what.metric
        in {"net_income", "operating_profit", "pretax_profit", "ebitda", "eps", "profit_per_unit"}
    ]
    if named and _says_loss(scene, named[-1]):
        return True
    if named or draft.metric is None or "taken up" in draft.rules:
        return False
    return _says_loss(scene, draft.metric) and draft.inherited


def _is_second(draft: Draft, previous: Draft) -> bool:
    """Return whether it is the second of two amounts of one metric: "a profit of £398m and £1.1bn"."""
    return previous.metric is draft.metric and _AND.fullmatch(draft.lead) is not None


def _says_loss(scene: Scene, mark: Mark) -> bool:
    """Return whether a word means loss unambiguously; in "gains (losses)" or "profit or loss", each figure has its own sign."""
    return mark.what.loss and not _EITHER.search(scene.text(max(scene.start, mark.start - 12), mark.start))


def negate(candidate: Candidate) -> None:
    """Negate a value, or both ends of a range."""
    candidate.negative = True
    if candidate.value is not None:
        candidate.value = -abs(candidate.value)
    if candidate.low is not None and candidate.high is not None:
        candidate.low, candidate.high = (
            -max(abs(candidate.low), abs(candidate.high)),
            -min(abs(candidate.low), abs(candidate.high)),
        )
