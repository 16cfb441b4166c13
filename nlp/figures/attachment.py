"""Decides which metric each number of a sentence belongs to. Knows no direction, status or period."""

from __future__ import annotations

import re

from nlp.figures import alignment, naming, unlisted
from nlp.figures.candidates import Candidate
from nlp.figures.fitting import COUNTED, PRICED, PROFITS, fits, inherit, may_inherit, take
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.senses import Mark

_AFTER_EN = re.compile(
    r"[ ]?(?:(?:in|of|as|worth of|for|on)[ ])?(?:(?:the|its|their|a|an|annual|quarterly|total|new|net|group|additional|potential|more than|operating|adjusted|consolidated)[ ]){0,3}$"
)
_MOVED_EN = re.compile(
    r"[ -](?:[a-z]+[ -]){0,3}?(?:in|of|for|on|to)[ ](?:(?:the|its|their|company's|group's|[a-z'-]+)[ ]){0,3}$"
)
_OF_WHOLE_FIRST = re.compile(r"[ ]*of [^,;\d]{3,50},")
_OF_WHOLE = re.compile(
    r"[ ](?:of|out of)[ ](?:(?:the|its|their|all|total|group|company's|group's|our|overall|global|net|his|her|[a-z-]+ed|[a-z]+)[ ]){0,3}?$"
)
_SIGNED = re.compile(r"\b(?:an?|at|at an?|(?:from|with|to|against) the)[ ]$")
_PART_OF = re.compile(r"(?:'s|\b(?:its|their|his|her|our|my|your))[ ]$")
_TAKEN_UP = 60
"""Characters behind a metric within which "a profit" takes it up."""
_NEAR_ZH = 14
"""Characters after a Chinese figure in which a metric may follow it: 50亿元的营收."""


def attach(scene: Scene, before: Draft | None) -> None:
    """Give every draft of a sentence its metric.

    Args:
        scene: the sentence.
        before: the last figure of the sentence before, whose metric a forecast without one goes on with.
    """
    alignment.align(scene)
    head = _whole_before(scene)
    for index, draft in enumerate(scene.drafts):
        if (whole := _whole_after(scene, index)) is not None or (
            (whole := head) is not None and draft.candidate.kind == "percent"
        ):
            scene.wholes[index] = whole
    goes_on = before is not None and before.metric_id is not None
    for index, draft in enumerate(scene.drafts):
        if draft.metric_id is None and (named := unlisted.rate(scene, index)) is not None:
            draft.metric_phrase = named
            draft.rules.append("unlisted rate")
        elif draft.metric_id is None and (scene.names_metric or goes_on):
            _attach_one(scene, index, before)
    if scene.page.lang == "en" and scene.drafts:
        naming.name(scene)


def _attach_one(scene: Scene, index: int, before: Draft | None) -> None:  # noqa: C901, PLR0911
    draft = scene.drafts[index]
    candidate = draft.candidate
    low, high = scene.clause(candidate.start)
    previous = scene.drafts[index - 1] if index else None
    own = scene.own(index)
    share_of = scene.wholes.get(index)
    if share_of is not None or has(_near(scene, own), "share_verb"):
        if (
            previous
            and previous.metric_id
            and previous.candidate.end >= low
            and not _named_in(scene, own, candidate)
        ):
            return inherit(draft, previous, "share")
        named = _left(scene, own[0], candidate) if scene.page.lang == "zh" else None
        if named is None and share_of is not None:
            return take(draft, share_of, "whole")
    after = _right(scene, index)
    if after is not None:
        return take(draft, after, "after")
    nearest = _left(scene, own[0], candidate)
    if nearest is not None and previous is not None and _takes_up(scene, previous, nearest, low):
        return inherit(draft, previous, "taken up")
    if nearest is not None:
        return take(draft, nearest, "left")
    if (
        previous is not None
        and previous.metric_id
        and previous.candidate.end >= low
        and may_inherit(previous, candidate)
    ):
        return inherit(draft, previous, "inherited")
    nearest = _left(scene, low, candidate) or _left(scene, scene.start, candidate)
    if nearest is not None:
        return take(draft, nearest, "left far")
    following = _following(scene, index, high)
    if following is not None:
        return take(draft, following, "right far")
    for place in range(index - 1, -1, -1) if scene.names_metric else ():
        earlier = scene.drafts[place]
        if earlier.metric_id and may_inherit(earlier, candidate):
            return inherit(draft, earlier, "inherited")
    goes_on = has(
        scene.between(scene.start, candidate.start),
        "consensus",
        "expected",
        "yoy",
        "qoq",
        "up",
        "down",
        "year_ago",
    )
    if before is not None and before.metric_id and goes_on and may_inherit(before, candidate):
        scene.names_metric = True
        return inherit(draft, before, "sentence before")
    return None


def _near(scene: Scene, own: tuple[int, int]) -> list[Mark]:
    """The marks just before the figure."""
    return scene.between(max(own[0], own[1] - 28), own[1])


def _named_in(scene: Scene, own: tuple[int, int], candidate: Candidate) -> bool:
    """Whether the stretch names a metric before its word of sharing: 研发占比 names one, 占营收 does not."""
    for mark in scene.between(*own):
        if mark.what.cues & {"share_verb"}:
            return False
        if mark.what.metric and fits(mark, candidate) and scene.page.lang == "zh":
            return True
    return False


def _whole_before(scene: Scene) -> Mark | None:
    """The whole of "Of net sales, 38% came from Finland and 21% from Sweden"."""
    head = (
        _OF_WHOLE_FIRST.match(scene.page.words, scene.start, scene.end) if scene.page.lang == "en" else None
    )
    if head is None:
        return None
    return next((mark for mark in scene.between(*head.span()) if mark.what.metric), None)


def _whole_after(scene: Scene, index: int) -> Mark | None:
    """The whole of "6.7% of sales", "two-thirds of revenue"."""
    candidate = scene.drafts[index].candidate
    if candidate.kind not in {"percent", "fraction"} or scene.page.lang != "en":
        return None
    start, end = scene.trail(index)
    for mark in scene.between(start, min(end, start + 48)):
        if mark.what.metric and _OF_WHOLE.fullmatch(scene.text(start, mark.start)):
            return None if mark.what.metric == "stake" else mark
    return None


def _left(scene: Scene, low: int, candidate: Candidate) -> Mark | None:  # noqa: PLR0911
    """The nearest metric before the figure that it can belong to; a noun before a verb that only evokes one."""
    marks = [
        mark
        for mark in scene.between(low, candidate.start)
        if mark.what.metric
        and fits(mark, candidate)
        and mark not in scene.wholes.values()
        and not (candidate.kind == "money" and _is_ones_share(scene, mark))
    ]
    if scene.page.lang == "zh":
        marks = [mark for mark in marks if not _is_denominator(scene, mark)]
    if not marks:
        return None
    nouns = [mark for mark in marks if not mark.what.is_verb]
    weak = {
        "share_price",
        "stake",
        "users",
        "index",
        "investment",
        "price",
        "deal_value",
        "expenses",
        "policy_rate",
    }
    nearest = marks[-1]
    if len(nouns) > 1 and nearest is nouns[-1]:
        specific = _more_specific(scene, nouns[-2], nearest)
        if specific is not None:
            return specific
    if nearest.what.metric == "share_price" and nouns and nouns[-1].what.metric in PRICED:
        return nouns[-1]
    if (
        nearest.what.metric == "valuation"
        and nearest.what.is_verb
        and nouns
        and nearest.start - nouns[-1].end < 20  # noqa: PLR2004
    ):  # a contract worth
        return nouns[-1]
    if candidate.start - nearest.end <= (15 if scene.page.lang == "en" else 4):
        return nearest
    if (
        nearest.what.is_verb
        and nouns
        and nearest.start - nouns[-1].end < 30  # noqa: PLR2004
        and nouns[-1].what.metric not in weak
    ):
        return nouns[-1]
    return nearest


def _is_ones_share(scene: Scene, mark: Mark) -> bool:
    """Of "Norvale's share will be EUR 29 mn": a part, and no stock."""
    if scene.text(mark.start, mark.end) != "share":
        return False
    return _PART_OF.search(scene.text(max(scene.start, mark.start - 6), mark.start)) is not None


def _takes_up(scene: Scene, previous: Draft, nearest: Mark, low: int) -> bool:
    """As in "Operating loss was 0.8 mn, compared to a profit of 0.3 mn": the profit is an operating one too."""
    if previous.metric is None or previous.candidate.end < low:
        return False
    if _more_specific(scene, previous.metric, nearest) is not None:
        return True
    return _only_says_sign(scene, nearest) and previous.metric_id in PROFITS


def _more_specific(scene: Scene, before: Mark, nearest: Mark) -> Mark | None:
    """The metric before, where the nearest word only takes it up: "price target on the stock", "EPS was a loss of"."""
    if nearest.start - before.end > _TAKEN_UP:
        return None
    word = scene.text(nearest.start, nearest.end)
    if word in {"stock", "shares", "share", "stocks"}:
        return (
            before
            if before.what.metric in {"target_price", "dps", "dividend", "market_cap", "valuation", "eps"}
            else None
        )
    return before if before.what.metric in PROFITS and _only_says_sign(scene, nearest) else None


def _only_says_sign(scene: Scene, mark: Mark) -> bool:
    """Whether "profit" or "loss" only says on which side of nothing the figure is: "from a profit", "at loss of"."""
    if scene.text(mark.start, mark.end) not in {"profit", "loss"}:
        return False
    return _SIGNED.search(scene.text(max(scene.start, mark.start - 10), mark.start)) is not None


def _is_denominator(scene: Scene, mark: Mark) -> bool:
    """占营收比重: the revenue is the whole there."""
    before = scene.page.plain[max(0, mark.start - 4) : mark.start]
    after = scene.page.plain[mark.end : mark.end + 3]
    return (
        bool(re.search(r"占(?:总|全部|公司|集团|同期)?$", before))
        and mark.what.metric != "market_share"
        and not before.endswith("占比")
        and bool(re.match(r"的?(?:比|\d|约|近|超|总)", after) or True)
    )


def _right(scene: Scene, index: int) -> Mark | None:  # noqa: PLR0911
    """A metric right behind the figure: "$412 million in net income", "a 43% stake", "a 5% fall in sales"."""
    candidate = scene.drafts[index].candidate
    start, end = scene.trail(index)
    if (counted := _counted(scene, candidate)) is not None:
        return counted
    if candidate.kind == "multiple":
        ratio = next(
            (mark for mark in scene.marks if candidate.number[1] <= mark.start <= candidate.end + 1), None
        )
        if ratio is not None and ratio.what.metric in {"pe", "pb"}:
            return ratio
    near = scene.between(start, min(end, start + (60 if scene.page.lang == "en" else _NEAR_ZH)))
    for position, mark in enumerate(near):
        if not mark.what.metric or not fits(mark, candidate):
            continue
        words = scene.text(start, mark.start)
        if scene.page.lang == "zh":
            return (
                mark
                if words in {"的", "", "元的", "左右的"}
                and not mark.what.is_verb
                and mark.what.metric != "stake"
                else (
                    mark
                    if words in {"的", ""}
                    and mark.what.metric in {"stake", "layoffs"}
                    and not mark.what.is_verb
                    else None
                )
            )
        if mark.what.is_verb:
            return None
        if _AFTER_EN.fullmatch(words):
            return mark
        moved = any(other.what.cues & {"up", "down", "narrow", "widen"} for other in near[:position])
        if moved and candidate.kind in {"percent", "pp", "bp", "money"} and _MOVED_EN.fullmatch(words):
            return mark
        return None
    return None


def _counted(scene: Scene, candidate: Candidate) -> Mark | None:
    """The metric that the counted noun itself names: 4,500 jobs, 1.5 million subscribers."""
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


def _following(scene: Scene, index: int, high: int) -> Mark | None:
    """The first metric after the figure in the clause, where none stands before it."""
    candidate = scene.drafts[index].candidate
    next_start = scene.drafts[index + 1].candidate.start if index + 1 < len(scene.drafts) else high
    reach = min(high, next_start, candidate.end + (70 if scene.page.lang == "en" else 20))
    return next(
        (
            mark
            for mark in scene.between(candidate.end, reach)
            if mark.what.metric
            and fits(mark, candidate)
            and not (scene.page.lang == "zh" and _is_comma_between(scene, candidate.end, mark.start))
        ),
        None,
    )


def _is_comma_between(scene: Scene, start: int, end: int) -> bool:
    return bool(re.search(r"[，,]", scene.page.plain[start:end]))
