"""Decides which metric each number of a sentence belongs to. Knows no direction, status or period."""

from __future__ import annotations

import re

from nlp.figures.metrics import alignment, naming, own_nouns_en, shares, traded, unlisted
from nlp.figures.metrics.fitting import inherit, may_inherit, take
from nlp.figures.metrics.neighbours_left import is_plainly_left, left, takes_up
from nlp.figures.metrics.neighbours_right import following, right
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.text.senses import Mark

_OTHER_THING = re.compile(
    r"\b(?:helped|driven|hit|hurt|boosted|weighed down|dragged down|offset|lifted|fuell?ed|supported|caused)(?: [a-z]+)? by\b"
    r"|\b(?:due to|because of|thanks to|including|includes|included|owing to|as a result of|reflecting|despite)\b"
)
"""After these words the text speaks of something else: "profit of $210m, helped by a $45m tax credit"."""
_OF_PLANNED = re.compile(
    r"\bof (?:a|an|the|its) (?:planned|total|possible|maximum|announced|authori[sz]ed|promised) $"
)
"""As in "has bought back €640 million of its shares out of a planned €1 billion"."""
_CALLED_AGAIN = re.compile(
    r"[;.,][ ](?:but |and |while )?(?:adjusted|on an adjusted basis|excluding [^,;]{3,40}|before (?:those|these|such)[^,;]{0,30}|without [^,;]{3,30}),?"
    r" (?:it|that|the figure) (?:was|is|stood at|came to|came in at|would have been|rose to|fell to) $"
)
"""As in "Operating profit was €32m including costs of €2m; adjusted, it was": the first metric is repeated."""
_CALLED_REACH = 90
_CALLED_ENDS = ("as ", "is ", "at ", "to ", "en ")
"""How those words end, right before the figure."""


def attach(scene: Scene, before: Draft | None) -> None:
    """Give every draft of a sentence its metric; a forecast without one takes that of the last figure before the sentence."""
    alignment.align(scene)
    scene.wholes = shares.wholes(scene)
    goes_on = before is not None and before.metric_id is not None
    for draft in scene.drafts:
        if draft.metric_id is not None or shares.is_premium(draft):
            continue
        if traded.take(draft, before):
            continue
        if (named := unlisted.rate(draft) or unlisted.rate_before(draft)) is not None:
            draft.metric_phrase = named
            draft.rules.append("unlisted rate")
        elif (own := own_nouns_en.of(draft)) is not None:
            draft.metric_id, draft.metric_span = own.metric, own.span
            draft.rules.append("own noun")
        elif scene.names_metric or goes_on:
            _ = (
                _is_share(draft)
                or _is_ratio(draft)
                or _is_called_again(draft)
                or _is_named_near(draft)
                or _is_named_far(draft)
                or _goes_on(draft, before)
                or _is_expected_per_share(draft)
            )
    if scene.page.lang == "en" and scene.drafts:
        naming.name(scene)


def _is_share(draft: Draft) -> bool:
    """Give a share the metric it is a part of: "R&D was $5m, 6.7% of sales"."""
    scene = draft.scene
    previous = _previous(draft)
    own, whole = draft.own, scene.wholes.get(draft.index)
    if whole is None and not shares.is_said(draft):
        return False
    if previous is not None and previous.metric_id and not shares.named_in(scene, own, draft.candidate):
        return inherit(draft, previous, "share")
    named = left(scene, own[0], draft.candidate)
    if draft.page.lang == "en":
        if named is not None and named.what.metric == "layoffs":
            return take(draft, named, "left")  # "let go 12% of its staff"
        named = None
    return named is None and whole is not None and take(draft, whole, "whole")


def _is_ratio(draft: Draft) -> bool:
    """Give a multiple the ratio's own metric, or none."""
    ratio = shares.ratio(draft)
    if ratio is None:
        return False
    draft.metric_id = ratio or None
    draft.rules.append("ratio")
    return True


def _is_called_again(draft: Draft) -> bool:
    """Give the first figure's metric if the words repeat it on another basis."""
    if draft.previous is None or draft.page.lang != "en":
        return False
    place = draft.start
    begin = max(draft.scene.start, place - _CALLED_REACH)
    return (
        draft.page.words.startswith(_CALLED_ENDS, place - 3)
        and _CALLED_AGAIN.search(draft.page.words, begin, place) is not None
        and inherit(draft, draft.scene.drafts[0], "called again")
    )


def _is_named_near(draft: Draft) -> bool:
    """Give the metric right after the figure, else the nearest before it, else the previous figure's."""
    previous = _previous(draft)
    after, nearest = right(draft), left(draft.scene, draft.own[0], draft.candidate)
    if after is not None and not is_plainly_left(draft, nearest):
        return take(draft, after, "after")
    if nearest is not None and previous is not None and _is_taken_up(draft, previous, nearest):
        return inherit(draft, previous, "taken up")
    if nearest is not None:
        return take(draft, nearest, "left")
    if draft.previous and draft.page.lang == "en" and _OTHER_THING.search(draft.lead):
        behind = following(draft, draft.clause[1])
        return behind is None or take(draft, behind, "right far")
    if (named := unlisted.amount(draft)) is not None:
        draft.metric_phrase = named
        draft.rules.append("unlisted amount")
        return True
    return (
        previous is not None
        and previous.metric_id is not None
        and may_inherit(previous, draft.candidate)
        and inherit(draft, previous, "inherited")
    )


def _is_taken_up(draft: Draft, previous: Draft, nearest: Mark) -> bool:
    """Return whether the metric before only repeats the previous figure's, or the figure is that one's total."""
    whole = _OF_PLANNED.search(draft.lead) is not None
    planned = whole and previous.metric is not None and may_inherit(previous, draft.candidate)
    return planned or takes_up(draft.scene, previous, nearest)


def _is_named_far(draft: Draft) -> bool:
    """Give a metric further away in the clause or the sentence."""
    scene = draft.scene
    low, high = draft.clause
    nearest = left(scene, low, draft.candidate) or left(scene, scene.start, draft.candidate)
    if nearest is not None:
        return take(draft, nearest, "left far")
    behind = following(draft, high)
    if behind is not None:
        return take(draft, behind, "right far")
    return False


def _goes_on(draft: Draft, before: Draft | None) -> bool:
    """Give a forecast or change without a metric the last figure's: "Analysts had expected $5m"."""
    scene = draft.scene
    said = scene.between(scene.start, draft.start)
    if before is None or before.metric_id is None or not may_inherit(before, draft.candidate):
        return False
    if not has(said, "consensus", "expected", "yoy", "qoq", "up", "down", "year_ago"):
        return False
    scene.names_metric = True
    return inherit(draft, before, "sentence before")


def _is_expected_per_share(draft: Draft) -> bool:
    """Treat unnamed per-share expectations as earnings: "were expecting $2.52 a share"."""
    if draft.kind != "money" or draft.candidate.per != "share":
        return False
    if not has(draft.scene.between(draft.scene.start, draft.start), "consensus", "expected", "guidance"):
        return False
    draft.metric_id = "eps"
    draft.rules.append("expected per share")
    return True


def _previous(draft: Draft) -> Draft | None:
    """Return the previous figure in the same clause."""
    previous = draft.previous
    return previous if previous and previous.end >= draft.clause[0] else None
