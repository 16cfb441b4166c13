"""Who forecasts an English figure: analysts estimate; a company guides, aims or has agreed."""

from __future__ import annotations

import re

from nlp.figures.scenes import BREAK, Draft, Scene, has, last
from nlp.figures.text.senses import Mark
from nlp.figures.text.words import alternatives, load

_FAR = 90
"""Characters after a reference to others' forecasts within which it holds across a comma."""
_BY = re.compile(r"\bby[ ](?:about |some |nearly )?$")
_AFTER = re.compile(r"\bafter\b")
_WAS = re.compile(r"\bwas|were|had\b")
_PASSIVE = re.compile(r"\b(?:than|as|was|were|had been|the|originally|previously|initially|widely)[ ]$")
_AUXILIARY = {"will", "would", "is set to", "should"}
_DEED = re.compile(
    r"[ ](?:also |now |then |soon |[a-z]+ly ){0,2}(?:(?P<own>cut|lay off|let go|shed|slash|eliminate|axe|dismiss|hire|recruit|open|close|shut|invest|spend|"
    r"build|buy back|repurchase|repay|recall|donate|redeem)|(?P<buy>acquire|buy|take over|purchase)|own|receive|pay|get|hold)\b"
)
"""Announced actions; "own", "receive" and "pay" are terms of a deal."""
_AGREED = {"deal_value", "stake", "valuation", "target_price"}
DECIDED = {
    None, "layoffs", "headcount", "store_openings", "store_closures", "investment", "buyback", "recall",
}  # fmt: skip
"""What a company decides; its costs it can only forecast."""
_NAMED = load("figures_forecasters")
_OFFICES = re.compile(rf"\b(?:{alternatives(_NAMED['others']['en'])})\b(?P<does>(?: (?:also|now|still))? $)?")
_NOUN_OR_VERB = {"forecasts", "estimates"}
_DOES = re.compile(
    r"(?:\b(?P<who>[A-Z][\w&.-]*)|\b(?:it|which|and|also|now|company|firm|group|bank|management|insurer|airline|retailer|lender|[a-z]+maker|chain))[ ]$"
)
"""Subjects of a forecasting verb, unlike "analysts' forecasts"."""
_POLLSTERS = frozenset(_NAMED["pollsters"]["en"])
"""Pollsters, who collect others' forecasts."""
_FORECAST_OF = re.compile(r"[ ](?:of|for|by|from|compiled|that)\b|[.,;]")
_BY_OTHERS = frozenset(_NAMED["verbs"]["others"])
"""Verbs that only outside forecasters use."""
_SAID_OF_LAST = re.compile(
    r"[ ](?:[a-z]+[ ]){0,3}(?:expected|forecast|predicted|projected|estimated|anticipated) by (?:the |most )?$"
)
"""In "more than the 185,000 expected by analysts, and churn fell to", the analysts belong to the figure before."""
_ACCORDING = re.compile(
    r",? according to (?!(?:the |its |an? )?(?:company|firm|group|bank|statement|filing|results|report|people|sources?|person|management|documents?)\b)"
    r"|,? (?:analysts|economists|researchers|forecasters)(?: at [^,.;]{2,30})? (?:said|say|estimate|reckon|predict)"
)
"""A forecaster named afterwards: "is projected to reach $90 million, according to Gartner"."""
_OF_NOBODY = frozenset(_NAMED["verbs"]["nobody"])
"""Forecasts without a named forecaster."""
_REACH_AHEAD = 120
_NEXT_THING = re.compile(r"[ ](?:and|or)[ ]$")
_IS_A_PLAN = re.compile(
    r"[ ](?:is|was|are|were|costs?|starts?|added|has|had|includes?|covers?|offers?)\b(?! (?:to|for|set to)\b)"
)
"""In "a personal plan is just $10", the plan is a product."""
_UNREAL = re.compile(r"[ ]have (?:been|had|come|risen|fallen|grown)\b")
""""would have been" without one-off items refers to the past."""
_MODAL = {"could", "may", "should", "would", "see", "sees", "will", "will be", "would be"}
"""Modal verbs: they mark a forecast only for the figure they govern."""


def who(draft: Draft, told: list[Mark]) -> str | None:
    """Return estimate, guidance or target by the forecast marks before a figure, one at least; None if they state no forecast."""
    scene = draft.scene
    source = last(told, "consensus")
    if source is not None and _is_of_figure_before(draft, source):
        told = [mark for mark in told if mark.start > source.start]
        source = last(told, "consensus")
    if not told:
        return None
    if source is not None:
        return _of_other_forecasters(draft, source)
    final = told[-1]
    between = scene.text(final.end, draft.start)
    if _AFTER.search(between):
        return None  # "slashed its forecast after profits tumbled 30 per cent"
    if "target" in final.what.cues:
        return None if _NEXT_THING.match(between) or _IS_A_PLAN.match(between) else "target"
    if "guidance" in final.what.cues:
        return _of_officials(draft, final) if _guides(scene, final, between) else None
    head = scene.text(max(draft.own[0], final.start - 12), final.start)
    by_others = scene.text(final.start, final.end) == "estimated" and head.endswith(("is ", "are ", "an "))
    by_others = by_others or scene.text(final.start, final.end) in _BY_OTHERS
    return "estimate" if _PASSIVE.search(head) or by_others else "guidance"


def is_of_office(scene: Scene, place: int) -> bool:
    """Return whether a government, central bank or institute is named before a position, so that growth is a country's."""
    return _OFFICES.search(scene.page.words, scene.start, place) is not None


def _is_of_figure_before(draft: Draft, source: Mark) -> bool:
    """Return whether the analysts belong to the previous figure: "more than the 185,000 expected by analysts, and churn fell to 0.9%"."""
    said = _SAID_OF_LAST.fullmatch(draft.page.words, draft.own[0], source.start)
    return said is not None and BREAK.search(draft.scene.text(source.end, draft.start)) is not None


def _of_officials(draft: Draft, final: Mark) -> str:
    """Classify an official forecast: governments, central banks and institutes estimate, as do forecasters named afterwards."""
    scene = draft.scene
    if any(
        office["does"] is not None for office in _OFFICES.finditer(scene.page.words, scene.start, final.start)
    ):
        return "estimate"
    behind = draft.start, min(scene.end, draft.start + _REACH_AHEAD)
    told = scene.text(final.start, final.end) in _OF_NOBODY and _ACCORDING.search(scene.page.words, *behind)
    return "estimate" if told else "guidance"


def _of_other_forecasters(draft: Draft, source: Mark) -> str | None:
    """Classify others' forecast as an estimate, unless the words continue with a result or the size of a beat."""
    if _is_own_verb(draft.scene, source):
        return "guidance"
    tail = draft.scene.text(source.end, draft.start)
    beaten = [mark for mark in draft.before if mark.what.cues & {"beat", "missed"}]
    if beaten and _BY.search(tail):
        return None
    if not BREAK.search(tail):
        return "estimate"
    guided = has([mark for mark in draft.before if mark.start > source.end], "guidance")
    return "estimate" if len(tail) < _FAR and not guided else None


def _guides(scene: Scene, final: Mark, between: str) -> bool:
    words = scene.text(final.start, final.end)
    if words.startswith("would") and _UNREAL.match(scene.page.words, final.end):
        return False
    return not (words in _MODAL and (BREAK.search(between) or _WAS.search(between)))


def of_deed(draft: Draft, final: Mark) -> str | None:
    """Classify an announced action as a target; agreed prices and terms of a merger are not forecasts."""
    if draft.scene.text(final.start, final.end) not in _AUXILIARY:
        return "guidance"
    deed = _DEED.match(draft.page.words, final.end)
    metric = draft.metric_id
    if metric in _AGREED and not (deed and deed["buy"] and metric == "stake"):
        return None
    if deed is None:
        return "guidance"
    if deed["own"]:
        return "target" if metric in DECIDED else "guidance"
    return "target" if deed["buy"] and metric == "stake" else None


def _is_own_verb(scene: Scene, mark: Mark) -> bool:
    """Return whether "forecasts" is the company's verb: "the company forecasts earnings of", not "beat forecasts of"."""
    if scene.text(mark.start, mark.end) not in _NOUN_OR_VERB:
        return False
    head = _DOES.search(scene.page.plain, scene.start, mark.start)
    return (
        head is not None
        and head["who"] not in _POLLSTERS
        and not _FORECAST_OF.match(scene.page.words, mark.end)
    )
