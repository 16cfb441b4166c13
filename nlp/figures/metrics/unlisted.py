"""Recognises rates and amounts that no list has by their own name: "its retention rate was 112%", 拨备覆盖率236.4%.

Such a figure takes no metric from the sentence; its name in the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures.metrics.noun_phrases_en import lists
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.senses import MOVED, Mark
from nlp.rare import Rare

_EN = Rare(
    ("rate", "ratio", "occupancy", "load factor", "turnout", "utilisation", "utilization"),
    r"\b(?P<head>rate|rates|ratio|ratios|occupancy|load factor|turnout|utilisation|utilization)"
    r"(?: (?:for|in|on|at|of) (?:the |its |their )?[a-z]+(?: [a-z]+)?)?"
    r"(?: (?:was|were|is|are|of|at|to|reached|hit|stood|came|in|remained|remains|improved|up|down|"
    rf"{MOVED}|held|steady|stable|about|around|just|only|nearly|a|an|record)){{1,4}}[ ]$",
)
_ZH = re.compile(
    r"(?P<head>[\u4e00-\u9fffa-z0-9]{1,8}率)(?<!增长率)(?<!增率)"
    r"(?:为|达|约|约为|是|达到|高达|仅|仅为|只有|在|维持在|保持在|升至|降至|提升至|上升至|下降至|回升至|升到|降到|[:：]|(?:由|从)[^，。；0-9]{0,4}(?:\d{4}年)?[^，。；0-9]{0,6}的?)?$"
)
_AMOUNT_ZH = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,7}(?<![总计该其述均高低应一])(?:总额|额度|余额|金额|资本|资金|费|款|基金|缺口|规模|敞口))(?:为|达|约|共|合计|共计|是|达到|超|超过|近|不超过|[:：])?$"
)
_JOINED_ZH = re.compile(r"^.*(?:和|及|与|的|其|而|且|后|前|年|月|日|季度|公司)(?=.{2})")
_REACHED = re.compile(r"[ ]?(?:to|from)[ ]|[^，。；至到]{0,6}[至到][^，。；]{0,12}")
_ALONE = {"occupancy", "load factor", "turnout", "utilisation", "utilization"}
"""Rates named by one word."""
_LONGEST = 3
"""Words before "rate" that can belong to its name."""
_NOT_IN_NAME = {"was", "were", "is", "while", "with", "than", "said", "after", "as", "but", "s"}


def rate(draft: Draft) -> tuple[int, int] | None:
    """Return the span that names the rate right before a percentage, or None if a list has it."""
    scene = draft.scene
    if draft.kind != "percent":
        return None
    low, high = draft.own
    if draft.page.lang == "zh":
        return _rate_zh(scene, low, high)
    match = _EN.search(draft.page.words, low, high)
    if match is None:
        return None
    start = match.start("head")
    for word in _words_before(scene.text(max(low, start - 48), start)):
        start -= len(word) + 1
    span = start, match.end("head")
    named = start < match.start("head") or match["head"] in _ALONE
    return None if not named or _is_listed(scene, match.start("head"), span[1]) else span


def rate_before(draft: Draft) -> tuple[int, int] | None:
    """Return the span of such a rate that moved to this level: 拨备覆盖率从182%降至173%, "retention fell from 112% to 108%"."""
    before = draft.previous
    if before is None or "unlisted rate" not in before.rules or draft.kind != "percent":
        return None
    low, high = draft.own
    reached = _REACHED.fullmatch(draft.page.words, low, high)
    return (
        before.metric_phrase
        if reached and not any(_names(mark) for mark in draft.scene.between(low, high))
        else None
    )


def _names(mark: Mark) -> bool:
    return mark.what.metric is not None and not mark.what.is_verb


def amount(draft: Draft) -> tuple[int, int] | None:
    """Return the span of an unlisted noun right before a Chinese amount: 担保总额, 注册资本; None if listed."""
    low, high = draft.own
    if draft.page.lang != "zh" or draft.kind not in {"money", "number"}:
        return None
    match = _AMOUNT_ZH.search(draft.page.words, max(low, high - 14), high)
    if match is None:
        return None
    start, end = match.span("head")
    if joined := _JOINED_ZH.match(match["head"]):
        start += joined.end()
    return start, end


def _words_before(text: str) -> Iterator[str]:
    """Yield the words of the name before its head, the nearest first."""
    stops = lists()
    for word in text.rsplit(maxsplit=_LONGEST)[: -_LONGEST - 1 : -1]:
        if word in _NOT_IN_NAME or word in stops["articles"] or word in stops["verbs"]:
            return
        yield word


def _rate_zh(scene: Scene, low: int, high: int) -> tuple[int, int] | None:
    match = _ZH.search(scene.page.words, max(low, high - 16), high)
    if match is None:
        return None
    start, end = match.span("head")
    if joined := _JOINED_ZH.match(match["head"]):
        start += joined.end()
    return None if _is_listed(scene, end - 1, end) else (start, end)


def _is_listed(scene: Scene, start: int, end: int) -> bool:
    """Return whether a listed metric ends with this head; "rate" alone is only a policy rate."""
    return any(
        mark.end == end
        and (scene.page.lang == "zh" or mark.start < start or scene.text(mark.start, mark.end) == "occupancy")
        for mark in scene.marks
    )
