"""Recognises shares and ratios: what a percentage is a part of, and what a multiple is a multiple of."""

from __future__ import annotations

import re

from nlp.figures.metrics.fitting import fits
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.scenes import Draft, Scene, last
from nlp.figures.text.senses import MOVES, Mark

_OF_WHOLE_FIRST = re.compile(r"[ ]*of [^,;\d]{3,50},")
_OF_WHOLE = re.compile(
    r"[ ](?:of|out of)[ ](?:(?:the|its|their|all|total|group|company's|group's|our|overall|global|net|his|her|[a-z-]+ed|[a-z]+)[ ]){0,3}?$"
)
_RATIO_TO = re.compile(
    r"[ ](?:trailing |forward |forecast |next year's |its |annual |annualised |adjusted |core |last year's |this year's |expected |estimated |net )*(?P<to>ebitda|earnings|profits?|sales|revenues?|book)\b"
)
_MOVE_BEHIND = re.compile(rf"[ -](?:[a-z]+ )?(?:{MOVES})\b")
_PREMIUM = re.compile(r"[ -](?:premium|discount)\b")
_PREMIUM_OF = re.compile(
    r"\b(?:premium|discount) of (?:about |around |some |nearly |roughly )?$|[溢折]价(?:率)?(?:为|达|约|高达)*$"
)
_NEAR = 28
"""Characters before a figure within which a sharing word belongs to it."""


def wholes(scene: Scene) -> dict[int, Mark]:
    """Return the metrics that are only the whole of a share, by the share's index in the sentence."""
    head = _whole_before(scene)
    found = {}
    for index, draft in enumerate(scene.drafts):
        whole = _whole_after(draft) or (head if draft.kind == "percent" else None)
        if whole is not None:
            found[index] = whole
    return found


def is_said(draft: Draft) -> bool:
    """Return whether a sharing word stands just before a figure, with no movement since: 占比40%, not 贡献，收入增长32%."""
    if "share_verb" not in draft.scene.cues:
        return False
    own = draft.own
    near = draft.scene.between(max(own[0], own[1] - _NEAR), own[1])
    shared, moved = last(near, "share_verb"), last(near, "up", "down")
    if shared is None or _MOVE_BEHIND.match(draft.page.words, draft.end):
        return False  # "represents a 25-percent plunge" is no share
    amount = draft.page.lang == "zh" and draft.kind == "money"
    if amount and any(fits(mark, draft.candidate) for mark in near if mark.start >= shared.end):
        return False  # 贡献净利润3亿元 is a level
    return moved is None or moved.start < shared.start


def named_in(scene: Scene, own: tuple[int, int], candidate: Candidate) -> bool:
    """Return whether a metric precedes the sharing word: 研发占比 has one, 占营收 does not."""
    for mark in scene.between(*own):
        if mark.what.cues & {"share_verb"}:
            return False
        if scene.page.lang == "zh" and fits(mark, candidate):
            return True
    return False


def is_premium(draft: Draft) -> bool:
    """Return whether a percentage is a premium or discount on a price: "a 42% premium, in cash"; it has no metric."""
    if draft.kind != "percent":
        return False
    return (
        _PREMIUM.match(draft.page.words, draft.end) is not None
        or _PREMIUM_OF.search(draft.page.words, *draft.own) is not None
    )


def ratio(draft: Draft) -> str | None:
    """Return the metric of a multiple: "1.9 times EBITDA" of debt; empty if it has none."""
    to = _RATIO_TO.match(draft.page.words, draft.end) if draft.kind == "multiple" else None
    if to is None or draft.page.lang != "en":
        return None
    if to["to"] == "book":
        return "pb"
    before = draft.scene.between(draft.scene.start, draft.start)
    of_debt = any(mark.what.metric in {"borrowings", "debt_ratio"} for mark in before)
    if to["to"] in {"earnings", "profit", "profits"} and not of_debt:
        return "pe"
    return "debt_ratio" if of_debt else ""


_MARGINS = {
    "operating_profit": "operating_margin", "ebitda": "ebitda_margin", "net_income": "net_margin", "gross_profit": "gross_margin",
    "pretax_profit": None,
}  # fmt: skip
"""Profit → its margin."""


def margin(draft: Draft) -> str | None:
    """Return the margin alone in brackets after a profit: "Operating income at €127.5m (9.1%)"."""
    before = draft.previous
    if before is None or before.basis != "level" or before.kind != "money":
        return None
    alone = (
        draft.kind == "percent"
        and not draft.candidate.negative
        and draft.page.plain[draft.start].isdigit()
        and draft.lead.strip() == "("
        and draft.page.plain.startswith(")", draft.end)
    )
    return _MARGINS.get(before.metric_id or "") if alone else None


def margin_zh(draft: Draft) -> str | None:
    """Return the margin where a gross profit is a percentage: 毛利为16.6%."""
    is_profit = draft.page.lang == "zh" and draft.metric_id == "gross_profit" and draft.kind == "percent"
    return "gross_margin" if is_profit and draft.lead.endswith(("为", "达", "达到", "是")) else None


def _whole_before(scene: Scene) -> Mark | None:
    """Return the whole in "Of net sales, 38% came from Finland and 21% from Sweden"."""
    head = (
        _OF_WHOLE_FIRST.match(scene.page.words, scene.start, scene.end) if scene.page.lang == "en" else None
    )
    if head is None:
        return None
    return next(iter(scene.between(*head.span())), None)


def _whole_after(draft: Draft) -> Mark | None:
    """Return the whole in "6.7% of sales", "two-thirds of revenue"."""
    if draft.kind not in {"percent", "fraction"} or draft.page.lang != "en":
        return None
    start, end = draft.trail
    for mark in draft.scene.between(start, min(end, start + 48)):
        if mark.what.metric and _OF_WHOLE.fullmatch(draft.scene.text(start, mark.start)):
            return None if mark.what.metric == "stake" else mark
    return None


def is_denominator(scene: Scene, mark: Mark) -> bool:
    """Return whether a metric is only the denominator: 占营收比重."""
    before = scene.page.plain[max(0, mark.start - 4) : mark.start]
    return (
        bool(re.search(r"(?<!应)占(?:总|全部|公司|集团|同期)?$", before))
        and mark.what.metric != "market_share"
    )
