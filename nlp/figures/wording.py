"""Finishes a figure: the unit its text leaves out, "per", "adjusted", and the record that leaves the reader."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.figures import units
from nlp.figures.pages import Page
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.senses import kinds
from records import Figure

_TOLD_EN = re.compile(
    r"(?:\b(?:of|was|were|is|at|to|by|from|reached|hit|totall?ed|than|over|:|versus|vs|around|about|against|with|past|delivered|sold|shipped|nearly|some)|[-:])[ ]?$"
)
_CLOSED_ZH = re.compile(r"[ ]?(?:[，。；、,;)!?！？的/]|$)")
_ALTERNATIVE = re.compile(
    r"[ ,]*(?:and |from |to |versus |against |compared with |compared to |up from |down from |or |vs\.? )"
)

_FAR = 40
"""Figures of a sentence that are looked back over for a unit; no sentence that tells something has more."""


def settle_unit(scene: Scene, index: int, earlier: list[list[Draft]]) -> bool:  # noqa: PLR0911
    """Give a bare number the unit that its metric or the figure before it has; False where it is no figure."""
    draft = scene.drafts[index]
    candidate = draft.candidate
    if candidate.kind == "multiple" and candidate.spelled and draft.metric_id is None:
        return False
    if candidate.unit is not None:
        if candidate.kind == "point":
            return draft.metric_id in {"index", "pmi", None} or candidate.quoted < 1
        return True
    if candidate.hyphened or candidate.kind != "number":
        return candidate.unit is not None
    previous = _previous(scene, index)
    if candidate.scale > 1 or (candidate.spelled and scene.page.lang == "zh" and candidate.scale > 1):
        return _settle_scaled(scene, index, previous, earlier)
    if scene.page.lang == "zh" or candidate.spelled:
        return _settle_index(scene, draft)
    return _settle_bare(scene, draft, previous)


def _previous(scene: Scene, index: int) -> Draft | None:
    """The figure before it in the sentence that has a unit."""
    for place in range(index - 1, max(-1, index - 1 - _FAR), -1):
        if scene.drafts[place].candidate.unit is not None:
            return scene.drafts[place]
    return None


def _settle_scaled(scene: Scene, index: int, previous: Draft | None, earlier: list[list[Draft]]) -> bool:
    """As in "86.85 billion", 6万: money where the metric is money, in the currency of the text."""
    draft = scene.drafts[index]
    candidate = draft.candidate
    kind = kinds().get(draft.metric_id or "")
    takes = kind.takes if kind else ()
    if kind and "money" not in takes and "count" in takes:
        candidate.kind, candidate.unit = "count", kind.count or "unit"
        if previous and previous.candidate.kind == "count" and previous.metric_id == draft.metric_id:
            candidate.unit = previous.candidate.unit
        return True
    if kind and "count" in takes and kind.count and (previous is None or previous.candidate.kind == "count"):
        candidate.kind, candidate.unit = "count", kind.count
        return True
    if (kind and "money" in takes) or (kind is None and previous and previous.candidate.kind == "money"):
        money = _money_before([*earlier[-5:], scene.drafts[max(0, index - _FAR) : index]])
        candidate.kind = "money"
        if money is not None:
            candidate.unit, candidate.assumed = money.candidate.unit, "currency of the figure before"
        elif scene.page.lang == "zh":
            candidate.unit, candidate.assumed = "CNY", "currency of a Chinese text"
        else:
            candidate.kind, candidate.unit = "number", "unit"
        return True
    if scene.page.lang == "zh":
        return _settle_scaled_zh(scene, draft)
    candidate.kind, candidate.unit = "number", "unit"
    return not (candidate.spelled and candidate.value is not None and candidate.value < 1000)  # noqa: PLR2004


def _settle_scaled_zh(scene: Scene, draft: Draft) -> bool:
    """三百万 with nothing behind it is money in Chinese news; before a noun it counts what is not known here."""
    candidate = draft.candidate
    before = scene.page.plain[max(0, candidate.start - 1) : candidate.start]
    if before.isascii() and before.isalnum():
        return False
    if _CLOSED_ZH.match(scene.page.plain, candidate.end):
        candidate.kind, candidate.unit, candidate.assumed = "money", "CNY", "currency of a Chinese text"
        return True
    candidate.kind, candidate.unit = "number", "unit"
    return draft.metric_id is not None


def _money_before(earlier: list[list[Draft]]) -> Draft | None:
    for drafts in reversed(earlier):
        for draft in reversed(drafts):
            if draft.candidate.kind == "money":
                return draft
    return None


def _settle_index(scene: Scene, draft: Draft) -> bool:
    """An index, a survey or an exchange rate that is told without a unit."""
    candidate = draft.candidate
    if (
        draft.metric_id == "exchange_rate"
        and candidate.quoted < 1
        and re.search(r"人民币|yuan", scene.text(scene.start, candidate.start))
    ):
        candidate.kind, candidate.unit, candidate.assumed = "money", "CNY", "currency of an exchange rate"
        return True
    if draft.metric_id not in {"index", "pmi"} or candidate.quoted == 1 or candidate.spelled:
        return False
    gap = scene.text((draft.metric_span or (0, 0))[1], candidate.start)
    if len(gap) > 24 or "-" in gap:  # noqa: PLR2004
        return False
    candidate.kind, candidate.unit = "point", "point"
    return True


def _settle_bare(scene: Scene, draft: Draft, previous: Draft | None) -> bool:  # noqa: PLR0911
    """A bare English number counts only where the words before it tell a level: "to 350,000", "from 350,000"."""
    candidate = draft.candidate
    kind = kinds().get(draft.metric_id or "")
    if kind is None or (
        candidate.plain_digits and candidate.value is not None and 1900 <= candidate.value <= 2100  # noqa: PLR2004
    ):
        return False
    before = scene.text(max(scene.start, candidate.start - 24), candidate.start)
    if (
        previous is not None
        and previous.metric_id == draft.metric_id
        and previous.candidate.kind in {"count", "point", "multiple", "money"}
    ):
        between = scene.text(previous.candidate.end, candidate.start)
        if len(between) < 60 and (  # noqa: PLR2004
            _ALTERNATIVE.match(between)
            or re.search(r"\b(?:from|versus|vs|against|compared with|compared to)[ ](?:[a-z]+ )?$", between)
        ):
            if (
                previous.candidate.kind == "money"
                and candidate.plain_digits
                and candidate.scale == 1
                and previous.candidate.scale > 1
            ):
                return False
            candidate.kind, candidate.unit, candidate.assumed = (
                previous.candidate.kind,
                previous.candidate.unit,
                "unit of the figure before",
            )
            return True
    if draft.metric_id == "exchange_rate":
        return _settle_index(scene, draft)
    if (
        draft.metric_id in {"index", "pmi"}
        and (candidate.quoted < 1 or (candidate.value or 0) >= 1000)  # noqa: PLR2004
        and _TOLD_EN.search(before)
    ):
        candidate.kind, candidate.unit = "point", "point"
        return True
    grouped = "," in scene.page.plain[candidate.number[0] : candidate.number[1]]
    if (
        "count" in kind.takes
        and kind.count
        and grouped
        and _TOLD_EN.search(before)
        and "right far" not in draft.rules
    ):
        candidate.kind, candidate.unit = "count", kind.count
        return True
    return False


def finish(scene: Scene) -> None:  # noqa: C901, PLR0912
    """Set "per" and "adjusted" from the words around the figure."""
    for index, draft in enumerate(scene.drafts):
        candidate = draft.candidate
        if draft.compare == "mom" and draft.period and "Q" in draft.period:
            draft.compare = "qoq"  # 环比 of a quarter, as translations have it
        if draft.compare == "qoq" and draft.period and re.fullmatch(r"(\d{4}-\d\d)-01/\1-\d\d", draft.period):
            draft.compare = "mom"
        if index and draft.inherited and candidate.kind == "money" and candidate.scale == 1:
            _follow_per_share(scene.drafts[index - 1], draft)
        kind = kinds().get(draft.metric_id or "")
        if candidate.kind in {"money", "count"} and draft.basis == "level" and candidate.per is None:
            candidate.per = _per_before(scene, index)
            if candidate.per is None and kind is not None and kind.per and candidate.kind == "money":
                candidate.per = kind.per
        if (
            draft.metric_id in {"net_income", "price"}
            and candidate.per == "share"
            and draft.metric_id == "net_income"
        ):
            draft.metric_id = "eps"
        if draft.metric_id == "revenue" and candidate.kind == "count":
            draft.metric_id = "unit_sales"
        if draft.metric_id == "dividend" and candidate.per == "share":
            draft.metric_id = "dps"
        if draft.metric_id == "net_income" and candidate.per == "vehicle":
            draft.metric_id = "profit_per_unit"
        if (
            draft.metric_id == "price"
            and candidate.per is None
            and scene.page.lang == "zh"
            and re.search(r"车|SUV", scene.page.plain[scene.start : candidate.start])
        ):
            candidate.per = "vehicle"
        draft.adjusted = _is_adjusted(scene, index, draft)
        if candidate.kind == "count" and candidate.unit in {"hour", "day", "week", "month", "year", "minute"}:
            draft.metric_id, draft.metric_span, draft.basis = "duration", None, "level"
        if candidate.unit == "person" and draft.metric_id == "headcount":
            candidate.unit = "employee"
        if candidate.unit == "company" and draft.metric_id in {
            "store_count",
            "store_openings",
            "store_closures",
        }:
            candidate.unit = "store"
        if (
            candidate.unit == "unit"
            and draft.metric_id in {"orders", "deliveries", "unit_sales"}
            and scene.page.plain[candidate.end - 1] in "台辆"
        ):
            candidate.unit = "vehicle"


def _follow_per_share(before: Draft, draft: Draft) -> None:
    """As in "earnings came in at $1.31 per share, beating the $1.24 consensus": both are per share."""
    if (
        before.metric_id == "eps"
        and before.metric_span == draft.metric_span
        and before.candidate.per == "share"
    ):
        draft.metric_id, draft.candidate.per = "eps", "share"


def _per_before(scene: Scene, index: int) -> str | None:
    """Per what, told before the figure: 每股派息0.25元, "loss per vehicle exceeds"."""
    own = scene.own(index)
    low = max(own[0], own[1] - 24)
    hits = list(units.per(scene.page.lang).find(scene.page.words, low, own[1]))
    hits = [
        hit
        for hit in hits
        if hit.what
        in {
            "share",
            "vehicle",
            "barrel",
            "tonne",
            "ounce",
            "user",
            "person",
            "ten_shares",
            "unit",
            "square_metre",
            "kilogram",
        }
        and scene.page.words[hit.start : hit.end] not in {"each", "apiece"}
    ]
    return hits[-1].what if hits else None


def _is_adjusted(scene: Scene, index: int, draft: Draft) -> bool:
    own = scene.own(index)
    span = draft.metric_span
    if span is None:
        return False
    words = scene.text(*span)
    if re.search(r"adjusted|non.gaap|underlying|扣非|扣除非|经调整|调整后", words):
        return True
    near = scene.between(max(scene.start, span[0] - (34 if scene.page.lang == "en" else 16)), span[1] + 2)
    marked = [
        mark
        for mark in near
        if "adjusted" in mark.what.cues and not re.search(r"[,;，；、]", scene.text(mark.end, span[0]))
    ]
    return bool(marked) or (has(scene.between(*own), "adjusted") and draft.inherited is False)


def _named(draft: Draft) -> tuple[int, int] | None:
    """The words that name the metric: the whole phrase where it holds the known words, or where none are known."""
    span, phrase = draft.metric_span, draft.metric_phrase
    if span is None or phrase is None:
        return phrase or span
    holds = phrase[0] < span[1] and span[0] < phrase[1]
    return phrase if holds or draft.phrase_is_close or "left far" in draft.rules else span


def _plain(value: Decimal | None) -> Decimal | None:
    """Without exponent and without zeros that scaling left behind: 88890000000, not 8.889E+10."""
    if value is None:
        return None
    whole, point, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0")
    return Decimal(f"{whole}{point}{rest}" if rest else whole)


def record(draft: Draft, page: Page) -> Figure:
    """The record of a figure."""
    candidate = draft.candidate
    start, end = page.span(candidate.start, candidate.end)
    metric_text = None
    named = _named(draft)
    if named is not None:
        low, high = page.span(*named)
        metric_text = page.text[low:high]
    is_range = candidate.value is None
    return Figure(
        start=start,
        end=end,
        text=page.text[start:end],
        unit=candidate.unit or "unit",
        rule="figures: " + ", ".join(draft.rules or ["no metric"]),
        value=_plain(candidate.value),
        low=_plain(candidate.low) if is_range else None,
        high=_plain(candidate.high) if is_range else None,
        per=candidate.per,
        qualifier=candidate.qualifier,
        metric=draft.metric_id,
        metric_text=metric_text,
        adjusted=True if draft.adjusted else None,
        subject=draft.subject,
        subject_entity=draft.subject_entity,
        period=draft.period,
        basis=draft.basis,  # type: ignore[arg-type]
        compare=draft.compare,
        status=draft.status,
        reported_by=draft.reported_by,
        statement=draft.statement,
        confidence=0.9 if draft.metric_id else 0.6,
        assumed=candidate.assumed,
    )
