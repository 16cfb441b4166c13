"""Decides what a number says of its metric (a level, a change, a share, a rate), which way it points, and its sign."""

from __future__ import annotations

import re

from nlp.figures.candidates import Candidate
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.senses import Mark, kinds

_TO = re.compile(
    r"(?:(?<![a-z])(?:to|at|of about|reached|stood at|was|were|is|are|came in at|hit|totall?ed|amounted to)|至|到|达|达到|为|报|是)[ ]?$"
)
_BY = re.compile(
    r"(?:(?<![a-z])(?:by|of|some|about|roughly|another|around|an additional|a further)|了|约|近|超|幅度?为?|逾|超过|[:：])?[ ]?$"
)
_RATES = {"percent", "pp", "bp"}
_BASE_BEHIND = re.compile(
    r"[ ](?P<way>below|under|short of|shy of|above|over|ahead of)[ ](?:[a-z']+ ){0,6}(?:level|year|period|quarter|month|price|close|average|peak|value|figure|estimate|consensus|forecast|record|earlier|ago|high|low)s?\b"
)
_GROWN_ZH = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|增长率)(?:为|达|约|达到|高达)?$")


def direct(scene: Scene) -> None:
    """Give every draft of a sentence its basis, its direction and the sign of its value."""
    for index, draft in enumerate(scene.drafts):
        _set_basis(scene, index, draft)
        _set_sign(scene, index, draft)


def _set_basis(scene: Scene, index: int, draft: Draft) -> None:
    if "against consensus" in draft.rules:
        return
    candidate = draft.candidate
    move = _move(scene, index)
    base = scene.drafts[index - 1] if index and draft.status == "prior" else None
    draft.basis = "level"
    if base is not None and base.candidate.kind == candidate.kind and base.status != "prior" and base.basis:
        draft.basis = base.basis  # what is compared is of one kind
        draft.direction = _way(move) if move is not None else base.direction
    elif (
        "share" in draft.rules
        or "whole" in draft.rules
        or candidate.kind == "fraction"
        or _is_part(scene, index)
    ):
        draft.basis = "share"
    elif move is None and (way := _against_base(scene, index)):
        draft.basis, draft.direction = "change", way
    elif candidate.kind in _RATES or candidate.kind == "multiple":
        _set_basis_of_rate(scene, index, draft, move)
    elif (
        move is not None
        and draft.metric_id not in {"layoffs", "jobs_added"}
        and _is_amount_of_change(scene, index, move)
    ):
        draft.basis, draft.direction = "change", _way(move)


def _set_basis_of_rate(scene: Scene, index: int, draft: Draft, move: Mark | None) -> None:
    """A percentage and its kin: a change where something moved or is compared, else what its metric makes of it."""
    candidate = draft.candidate
    kind = kinds().get(draft.metric_id or "")
    if "unlisted rate" in draft.rules and move is None:
        draft.basis = "rate"
    elif move is not None:
        draft.basis, draft.direction = "change", _way(move)
    elif candidate.kind in {"pp", "bp"} or (candidate.kind == "multiple" and candidate.spelled):
        draft.basis = "change"
    elif has(scene.between(*scene.own(index)), "yoy", "qoq", "mom") or _compared_after(scene, index):
        draft.basis, draft.direction = "change", _previous_direction(scene, index)
    elif kind and kind.rate:
        draft.basis = "rate" if candidate.kind == "percent" else "level"
    elif kind and kind.share:
        draft.basis = "share"
    elif kind is not None and "percent" not in kind.takes and candidate.kind != "multiple":
        draft.basis, draft.direction = "change", _previous_direction(scene, index)


def _is_part(scene: Scene, index: int) -> bool:
    """A percentage of some whole that is no metric: "8% of its workforce", 占比40%."""
    candidate = scene.drafts[index].candidate
    if candidate.kind not in {"percent", "fraction"}:
        return False
    own = scene.own(index)
    if index > 1 and _is_share_again(scene, index):
        return True
    if (
        has(scene.between(max(own[0], own[1] - 16), own[1]), "share_verb")
        or scene.drafts[index].metric_id == "layoffs"
    ):
        return True
    if scene.page.lang == "en" and re.search(r"\b(?:share|proportion) of\b", scene.text(*own)):
        return True
    return (
        scene.page.lang == "en"
        and re.match(
            r"[ ](?:of|stake|interest|shareholding|holding)[ ]", scene.text(candidate.end, candidate.end + 16)
        )
        is not None
    )


def _is_share_again(scene: Scene, index: int) -> bool:
    """As in "$1.1bn, or 47.6% of revenue, compared with $1.0bn, or 47.1%"."""
    if not re.fullmatch(r"[ ]?[,，(]?[ ]?(?:or |或|即)?", scene.text(*scene.own(index))):
        return False
    base, share = scene.drafts[index - 1], scene.drafts[index - 2]
    return base.basis == "level" and share.basis == "share" and share.candidate.kind == "percent"


def _compared_after(scene: Scene, index: int) -> bool:
    start, end = scene.trail(index)
    reach = 0 if scene.page.lang == "zh" else 3
    return has(
        [mark for mark in scene.between(start, end) if mark.start - start <= reach], "yoy", "qoq", "mom"
    )


def _move(scene: Scene, index: int) -> Mark | None:
    """The word of movement that belongs to the figure, unless the figure is where the movement ends."""
    candidate = scene.drafts[index].candidate
    own = scene.own(index)
    before = scene.text(*own)
    moves = [mark for mark in scene.between(*own) if mark.what.cues & {"up", "down", "narrow", "widen"}]
    metric_end = max(
        (
            mark.end
            for mark in scene.between(*own)
            if mark.what.metric and not mark.what.is_verb and mark.what.metric != "growth"
        ),
        default=-1,
    )
    if _TO.search(before):
        beyond = candidate.kind in _RATES and _GROWN_ZH.search(before)
        reaches = (
            candidate.kind not in _RATES or not moves or before.rstrip().endswith(("to", "至", "到", "at"))
        )
        if (
            reaches
            and not beyond
            and not (
                moves
                and candidate.kind in _RATES
                and re.search(r"(?:增长|下降|下滑|增加|减少)[^，]{0,3}(?:达|为)$", before)
            )
        ) and not _moved_after(scene, index):
            return None
    after = _moved_after(scene, index)
    led_to = before.rstrip().endswith(" by")
    if moves and (
        scene.page.lang == "zh" or led_to or moves[-1].start >= metric_end or own[1] - moves[-1].end < 12  # noqa: PLR2004
    ):
        return moves[-1]
    return after


def _moved_after(scene: Scene, index: int) -> Mark | None:
    """As in "a 32% rise in", "5 million lower", "7% higher"."""
    if scene.page.lang != "en":
        return None
    start, end = scene.trail(index)
    for mark in scene.between(start, min(end, start + 30)):
        if mark.what.cues & {"up", "down", "narrow", "widen"}:
            words = scene.text(start, mark.start)
            return (
                mark
                if re.fullmatch(r"[ -]+(?:[a-z]+[ -]+){0,3}", words)
                and not re.search(r"\b(?:and|but|while|as|after|to|of|in)\b", words)
                else None
            )
    return None


def _against_base(scene: Scene, index: int) -> int:
    """Of "9% below the level of a year ago": -1; of "$5 above last year's": 1; else 0."""
    candidate = scene.drafts[index].candidate
    if scene.page.lang != "en" or candidate.kind not in {"percent", "pp", "bp", "money", "multiple"}:
        return 0
    match = _BASE_BEHIND.match(scene.page.words, candidate.end, scene.trail(index)[1])
    return 0 if match is None else -1 if match["way"] in {"below", "under", "short of", "shy of"} else 1


def _way(move: Mark) -> int:
    """1 or -1; a narrowing or widening has none of its own: whose it is decides."""
    if "down" in move.what.cues and "up" not in move.what.cues:
        return -1
    return -1 if "narrow" in move.what.cues else 1


def _previous_direction(scene: Scene, index: int) -> int:
    """Of "up 32% year on year and 17.7% quarter on quarter": the second goes the way of the first."""
    if (
        index
        and scene.drafts[index - 1].basis == "change"
        and (
            scene.drafts[index - 1].candidate.kind == scene.drafts[index].candidate.kind
            or re.fullmatch(r"[ ]?[,，][ ]?(?:or|或|即)[ ]?", scene.text(*scene.own(index)))
        )
    ):
        return scene.drafts[index - 1].direction
    return 0


def _is_amount_of_change(scene: Scene, index: int, move: Mark) -> bool:
    """Whether an amount is how much something moved: "fell $0.95", 减少23.4亿; not "rose to", not "after rising"."""
    candidate = scene.drafts[index].candidate
    if move.start > candidate.start:
        between = scene.text(candidate.end, move.start)
        return re.fullmatch(r"[ -](?:a share |yoy |year on year )?", between) is not None
    between = scene.text(move.end, candidate.start)
    if move.what.metric is not None:
        return False
    if scene.page.plain[move.start : move.end] in {"净增", "净减", "净增加", "净减少"}:
        return len(between) <= 6  # noqa: PLR2004
    return _BY.fullmatch(between.lstrip()) is not None and not (
        scene.page.lang == "zh"
        and scene.page.plain[move.start : move.end] in {"新增", "低于", "高于", "超出", "少于"}
    )


def _set_sign(scene: Scene, index: int, draft: Draft) -> None:
    """A loss or a fall is negative; the change of a loss keeps its own way, and says that it is of a loss."""
    candidate = draft.candidate
    loss = _is_loss(scene, index, draft)
    draft.of_loss = loss
    negative = candidate.negative
    if not negative and draft.basis == "change":
        negative = draft.direction < 0
    elif not negative and candidate.kind in {"money", "number"} and draft.basis == "level":
        negative = loss
    if negative:
        _negate(candidate)


def _is_loss(scene: Scene, index: int, draft: Draft) -> bool:  # noqa: PLR0911
    own = scene.own(index)
    marks = scene.between(*own)
    trail = scene.trail(index)
    after = [mark for mark in scene.between(trail[0], min(trail[1], trail[0] + 12)) if mark.what.loss]
    if index and re.fullmatch(r"[ ]?[,，]?[ ]?(?:or|或)[ ]?", scene.text(*own)):
        return scene.drafts[index - 1].of_loss
    swing = [mark for mark in marks if mark.what.cues & {"swing_to_loss", "swing_to_profit"}]
    if after and scene.page.lang == "en":
        return True
    if draft.metric is not None and draft.metric.what.loss and not draft.inherited:
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
    if named and named[-1].what.loss:
        return True
    if named or draft.metric is None or "taken up" in draft.rules:
        return False
    return draft.metric.what.loss and draft.inherited


def _negate(candidate: Candidate) -> None:
    candidate.negative = True
    if candidate.value is not None:
        candidate.value = -abs(candidate.value)
    if candidate.low is not None and candidate.high is not None:
        candidate.low, candidate.high = (
            -max(abs(candidate.low), abs(candidate.high)),
            -min(abs(candidate.low), abs(candidate.high)),
        )
