"""Amounts given again in another currency, in brackets right behind: "€5.6 billion (£4.7bn)". They mean what the amount before means."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft, Scene
from nlp.figures.statuses.signs import negate

_OPENS = re.compile(
    r"[ ]?\((?:or |about |around |roughly |some |approximately |equivalent to |约合|折合|合|约)?"
)
_CLOSES = re.compile(r"[ ]?\)")


def set_aside(scene: Scene) -> list[Draft]:
    """Take the conversions out of a sentence, so that no rule finds them between a figure and the words about it."""
    kept: list[Draft] = []
    found: list[Draft] = []
    for draft in scene.drafts:
        closing = _CLOSES.match(scene.page.plain, draft.end)
        if kept and closing and _is_conversion(scene, kept[-1], draft):
            draft.converts, kept[-1].closed = kept[-1], closing.end()
            found.append(draft)
        else:
            kept.append(draft)
    if found:
        scene.keep(kept)
    return found


def _is_conversion(scene: Scene, amount: Draft, draft: Draft) -> bool:
    return (
        amount.kind == draft.kind == "money"
        and None not in {amount.candidate.unit, draft.candidate.unit}
        and amount.candidate.unit != draft.candidate.unit
        and _OPENS.fullmatch(scene.text(amount.end, draft.start)) is not None
    )


def put_back(scene: Scene, conversions: list[Draft]) -> None:
    """Give conversions the meaning of their amounts, and their places in the sentence."""
    if not conversions:
        return
    for draft in conversions:
        if (amount := draft.converts) is not None:
            draft.mean_the_same(amount)
            draft.candidate.per = draft.candidate.per or amount.candidate.per
            if amount.candidate.negative:
                negate(draft.candidate)
    scene.keep(sorted([*scene.drafts, *conversions], key=lambda draft: draft.start))
