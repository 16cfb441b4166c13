"""Recognises English bases of comparison: from, versus, a year earlier; a company's own earlier forecast."""

from __future__ import annotations

import re

from nlp.figures.scenes import Draft, Scene, has, last
from nlp.figures.text.senses import MOVES, Mark

_SMALL = re.compile(
    r"\.?[ ]?(?:\(?(?:restated |revised )?)(?:(?:a|an|the|its|current|present|existing|non gaap|gaap|net|loss|profit|of|about|around|only|just|earlier|previous|last|year's|negative|gain|rise|fall|increase|decline|drop|operating|income|pretax|same|period|estimated|revised|figure|low|high|peak|level|record|average|12 month|january|february|march|april|may|june|july|august|september|october|november|december|some|more|than|over|nearly|almost|under|up|to|adjusted|value)[ ]?){0,6}"
)
_COMPARES = re.compile(r"\b(?:from|versus|vs|against|compared|after|than)\b")
_CLOSELY = 40
"""Characters to an "expected" after a figure that marks it as a forecast: "versus $13.53 billion expected"."""
_OWN_EARLIER = re.compile(
    r"(?![ ](?:[a-z]+[ ])?than\b)[ ](?:[a-z]+[ ]){0,2}?(?:that )?(?:it|they|the (?:company|group|firm|bank|carmaker|airline|retailer|miner)|management)(?: itself)? (?:had |has |previously |originally |initially |earlier )+"
    r"(?:forecast|guided|projected|expected|planned|targeted|anticipated|predicted|flagged|aimed|indicated)\b"
)
_SECOND_BASE = re.compile(r"[ ](?:a year (?:ago|earlier|before)|last year|in [a-z0-9 -]{3,40}) and ")
_LAST_TIME = re.compile(
    r"[ ](?:in|for|during|at the end of) the (?:previous|prior|preceding|last) (?:quarter|month|three months|six months|period|half|year)\b|[ ](?:a|three|six) (?:quarter|months?) (?:ago|earlier|before)\b"
    r"|[ ](?:in|for|during|at the end of) [a-z ]{3,30}?(?:last year|a year (?:ago|earlier)|(?:19|20)\d\d)\b"
)
_TIMES_BASE = re.compile(r"\b(?:double|twice|half|triple|treble|times)[ ](?:the[ ])?$")
_OF_BEFORE = re.compile(
    r"[ ](?:[a-z]+[ ]){0,4}?(?:previous|prior|preceding|earlier|a year ago|last year|the year before|at the time)\b"
)
"""As in "double the £17.8 billion of the previous period"."""
_FOLLOWING = re.compile(
    r"\b(?:after|following) (?:an? )(?:(?:upwardly|downwardly) revised |revised |unrevised )?$"
)
_MOVE_IN = re.compile(
    rf"[ ](?:loss|{MOVES})s? (?:in|the|during|a) (?:the )?(?:previous|prior|preceding|month|quarter|week|day|first|second|third|fourth|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_AGAINST_BASE = re.compile(
    r"[ ](?:[a-z]+ ){0,2}(?:below|above|under|over|more|less|fewer|higher|lower|better|worse|short of|up|down)\b"
)
_OF_YEAR_AGO = re.compile(
    r"(?:from|versus|vs\.?|against|compared (?:with|to)) (?:the |a |an )?(?:last year|year (?:ago|earlier)|prior year|previous year)"
    r"(?:'s (?:[a-z]+ ){0,3}?(?:of )?| (?:(?!to\b|on\b|with\b|and\b|for\b|is\b|was\b)[a-z]+ ){0,3}?of (?:about |nearly |just )?)"
)
"""As in "versus a year-earlier loss of $5 million", "unchanged from last year's $5 million"."""
_THEN_IT_WAS = re.compile(
    r"\b(?:from|with|to|versus|against|than)[ ](?:the[ ]|a[ ])?(?:same|corresponding|comparable|year ago|year earlier|prior year)[ ]?(?:period|quarter|half)?"
    r"(?:'s[ ][a-z ]{2,30}[ ]of|,?[ ]when[ ][a-z ]{2,40})[ ](?:about[ ]|just[ ]|nearly[ ])?$"
)
"""As in "up from the comparable quarter, when sales were $5 million"."""
_THAT_COMPARES = re.compile(r"[ ]?(?:that|this|these|those|it|they) compare[sd]? (?:with|to) ")
"""At the start of a sentence, what follows is the base of the one before."""
_THEN_DID = re.compile(r",|\b(?:announced|said|agreed|promised|told|launched|signed|warned|decided)\b")
"""In "a year ago, NASA announced that nine companies", nine is not a base."""
_VAGUE = {"earlier", "previous", "previously", "prior", "in the same period"}
"""Words of comparison that do not date a figure."""


def is_base(draft: Draft) -> bool:
    """Return whether a figure is a base: by the word before it, the words after it, or the year named before both."""
    scene = draft.scene
    compares = not draft.index and _THAT_COMPARES.match(draft.page.words, scene.start)
    then = draft.index and _THEN_IT_WAS.search(draft.lead)
    if compares or then or _is_told_otherwise(draft):
        return True
    if is_surpassed(draft):
        return True
    origin = last(draft.before, "from_prior")
    if origin is not None and _is_of_another(draft):
        return False
    if (
        origin is not None
        and (draft.index or has(draft.before, "up", "down", "narrow", "widen"))
        and _SMALL.fullmatch(_without_metrics(scene, origin.end, draft.start))
    ):
        return not _is_expected(draft, origin)
    compared = last(draft.before, "yoy")
    if compared is not None and _OF_YEAR_AGO.fullmatch(_without_metrics(scene, compared.start, draft.start)):
        return True
    behind = _is_of_time_behind(draft, origin)
    return _is_of_time_before(draft) if behind is None else behind


def is_surpassed(draft: Draft) -> bool:
    """Return whether a change right before is measured from it: "14.8% more than the 386,810 cars it sold", "48% down on the €10.9bn"."""
    before = draft.previous
    if before is None or before.kind not in {"percent", "multiple"} or draft.kind not in {"money", "count"}:
        return False
    foretold = has(draft.behind[:2], "consensus", "expected", "guidance")
    return not foretold and _SURPASSES.fullmatch(draft.lead) is not None


_SURPASSES = re.compile(
    r"[ ](?:(?:more|less|fewer|higher|lower|better|worse|larger|smaller|greater) than|(?:up|down) (?:on|from)|(?:above|below))[ ](?:the|its|their|last year's)[ ](?:record )?"
)


def _is_of_another(draft: Draft) -> bool:
    """Return whether two changes of different metrics are compared: "the shares gained 18%, against a 6% rise in the index"."""
    before = draft.previous
    if before is None:
        return False
    return (
        before.kind == draft.kind == "percent"
        and before.metric_id is not None
        and draft.metric_id is not None
        and draft.metric_id != before.metric_id
        and not draft.inherited
        and _RISE_IN.match(draft.page.words, draft.end) is not None
    )


_RISE_IN = re.compile(rf"[ ](?:{MOVES})s?[ ](?:in|for|of|by)[ ]")


def _without_metrics(scene: Scene, start: int, end: int) -> str:
    """Return the words of a range without those that name a metric: "compared to non-GAAP net income of"."""
    kept, at = [], start
    for mark in scene.between(start, end):
        if mark.what.metric and not mark.what.is_verb:
            kept.append(scene.text(at, mark.start))
            at = mark.end + scene.page.words.startswith(" ", mark.end)
    return "".join([*kept, scene.text(at, end)])


def _is_expected(draft: Draft, origin: Mark) -> bool:
    """Return whether the base of comparison is a forecast: "versus $13.53 billion expected"."""
    place = draft.start
    turn = draft.page.words.find(" and ", draft.end)
    near = draft.scene.between(origin.end, place) + [
        mark for mark in draft.behind[:2] if not 0 < turn < mark.start
    ]
    if "estimated" in draft.scene.text(origin.end, place):
        return True  # "against an estimated 3.9 percent this year"
    expected = (
        bool(draft.behind) and has(draft.behind[:1], "expected") and draft.behind[0].start - place < _CLOSELY
    )
    return has(near, "consensus") or expected


def _is_of_time_behind(draft: Draft, origin: Mark | None) -> bool | None:
    """Return whether "a year earlier" or the like after a figure belongs to it; None if there is none."""
    scene = draft.scene
    end, before = draft.end, draft.lead
    ago = last(draft.behind, "year_ago")
    if (
        ago is None
        or _AGAINST_BASE.match(scene.text(end, ago.start))
        or scene.text(ago.start, ago.end) in _VAGUE
    ):
        return None
    if re.search(
        r"\b(?:from|than|over|with|versus|against|on|compared|while|whereas|but)\b",
        scene.text(end, ago.start),
    ):
        return None
    compares = scene.text(ago.start, ago.end) != "last year" or _COMPARES.search(before) is not None
    told = draft.index > 0 or "had" in before or re.search(r"\b(?:was|were|of)\b", before) is not None
    return origin is not None or (compares and told)


def _is_of_time_before(draft: Draft) -> bool:
    """Return whether "a year earlier" before a figure belongs to it: "A year earlier, profit was $5 million"."""
    scene = draft.scene
    early = last(draft.before, "year_ago")
    if early is not None and draft.previous and scene.text(draft.previous.end, early.start) == " ":
        early = None  # "sales of $3.1 billion last year, 28% of the total"
    if early is None or _AGAINST_BASE.match(draft.page.words, draft.end):
        return False  # "last year, 4% fewer than in 2023"
    leads = early.start - scene.clause(early.start)[0] <= 4  # noqa: PLR2004
    if leads and not has(draft.before, "yoy", "consensus"):
        return not _THEN_DID.search(scene.text(early.end + 1, draft.start))
    gap = re.sub(
        r"^[ ]?(?:'s|figure of|was|it was|profit of|loss of|,)", "", scene.text(early.end, draft.start)
    )
    return _SMALL.fullmatch(gap) is not None


def _is_told_otherwise(draft: Draft) -> bool:
    """Return whether it is the company's earlier forecast, a second base, or an earlier move: "rose 2.4% after a 2.1% gain in June"."""
    if _OWN_EARLIER.match(draft.page.words, draft.end):
        return True
    before, gap = draft.previous, draft.lead
    if before is None:
        return False
    if before.kind != draft.kind or _TIMES_BASE.search(gap):
        return (
            _TIMES_BASE.search(gap) is not None and _OF_BEFORE.match(draft.page.words, draft.end) is not None
        )
    if before.status == "prior" and _SECOND_BASE.fullmatch(gap):
        return _LAST_TIME.match(draft.page.words, draft.end) is not None
    return _FOLLOWING.search(gap) is not None and _MOVE_IN.match(draft.page.words, draft.end) is not None
