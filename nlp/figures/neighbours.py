"""Finds the metric that stands by a figure: before it, right behind it, or first after it in the clause."""

from __future__ import annotations

import re

from nlp.figures.candidates import Candidate
from nlp.figures.fitting import COUNTED, COUNTED_BY_VERB, PRICED, PROFITS, fits
from nlp.figures.scenes import Draft, Scene
from nlp.figures.senses import Mark, kinds
from nlp.figures.shares import is_denominator

_AFTER_EN = re.compile(
    r"[ ]?(?:(?:in|of|as|worth of|for|on)[ ])?(?:(?:the|its|their|a|an|annual|quarterly|total|new|net|group|additional|potential|more than|operating|adjusted|consolidated)[ ]){0,3}$"
)
_MOVED_EN = re.compile(
    r"[ -](?:[a-z]+[ -]){0,3}?(?:in|of|for|on|to)[ ](?:(?:the|its|their|company's|group's|[a-z'-]+)[ ]){0,3}$"
)
_HAS = re.compile(r"\b(?:has|had|have|holds|held|with|sits on|sat on|sitting on|ended|hold)\b")
_SIGNED = re.compile(r"\b(?:an?|at|at an?|(?:from|with|to|against) the)[ ]$|: $")
_PART_OF = re.compile(r"(?:'s|\b(?:its|their|his|her|our|my|your))[ ]$")
_TRADES = re.compile(
    r",? (?:which |also |last |then ){0,2}(?:closed|ended|finished|fell|rose|traded|opened|settled|was (?:trading|up|down)|were (?:trading|up|down)|gained|lost|dropped|jumped|slid|slipped)\b"
)
"""Of "a price target of $90 on the stock, which closed at $70" the second is what it trades at."""
_APPOSED = re.compile(
    r", (?P<aside>(?:which|who|whose|the|an?|its|one of|[a-z]+'s)[ ][^,;.\d]{3,90}), (?:was|were|is|are|has|have|had|fell|rose|dropped|gained|lost|jumped|slid|climbed|grew|"
    r"increased|decreased|declined|came|stood|reached|totalled|slipped|closed|traded|opened|edged|surged|sank|tumbled)\b"
)
"""An apposition between a subject and its verb: "Shares in the lender, Britain's seventh largest by assets, were"."""
_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|while) (?:the |its |their )?[a-z]+ (?:has|have|had|will|would|is|was|were|said)\b"
)
_RAISED = re.compile(
    r" (?:its|their|the|his|her) (?:[a-z-]+ ){0,4}(?:forecasts?|guidance|outlook|targets?|estimates?|dividend|offer|bid|stake|prices?|fares|wages|pay)\b"
)
"""What is raised there is no money: "raised its forecast for the year to $22m"."""
_ON = re.compile(r" (?:on|for|at|in|of|across) (?:[a-z']+ ){0,3}")
_TAKEN_UP = 60
"""Characters behind a metric within which "a profit" takes it up."""
_FALLS_ZH = 6
"""Characters between a metric and 大跌, which without one is said of a share's price."""
_ROUND_ZH = re.compile(r"的?(?:[A-Za-z]\d?\+*轮|天使轮|新一轮|首轮|种子轮|战略|股权)?")
"""22亿元人民币的B轮融资."""
_NEAR_EN = 60
"""Characters after an English figure in which a metric may follow it."""
_NEAR_ZH = 14
"""Characters after a Chinese figure in which a metric may follow it: 50亿元的营收."""
_BY_RIGHT_OF_WAY = 12
"""Characters before a figure within which a verb of loss or a metric is plainly its own."""
_COMPARED_ZH = re.compile(r"同比|环比|按年|按季")
_OPENS_AND_CLOSES = {"store_openings", "store_closures"}
"""What shops do, and markets: "closing near 34,642", "likely to open 3% higher"."""
_ORDERED = {"contract_value", "orders", "deal_value"}
"""What has a worth and no valuation: "the order for the new metro is worth EUR 12 million"."""
_MARKET_LOSSES = {"loss", "losses", "gain", "gains"}
_RATE_OF_MOVE_ZH = {"涨幅", "跌幅"}
_WEAK = {
    "share_price", "stake", "users", "index", "investment", "price", "deal_value", "expenses", "policy_rate",
}  # fmt: skip
"""Nouns that do not go before a verb: "the stock … sold 3 million cars"."""


def left(scene: Scene, low: int, candidate: Candidate) -> Mark | None:  # noqa: PLR0911
    """The nearest metric before the figure that it can belong to; a noun before a verb that only evokes one."""
    aside = _aside(scene, low, candidate.start)
    marks = [
        mark
        for mark in scene.between(low, candidate.start)
        if mark.what.metric
        and fits(mark, candidate)
        and mark not in scene.wholes.values()
        and not (aside is not None and aside[0] <= mark.start < aside[1])
        and not (mark.what.metric == "proceeds" and _RAISED.match(scene.page.words, mark.end))
        and not (candidate.kind == "money" and _is_ones_share(scene, mark))
    ]
    if scene.page.lang == "zh":
        marks = [mark for mark in marks if not is_denominator(scene, mark)]
    if not marks:
        return None
    nouns = [mark for mark in marks if not mark.what.is_verb and "lose" not in mark.what.cues]
    nearest = marks[-1]
    if scene.text(nearest.start, nearest.end) in _RATE_OF_MOVE_ZH:
        moved = [mark for mark in nouns if mark.what.metric in PRICED - {"share_price"}]
        nearest = moved[-1] if moved else nearest  # 恒指午后跌幅扩大至1.7%
    if len(nouns) > 1 and nearest is nouns[-1]:
        specific = _more_specific(scene, nouns[-2], nearest) or _rate_on(scene, nouns, candidate)
        if specific is not None:
            return specific
    counts_shops = candidate.kind == "count" and nearest.what.metric in _OPENS_AND_CLOSES
    if nouns and not counts_shops and _tells_of(scene, nearest, nouns[-1]):
        return nouns[-1]
    if (
        nearest.what.metric == "valuation"
        and scene.text(nearest.start, nearest.end).endswith("worth")
        and nouns
        and (nearest.start - nouns[-1].end < 20 or nouns[-1].what.metric in _ORDERED)  # noqa: PLR2004
    ):  # a contract worth
        return nouns[-1]
    if candidate.start - nearest.end <= (15 if scene.page.lang == "en" else 4):
        return nearest
    if (
        nearest.what.is_verb
        and nouns
        and nearest.start - nouns[-1].end < 30  # noqa: PLR2004
        and nouns[-1].what.metric not in _WEAK
    ):
        return nouns[-1]
    return nearest


def _aside(scene: Scene, low: int, place: int) -> tuple[int, int] | None:
    """Of "Shares in the lender, the largest by assets, were down 3%" what stands between the commas; None where nothing is told before it."""
    aside = None
    if scene.page.lang == "en":
        aside = _APPOSED.search(scene.page.words, low, place)
    if aside is None:
        return None
    told = any(mark.what.metric and not mark.what.is_verb for mark in scene.between(low, aside.start()))
    return aside.span("aside") if told else None


def _tells_of(scene: Scene, verb: Mark, noun: Mark) -> bool:
    """Whether a word is said of what stands before it: 净利润更是大跌, and "Brent lost 14 cents", which is no loss."""
    if noun is verb:
        return False
    moves = verb.what.cues & {"lose", "up", "down"} or verb.what.metric in _OPENS_AND_CLOSES
    if moves and noun.what.metric in PRICED | {"price"}:
        return True  # "the Nasdaq shed 0.5%", "the Dow dropped 195 points, closing near 34,642"
    if verb.what.metric != "share_price":
        return False
    if noun.what.metric in PRICED:
        return True
    between = scene.text(noun.end, verb.start)
    near = len(between) <= _FALLS_ZH and not re.search(r"[，,、]", between)
    return verb.what.is_verb and scene.page.lang == "zh" and near


def takes_up(scene: Scene, previous: Draft, nearest: Mark, low: int) -> bool:
    """As in "Operating loss was 0.8 mn, compared to a profit of 0.3 mn": the profit is an operating one too."""
    if previous.metric is None or previous.candidate.end < low:
        return False
    of_market = previous.metric_id in PRICED and _is_of_market(scene, nearest)
    if of_market or _more_specific(scene, previous.metric, nearest) is not None:
        return True
    if scene.text(nearest.start, nearest.end) in _RATE_OF_MOVE_ZH and previous.metric_id is not None:
        return True  # CPI同比上涨0.7%，涨幅比上月回落0.1个百分点
    if nearest.what.metric == "share_price" and nearest.what.is_verb:
        if previous.metric_id in PRICED - {"share_price"}:
            return True  # 油价一度跌破60美元，收报61.25美元
        # 溢利9.6亿港元，同比大跌41%: a day's price is not compared with a year ago
        return _COMPARED_ZH.search(scene.text(previous.candidate.end, nearest.start)) is not None
    return _only_says_sign(scene, nearest) and previous.metric_id in PROFITS


def _is_of_market(scene: Scene, nearest: Mark) -> bool:
    """As in "the index slid 0.2%, but recovered those losses and was up 0.4%", "dropped 195 points, closing near 34,642"."""
    return scene.text(nearest.start, nearest.end) in _MARKET_LOSSES or nearest.what.metric == "store_closures"


def _more_specific(scene: Scene, before: Mark, nearest: Mark) -> Mark | None:
    """The metric before, where the nearest word only takes it up: "price target on the stock", "EPS was a loss of"."""
    if nearest.start - before.end > _TAKEN_UP:
        return None
    word = scene.text(nearest.start, nearest.end)
    if word in {"stock", "shares", "share", "stocks"} and _TRADES.match(scene.page.words, nearest.end):
        return None
    if word in {"stock", "shares", "share", "stocks"}:
        return (
            before
            if before.what.metric in {"target_price", "dps", "dividend", "market_cap", "valuation", "eps"}
            or (before.what.metric == "index" and " of " in scene.text(before.end, nearest.start + 1))
            else None
        )
    return before if before.what.metric in PROFITS and _only_says_sign(scene, nearest) else None


def _rate_on(scene: Scene, nouns: list[Mark], candidate: Candidate) -> Mark | None:
    """The rate of which the nearest word only says on what it is: "Interest rates on its savings accounts fell to 3.1%"."""
    *before, nearest = nouns
    if nearest.what.metric not in COUNTED or candidate.kind != "percent":
        return None
    return next(
        (
            mark
            for mark in reversed(before)
            if mark.what.metric is not None
            and "percent" in kinds()[mark.what.metric].takes
            and _ON.fullmatch(scene.text(mark.end, nearest.start))
        ),
        None,
    )


def _only_says_sign(scene: Scene, mark: Mark) -> bool:
    """Whether "profit" or "loss" only says on which side of nothing the figure is: "from a profit", "at loss of"."""
    if scene.text(mark.start, mark.end) not in {"profit", "loss"}:
        return False
    return _SIGNED.search(scene.text(max(scene.start, mark.start - 10), mark.start)) is not None


def _is_ones_share(scene: Scene, mark: Mark) -> bool:
    """Of "Norvale's share will be EUR 29 mn": a part, and no stock."""
    if scene.text(mark.start, mark.end) != "share":
        return False
    return _PART_OF.search(scene.text(max(scene.start, mark.start - 6), mark.start)) is not None


def is_plainly_left(scene: Scene, index: int, nearest: Mark | None) -> bool:
    """Whether the metric before is the figure's although one follows: "lost $1.2bn on revenue of $3.4bn"."""
    candidate = scene.drafts[index].candidate
    if nearest is not None and scene.page.lang == "zh":  # 新开212家门店
        evoked = nearest.what.is_verb and nearest.end == candidate.start
        if evoked and nearest.what.metric == "layoffs":
            return True  # 裁减10%员工
        return evoked and candidate.kind == "count" and nearest.what.metric in COUNTED_BY_VERB
    if nearest is not None and candidate.kind == "count" and nearest.what.metric in COUNTED_BY_VERB:
        return candidate.start - nearest.end <= _BY_RIGHT_OF_WAY  # "will close 57 of its branches"
    if nearest is not None and nearest.what.is_verb and nearest.what.metric == "layoffs":
        return candidate.start - nearest.end <= _BY_RIGHT_OF_WAY  # "let go 12% of its staff"
    return (
        nearest is not None
        and candidate.start - nearest.end <= _BY_RIGHT_OF_WAY
        and re.match(r"[ ](?:on|for|as)[ ]", scene.text(candidate.end, candidate.end + 5)) is not None
    )


def right(scene: Scene, index: int) -> Mark | None:
    """A metric right behind the figure, or the one that the counted noun itself names."""
    candidate = scene.drafts[index].candidate
    start, end = scene.trail(index)
    if (counted := _counted(scene, candidate)) is not None:
        return counted
    if candidate.kind == "multiple":
        ratio = next(
            (mark for mark in scene.marks if candidate.number[1] <= mark.start <= candidate.end + 1), None
        )
        apart = ratio is not None and "," in scene.text(candidate.end, ratio.start)
        if ratio is not None and not apart and ratio.what.metric in {"pe", "pb"}:
            return ratio
    if scene.page.lang == "zh":
        return _right_zh(scene, candidate, scene.between(start, min(end, start + _NEAR_ZH)))
    return _right_en(scene, candidate, scene.between(start, min(end, start + _NEAR_EN)))


def _right_zh(scene: Scene, candidate: Candidate, near: list[Mark]) -> Mark | None:
    """As in 50亿元的营收, 43%股权."""
    mark = next((mark for mark in near if mark.what.metric and fits(mark, candidate)), None)
    if mark is None or mark.what.is_verb:
        return None
    words = scene.text(candidate.end, mark.start)
    if mark.what.metric == "stake":
        return mark if words in {"的", ""} else None
    if mark.what.metric == "proceeds" and _ROUND_ZH.fullmatch(words):
        return mark
    return mark if words in {"的", "", "元的", "左右的"} else None


def _right_en(scene: Scene, candidate: Candidate, near: list[Mark]) -> Mark | None:
    """As in "$412 million in net income", "a 43% stake", "a 5% fall in sales"."""
    place = next((n for n, mark in enumerate(near) if mark.what.metric and fits(mark, candidate)), None)
    if place is None or near[place].what.is_verb:
        return None
    mark = near[place]
    words = scene.text(candidate.end, mark.start)
    if words == " of " and mark.what.metric == "share_price" and candidate.kind == "money":
        return None  # "$5m of shares" are bought, sold or issued
    if words == " on " and mark.what.metric == "revenue" and scene.page.words.startswith(" of ", mark.end):
        return None  # "profit rose 9.5 percent to 1.9 trillion yen on sales of 22.5 trillion"
    if _AFTER_EN.fullmatch(words):
        in_cash = words == " in " and scene.text(mark.start, mark.end) == "cash"
        return None if in_cash and not _HAS.search(scene.text(scene.start, candidate.start)) else mark
    moved = any(other.what.cues & {"up", "down", "narrow", "widen"} for other in near[:place])
    if moved and candidate.kind in {"percent", "pp", "bp", "money"} and _MOVED_EN.fullmatch(words):
        return mark
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


def following(scene: Scene, index: int, high: int) -> Mark | None:
    """The first metric after the figure in the clause, where none stands before it."""
    candidate = scene.drafts[index].candidate
    if (
        candidate.kind in {"percent", "fraction"}
        and scene.page.lang == "en"
        and scene.text(candidate.end, candidate.end + 4) == " of "
    ):
        return None  # a part of what follows: "41% of buyers paid in cash"
    next_start = scene.drafts[index + 1].candidate.start if index + 1 < len(scene.drafts) else high
    reach = min(high, next_start, candidate.end + (70 if scene.page.lang == "en" else 20))
    return next(
        (
            mark
            for mark in scene.between(candidate.end, reach)
            if mark.what.metric
            and fits(mark, candidate)
            and not _is_of_next(scene, candidate.end, mark.start)
        ),
        None,
    )


def _is_of_next(scene: Scene, start: int, end: int) -> bool:
    """Whether what follows is told of the next thing: behind a Chinese comma, or an English one with a subject of its own."""
    if scene.page.lang == "zh":
        return re.search(r"[，,]", scene.page.plain[start:end]) is not None
    return _NEXT_CLAUSE.search(scene.page.words, start, end) is not None
