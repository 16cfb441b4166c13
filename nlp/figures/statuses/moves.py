"""Finds the verb of movement for a figure, and whether the figure is the distance or the destination."""

from __future__ import annotations

import re

from nlp.figures.metrics.fitting import PRICED
from nlp.figures.numbers.candidates import RATES
from nlp.figures.scenes import Draft
from nlp.figures.text.senses import Mark

MOVES = frozenset({"up", "down", "narrow", "widen", "lose"})
"""The cues of movement."""
_TO = re.compile(
    r"(?:(?<![a-z])(?:to|at|of about|reached|stood at|was|were|is|are|came in at|hit|totall?ed|amounted to)|至|到|达|达到|为|报|是)[ ]?$"
    r"|[至到](?:(?:19|20)[0-9]{2}年)?[^，。；0-9至到]{0,6}的$"
)
_LONGEST_TO = 20
"""Characters of the longest of these."""
_BY = re.compile(
    r"(?:(?<![a-z])(?:by|of|some|about|roughly|another|around|an additional|a further)|了|约|近|超|幅度?为?|逾|超过|[:：])?[ ]?$"
)
_ADJUSTED_ZH = {"上调", "下调", "上浮", "下浮", "提高", "降低"}
_COMPARED = {
    "lower", "higher", "increase", "decrease", "rise", "fall", "drop", "decline", "reduction", "gain",
    "cut",
}  # fmt: skip
_OF_MOVE_ZH = re.compile(
    r"的(?:同比|环比|双位数|大幅|小幅)?(?P<move>增长|增幅|升幅|涨幅|上升|回升|上涨|下降|降幅|跌幅|下滑|下跌|回落|减少|微增|微降)"
)
"""As in 出现了36.1%的增长."""
_IS_ZH = re.compile(r"(?:分别)?[为是][ ]?$")
_BY_ZH = re.compile(
    r"[^，。；至到为]{0,8}每[吨升股度桶件斤公斤平方米]{1,3}|[^，。；至到为]{0,4}(?:价格|利率|税率)?"
)
"""As in 下调汽油价格每吨195元."""
_OF = re.compile(
    r"\bof[ ](?:about |around |nearly |almost |some |roughly |approximately |over |more than )?$"
)
_A = re.compile(r"\b(?:an?|the|its|their)[ ]$")
_CROSSED = re.compile(r"(?:below|above)[ ]")
_MOVED_BY = re.compile(
    r"[ ](?:[a-z'-]+ ){1,6}by (?:an? )?(?:about |some |around |nearly |additional |further )?"
)
"""As in "cut annual costs by EUR 30 mn"."""
_GROWN_ZH = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|增长率)(?:为|达|约|达到|高达)?$")
_BASE_BEHIND = re.compile(
    r"[ ](?!over (?:the )?(?:[a-z]+ ){0,2}(?:years|months|quarters|weeks|days|decades)\b|over (?:the|this|that|a) (?:(?:first|second|third|fourth|final|whole|full|entire|three-month|six-month|financial|fiscal) )?(?:quarter|period|year|month|half|week)\b(?![ -](?:ago|earlier|before)))(?P<way>below|under|short of|shy of|above|over|ahead of)[ ](?:[a-z']+ ){0,6}(?:level|year|period|quarter|month|price|close|average|peak|value|figure|update|estimate|consensus|forecast|expectation|record|earlier|ago|high|low)s?\b"
    r"|[ ](?P<than>more|less|fewer|higher|lower|better|worse|cheaper|smaller|larger)[ ](?:[a-z]+ )?than\b"
    r"|[ ](?P<just>more|less|fewer)\b"
)
_BASE_ZH = re.compile(r"[比较][^，。；]{2,10}(?P<way>多|少|高|低|贵|便宜)(?:了|出)?$")
_DOWN = {"below", "under", "short of", "shy of", "less", "fewer", "lower", "worse", "cheaper", "smaller"}


def move_of(draft: Draft) -> Mark | None:
    """Return the word of movement for a figure, unless the figure is its destination."""
    if draft.scene.cues.isdisjoint(MOVES):
        return None
    before = draft.lead
    if before.endswith(" from ") or _CROSSED.match(draft.page.words, draft.start, draft.candidate.number[0]):
        return None  # the start of a movement, or a threshold: "fell below $50bn"
    marks = draft.before
    moves = [mark for mark in marks if not mark.what.cues.isdisjoint(MOVES)]
    named = [mark for mark in marks if mark.what.metric not in {None, "growth"} and not mark.what.is_verb]
    metric_end = named[-1].end if named else -1
    if draft.page.lang == "zh" and _IS_ZH.search(before) and moves and moves[-1].end <= metric_end - 2:
        moves = []  # 呈下行趋势，不良贷款率分别为1.82%: the movement refers to something else
    if _TO.search(before, max(0, len(before) - _LONGEST_TO)):
        beyond = draft.kind in RATES and _GROWN_ZH.search(before)
        reaches = (
            draft.kind not in RATES or not moves or before.rstrip().endswith(("to", "至", "到", "at", "的"))
        )
        if (
            reaches
            and not beyond
            and not (
                moves
                and draft.kind in RATES
                and re.search(r"(?:增长|下降|下滑|增加|减少)[^，]{0,3}(?:达|为)$", before)
            )
        ) and not _moved_after(draft):
            return None
    after = _moved_after(draft)
    if after is not None and (_A.search(before) or draft.page.lang == "zh"):
        return after  # "an expansion that offset a 3% drop"
    led_to = before.rstrip().endswith(" by")
    if moves and (
        draft.page.lang == "zh"
        or led_to
        or moves[-1].start >= metric_end
        or draft.own[1] - moves[-1].end < 12  # noqa: PLR2004
    ):
        return moves[-1]
    return after


def _moved_after(draft: Draft) -> Mark | None:
    """Return the movement after a figure: "a 32% rise in", "5 million lower", "7% higher"."""
    scene = draft.scene
    start, end = draft.trail
    if draft.page.lang == "zh":
        said = _OF_MOVE_ZH.match(draft.page.plain, start)
        place = said.start("move") if said else -1
        return next((mark for mark in scene.marks if mark.start == place and mark.what.cues & MOVES), None)
    for mark in scene.between(start, min(end, start + 30)):
        if mark.what.cues & MOVES - {"lose"}:  # "half a million people lost power"
            if draft.kind == "count" and scene.text(mark.start, mark.end) not in _COMPARED:
                return None  # "two planes fell onto villages"
            words = scene.text(start, mark.start)
            return (
                mark
                if re.fullmatch(r"[ -]+(?:[a-z]+[ -]+){0,3}", words)
                and not re.search(r"\b(?:and|but|while|as|after|to|of|in)\b", words)
                else None
            )
    return None


def way(move: Mark) -> int:
    """Return 1 or -1; narrowing and widening have no direction of their own."""
    if move.what.cues & {"down", "lose"} and "up" not in move.what.cues:
        return -1
    return -1 if "narrow" in move.what.cues else 1


def is_amount_of_change(draft: Draft, move: Mark) -> bool:
    """Return whether an amount is the size of a move: "fell $0.95", 减少23.4亿; not "rose to" or "after rising"."""
    scene = draft.scene
    if move.start > draft.start:
        if _OF.search(draft.lead):
            return False  # "revenue of $5bn fell"
        between = scene.text(draft.end, move.start)
        return re.fullmatch(r"[ -](?:a share |yoy |year on year )?", between) is not None
    between = scene.text(move.end, draft.start)
    if "lose" in move.what.cues:
        lost = draft.kind == "point" or draft.metric_id in PRICED
        return lost and _BY.fullmatch(between.lstrip()) is not None
    if move.what.metric is not None and draft.kind != "point" and not between.endswith(" by "):
        return False  # "raised $5 million", not "raised output by"
    if draft.page.lang == "zh":
        return _is_amount_zh(scene.text(move.start, move.end), between)
    return _MOVED_BY.fullmatch(between) is not None or _BY.fullmatch(between.lstrip()) is not None


def _is_amount_zh(word: str, between: str) -> bool:
    if word in {"净增", "净减", "净增加", "净减少"}:
        return len(between) <= 6  # noqa: PLR2004
    if word in _ADJUSTED_ZH and _BY_ZH.fullmatch(between):
        return True
    return (
        word not in {"新增", "低于", "高于", "超出", "少于"} and _BY.fullmatch(between.lstrip()) is not None
    )


def against_base(draft: Draft) -> int:
    """Return -1 for "9% below the level of a year ago", 1 for "$5 above last year's", else 0."""
    if draft.page.lang == "zh":
        said = _BASE_ZH.search(draft.lead)
        return (
            0
            if said is None or draft.kind == "percent"
            else -1
            if said["way"] in "少低" or said["way"] == "便宜"
            else 1
        )
    if draft.kind not in {"percent", "pp", "bp", "money", "multiple", "count"}:
        return 0
    match = _BASE_BEHIND.match(draft.page.words, draft.end, draft.trail[1])
    return 0 if match is None else -1 if (match["way"] or match["than"] or match["just"]) in _DOWN else 1
