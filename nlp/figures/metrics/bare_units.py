"""Gives a bare number the unit that its text omits, or decides that it is not a figure.

Levels without a unit are handled by bare_levels.py.
"""

from __future__ import annotations

import re

from nlp.figures.metrics import bare_counts, bare_levels
from nlp.figures.numbers import currencies
from nlp.figures.numbers.units import counted
from nlp.figures.scenes import Draft, Scene
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import kinds

_CLOSED_ZH = re.compile(r"[ ]?(?:[，。；、,;)!?！？的/]|$|[升降涨跌增减提上下扩缩][^，。；]{0,2}[至到为])")

_OF_BASE_ZH = re.compile(r"[为是][^，。；]{1,14}的(?:约|近|逾|超)?$")
"""As in 约为去年同期的两倍: a multiple of the named base, whatever it measures."""
_NUMBERS = re.compile(r"\b(?P<noun>[a-z]{4,})[ ](?:numbers|traffic|volumes?|arrivals)\b")
_THE_NUMBER = re.compile(r"\b(?:number|figure|total|tally|toll|crowd)\b")
_OF_NUMBERS = {
    "passenger": "person", "visitor": "person", "tourist": "person", "customer": "customer", "subscriber": "subscriber",
    "user": "user", "member": "member", "patient": "patient", "student": "student",
}  # fmt: skip
_GAME = 100
"""Points below this are an index only if one is named; others are scores."""
_PER_CURRENCY = re.compile(
    r"[ ](?:per|to the|against the|a|yen to the|yuan to the) (?:us )?(?:dollar|euro|pound)\b"
)
_HOME_CURRENCY = re.compile(
    r"\b(?P<of>yen|yuan|renminbi|won|rupee|rupiah|ringgit|baht|rouble|ruble|lira|peso|real|rand|crown|krona|krone|zloty|forint|franc)\b"
)

_THINGS = re.compile(
    r"[ ](?:more|fewer|extra|additional|other)[ ](?!than\b|money\b|in\b|of\b|to\b|for\b|on\b)[a-z]+"
)
"""In "1.7 million more adults" the number counts what follows, whatever was measured before."""
_FAR = 40
"""Figures of a sentence searched for a unit; no real sentence has more."""


def settle_points(scene: Scene) -> None:
    """Treat points beside a percentage as percentage points: "212%, up 6 points", "rose 0.2 point to 4.3%"."""
    for index, draft in enumerate(scene.drafts):
        candidate = draft.candidate
        if candidate.kind != "point" or any(mark.what.metric in {"index", "pmi"} for mark in scene.marks):
            continue
        beside = scene.drafts[max(0, index - 1) : index + 2]
        if candidate.largest < _GAME and any(other.kind == "percent" for other in beside):
            candidate.kind = candidate.unit = "pp"


def settle_unit(draft: Draft, earlier: list[list[Draft]]) -> bool:  # noqa: PLR0911
    """Give a bare number the unit of its metric or of the previous figure; False if it is not a figure."""
    candidate = draft.candidate
    if candidate.kind == "multiple" and candidate.spelled and draft.metric_id is None:
        return _OF_BASE_ZH.search(draft.page.plain, *draft.own) is not None
    if candidate.unit is not None:
        if candidate.kind == "point":
            named = draft.metric_id in {"index", "pmi"} or candidate.quoted < 1
            return named or (draft.metric_id is None and candidate.largest >= _GAME)
        return True
    if candidate.hyphened or candidate.kind != "number":
        return candidate.unit is not None
    previous = _previous(draft)
    if candidate.scale > 1:
        if draft.page.lang == "en" and _THINGS.match(draft.page.words, candidate.end):
            _forget_money(draft)
        return _settle_scaled(draft, previous, earlier)
    if draft.page.lang == "zh" or candidate.spelled:
        return bare_levels.settle_index(draft)
    if _PER_CURRENCY.match(draft.page.words, candidate.end):
        return _settle_rate(draft)
    return bare_levels.settle(draft, previous) or bare_counts.settle(draft)


def _forget_money(draft: Draft) -> None:
    """Drop the metric of a number that counts things, where it takes no counts."""
    kind = kinds().get(draft.metric_id or "")
    if kind and "count" not in kind.takes:
        draft.metric = draft.metric_id = draft.metric_span = None


def _previous(draft: Draft) -> Draft | None:
    """Return the previous figure of the sentence with a unit."""
    near = reversed(draft.earlier[-_FAR:])
    return next((other for other in near if other.candidate.unit is not None), None)


def _settle_scaled(draft: Draft, previous: Draft | None, earlier: list[list[Draft]]) -> bool:
    """Settle "86.85 billion", 6万: money if the metric is money, in the text's currency."""
    candidate = draft.candidate
    kind = kinds().get(draft.metric_id or "")
    takes = kind.takes if kind else ()
    if kind and "money" not in takes and "count" in takes:
        candidate.kind, candidate.unit = "count", kind.count or "unit"
        if previous and previous.kind == "count" and previous.metric_id == draft.metric_id:
            candidate.unit = previous.candidate.unit
        return True
    if kind and "count" in takes and kind.count and (previous is None or previous.kind == "count"):
        candidate.kind, candidate.unit = "count", kind.count
        return True
    if kind is None and (unit := _counted_by_name(draft, previous)) is not None:
        candidate.kind, candidate.unit, candidate.assumed = "count", unit, "what the text counts"
        return True
    counts = draft.page.lang == "en" and _THINGS.match(draft.page.words, candidate.end)
    if not counts and (
        (kind and "money" in takes) or (kind is None and previous and previous.kind == "money")
    ):
        money = _money_before([*earlier[-5:], draft.earlier[-_FAR:]], draft.page)
        candidate.kind = "money"
        if money is not None:
            candidate.unit, candidate.assumed = money.candidate.unit, "currency of the figure before"
        elif draft.page.lang == "zh":
            candidate.unit, candidate.assumed = "CNY", "currency of a Chinese text"
        else:
            candidate.kind, candidate.unit = "number", "unit"
        return True
    if draft.page.lang == "zh":
        return _settle_scaled_zh(draft)
    candidate.kind, candidate.unit = "number", "unit"
    return not (candidate.spelled and candidate.value is not None and candidate.value < 1000)  # noqa: PLR2004


def _counted_by_name(draft: Draft, previous: Draft | None) -> str | None:
    """Return the counted noun if it comes first: "passenger numbers rose to 18.9 million", "to 206 million passengers from 210 million"."""
    if draft.page.lang == "zh":
        return None
    if previous is not None and previous.kind == "count":
        goes_on = _THE_NUMBER.search(draft.page.words, previous.end, draft.start)
        if goes_on or previous.candidate.scale == draft.candidate.scale:
            return previous.candidate.unit
    told = _NUMBERS.search(draft.page.words, draft.scene.clause(draft.start)[0], draft.start)
    noun = told and counted().at(draft.page.words, told.start("noun"))
    return noun.what if noun else _OF_NUMBERS.get(told["noun"]) if told else None


def _settle_scaled_zh(draft: Draft) -> bool:
    """Settle 三百万 without a noun as money, as usual in Chinese news; before a noun it counts something unknown."""
    candidate = draft.candidate
    before = draft.page.plain[max(0, candidate.start - 1) : candidate.start]
    if before.isascii() and before.isalnum():
        return False
    if _CLOSED_ZH.match(draft.page.plain, candidate.end):
        candidate.kind, candidate.unit, candidate.assumed = "money", "CNY", "currency of a Chinese text"
        return True
    candidate.kind, candidate.unit = "number", "unit"
    return draft.metric_id is not None


def _money_before(earlier: list[list[Draft]], page: Page) -> Draft | None:
    """Return the last amount of money, ignoring conversions in brackets."""
    for drafts in reversed(earlier):
        for place in range(len(drafts) - 1, -1, -1):
            draft = drafts[place]
            if draft.kind != "money":
                continue
            before = drafts[place - 1].candidate if place else None
            if before is None or before.kind != "money":
                return draft
            gap = page.plain[before.end : draft.start]
            return drafts[place - 1] if gap.strip() in {"(", "（"} else draft
    return None


def _settle_rate(draft: Draft) -> bool:
    """Settle an exchange rate in the named currency: "the yen weakened to 148.30 per dollar"."""
    candidate = draft.candidate
    named = list(_HOME_CURRENCY.finditer(draft.page.words, draft.scene.start, candidate.start))
    if not named:
        return False
    name = currencies.names("en").at(draft.page.words, named[-1].start())
    if name is None:
        return False
    candidate.kind, candidate.unit, candidate.assumed = "money", name.what[0], "currency of an exchange rate"
    draft.metric_id = "exchange_rate"
    return True
