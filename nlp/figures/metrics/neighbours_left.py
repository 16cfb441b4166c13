"""Finds the metric before a figure, and decides whether it outranks one that follows."""

from __future__ import annotations

import re

from nlp.figures.metrics.fitting import COUNTED, COUNTED_BY_VERB, PRICED, PROFITS, fits
from nlp.figures.metrics.shares import is_denominator
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import MOVED, RISE_ZH, Mark, kinds

_SIGNED = re.compile(r"\b(?:an?|at|at an?|(?:from|with|to|against) the)[ ]$|: $")
_TRADES = re.compile(
    rf",? (?:which |also |last |then ){{0,2}}(?:closed|ended|finished|traded|opened|settled|(?:was|were) (?:trading|up|down)|{MOVED})\b"
)
"""In "a price target of $90 on the stock, which closed at $70" the second is the share price."""
_APPOSED = re.compile(
    r", (?P<aside>(?:which|who|whose|the|an?|its|one of|[a-z]+'s)[ ][^,;.\d]{3,90}), "
    rf"(?:was|were|is|are|has|have|had|came|stood|reached|totalled|closed|traded|opened|{MOVED})\b"
)
"""An apposition between subject and verb: "Shares in the lender, Britain's seventh largest by assets, were"."""
_RAISED = re.compile(
    r" (?:its|their|the|his|her) (?:[a-z-]+ ){0,4}(?:forecasts?|guidance|outlook|targets?|estimates?|dividend|offer|bid|stake|prices?|fares|wages|pay)\b"
)
"""In "raised its forecast for the year to $22m", nothing was raised as capital."""
_ON = re.compile(r" (?:on|for|at|in|of|across) (?:[a-z']+ ){0,3}")
_TAKEN_UP = 60
"""Characters after a metric within which "a profit" refers to it."""
_FALLS_ZH = 6
"""Characters between a metric and 大跌; without a metric it refers to a share price."""
_BY_RIGHT_OF_WAY = 12
"""Characters before a figure within which a verb of loss or a metric clearly belongs to it."""
_COMPARED_ZH = re.compile(r"同比|环比|按年|按季")
_MARKET_LOSSES = {"loss", "losses", "gain", "gains"}
_AT_EN, _AT_ZH = 15, 4
"""Characters between a metric and a figure that clearly has it."""
_VERB_AT = 30
"""Characters between a noun and its verb."""
_WEAK = {
    "share_price", "stake", "users", "index", "investment", "price", "deal_value", "expenses", "policy_rate",
}  # fmt: skip
"""Nouns that do not outrank a verb: "the stock … sold 3 million cars"."""


def left(scene: Scene, low: int, candidate: Candidate) -> Mark | None:
    """Return the nearest metric before the figure that fits it; a noun wins over a verb that only implies a metric."""
    marks = _fitting(scene, low, candidate)
    if not marks:
        return None
    nouns = [mark for mark in marks if not mark.what.is_verb and "lose" not in mark.what.cues]
    nearest = marks[-1]
    if scene.text(nearest.start, nearest.end) in RISE_ZH:
        moved = [mark for mark in nouns if mark.what.metric in PRICED - {"share_price"}]
        nearest = moved[-1] if moved else nearest  # 恒指午后跌幅扩大至1.7%
    if len(nouns) > 1:
        specific = _more_specific(scene, nouns[-2], nearest) or _rate_on(scene, nouns, candidate)
        if specific is not None:
            return specific
    if nouns and _says_of(scene, nearest, nouns[-1], candidate):
        return nouns[-1]
    return nearest


def _fitting(scene: Scene, low: int, candidate: Candidate) -> list[Mark]:
    """Return the metrics before a figure that fit it."""
    aside = _aside(scene, low, candidate.start)
    marks = [
        mark
        for mark in scene.between(low, candidate.start)
        if fits(mark, candidate)
        and mark not in scene.wholes.values()
        and not (aside is not None and aside[0] <= mark.start < aside[1])
        and not (mark.what.metric == "proceeds" and _RAISED.match(scene.page.words, mark.end))
    ]
    if scene.page.lang == "zh":
        return [mark for mark in marks if not is_denominator(scene, mark)]
    return marks


def _says_of(scene: Scene, nearest: Mark, noun: Mark, candidate: Candidate) -> bool:
    """Return whether the nearest word only qualifies the noun before it: a movement, a value, an action."""
    if _tells_of(scene, nearest, noun):
        return True
    if scene.text(nearest.start, nearest.end).endswith("worth"):
        return True  # a contract worth
    if candidate.start - nearest.end <= (_AT_EN if scene.page.lang == "en" else _AT_ZH):
        return False
    is_near = nearest.start - noun.end < _VERB_AT
    return nearest.what.is_verb and is_near and noun.what.metric not in _WEAK


def _aside(scene: Scene, low: int, place: int) -> tuple[int, int] | None:
    """Return the aside in "Shares in the lender, the largest by assets, were down 3%"; None if nothing precedes it."""
    aside = None
    if scene.page.lang == "en":
        aside = _APPOSED.search(scene.page.words, low, place)
    if aside is None:
        return None
    told = any(mark.what.metric and not mark.what.is_verb for mark in scene.between(low, aside.start()))
    return aside.span("aside") if told else None


def _tells_of(scene: Scene, verb: Mark, noun: Mark) -> bool:
    """Return whether a word describes the noun before it: 净利润更是大跌, and "Brent lost 14 cents", which is not a loss."""
    moves = verb.what.cues & {"lose", "up", "down"} or verb.what.metric in COUNTED_BY_VERB
    if moves and noun.what.metric in PRICED | {"price"}:
        return True  # "the Nasdaq shed 0.5%", "the Dow dropped 195 points, closing near 34,642"
    if verb.what.metric != "share_price":
        return False
    if noun.what.metric in PRICED:
        return True
    between = scene.text(noun.end, verb.start)
    near = len(between) <= _FALLS_ZH and not re.search(r"[，,、]", between)
    return verb.what.is_verb and scene.page.lang == "zh" and near


def takes_up(scene: Scene, previous: Draft, nearest: Mark) -> bool:
    """Return whether a word refers back: "Operating loss was 0.8 mn, compared to a profit of 0.3 mn"."""
    if previous.metric is None:
        return False
    if previous.metric_id in PRICED and _is_of_market(scene, nearest):
        return True
    if scene.text(nearest.start, nearest.end) in RISE_ZH and previous.metric_id is not None:
        return True  # CPI同比上涨0.7%，涨幅比上月回落0.1个百分点
    if nearest.what.metric == "share_price" and nearest.what.is_verb:
        if previous.metric_id in PRICED - {"share_price"}:
            return True  # 油价一度跌破60美元，收报61.25美元
        # 溢利9.6亿港元，同比大跌41%: a day's price is not compared with a year ago
        return _COMPARED_ZH.search(scene.text(previous.end, nearest.start)) is not None
    return _only_says_sign(scene, nearest) and previous.metric_id in PROFITS


def _is_of_market(scene: Scene, nearest: Mark) -> bool:
    """Return whether it is a market's: "the index slid 0.2%, but recovered those losses", "dropped 195 points, closing near 34,642"."""
    return scene.text(nearest.start, nearest.end) in _MARKET_LOSSES or nearest.what.metric == "store_closures"


def _more_specific(scene: Scene, before: Mark, nearest: Mark) -> Mark | None:
    """Return the metric before if the nearest word only repeats it: "price target on the stock", "EPS was a loss of"."""
    if nearest.start - before.end > _TAKEN_UP:
        return None
    word = scene.text(nearest.start, nearest.end)
    if word in {"stock", "shares", "share", "stocks"} and _TRADES.match(scene.page.words, nearest.end):
        return None
    if word in {"stock", "shares", "share", "stocks"}:
        return (
            before
            if before.what.metric in {"target_price", "dps", "dividend", "market_cap", "valuation", "eps"}
            else None
        )
    return before if before.what.metric in PROFITS and _only_says_sign(scene, nearest) else None


def _rate_on(scene: Scene, nouns: list[Mark], candidate: Candidate) -> Mark | None:
    """Return the rate if the nearest word only names its object: "Interest rates on its savings accounts fell to 3.1%"."""
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
    """Return whether "profit" or "loss" only gives the figure's sign: "from a profit", "at loss of"."""
    if scene.text(mark.start, mark.end) not in {"profit", "loss"}:
        return False
    return _SIGNED.search(scene.text(max(scene.start, mark.start - 10), mark.start)) is not None


def is_plainly_left(draft: Draft, nearest: Mark | None) -> bool:
    """Return whether the metric before outranks a following one: "lost $1.2bn on revenue of $3.4bn"."""
    if nearest is None or draft.start - nearest.end > _BY_RIGHT_OF_WAY:
        return False
    if draft.kind == "count" and nearest.what.metric in COUNTED_BY_VERB:
        return True  # "will close 57 of its branches"
    if nearest.what.metric == "layoffs" and nearest.what.is_verb:
        return True  # "let go 12% of its staff", 裁减10%员工
    return re.match(r"[ ](?:on|for|as)[ ]", draft.scene.text(draft.end, draft.end + 5)) is not None
