"""Completes a figure: "per", "adjusted", late comparison details, and the final record."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.figures.metrics import segments_zh
from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import EXACT
from nlp.figures.scenes import Draft, Scene, has
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import kinds
from nlp.figures.text.words import load
from records import Figure

_PER_BEFORE = {
    "share", "vehicle", "barrel", "tonne", "ounce", "user", "person", "ten_shares", "unit", "square_metre", "kilogram",
    "pack", "box", "bottle", "litre", "kilowatt_hour",
}  # fmt: skip
_WHO = {"company", "firm", "group", "board", "bank", "shares", "trading", "premarket"}
_OR = re.compile(r",? or ")
_ADJUSTED = re.compile(r"adjusted|non.gaap|underlying|扣非|扣除非|经调整|调整后")
_WORD = re.compile(r"[\w&'-]+")
_JOINTS = {"and", "of", "the", "a", "an", "in", "at"}
_PER_TIME_ZH = {"每小时", "时速", "日均", "每天", "每日", "月均", "每月", "每年", "年均"}


def finish(scene: Scene) -> None:
    """Set "per" and "adjusted" from the words around the figure."""
    for draft in scene.drafts:
        candidate = draft.candidate
        if draft.compare == "mom" and draft.period and "Q" in draft.period:
            draft.compare = "qoq"  # 环比 of a quarter means quarter on quarter, as in translated reports
        if draft.compare == "qoq" and draft.period and re.fullmatch(r"(\d{4}-\d\d)-01/\1-\d\d", draft.period):
            draft.compare = "mom"
        kind = kinds().get(draft.metric_id or "")
        if candidate.kind in {"money", "count"} and candidate.per is None:
            candidate.per = _per_before(draft)
            if candidate.per is None and kind is not None and kind.per and candidate.kind == "money":
                candidate.per = kind.per
        draft.adjusted = _is_adjusted(draft)


def _per_before(draft: Draft) -> str | None:
    """Return the "per" stated before the figure: 每股派息0.25元, "loss per vehicle exceeds"."""
    own = draft.own
    low = max(own[0], own[1] - 24)
    hits = list(units.per(draft.page.lang).find(draft.page.words, low, own[1]))
    hits = [
        hit
        for hit in hits
        if (hit.what in _PER_BEFORE and draft.page.words[hit.start : hit.end] not in {"each", "apiece"})
        or draft.page.words[hit.start : hit.end] in _PER_TIME_ZH
    ]
    return hits[-1].what if hits else None


def _is_adjusted(draft: Draft) -> bool:
    scene = draft.scene
    span = draft.metric_span
    if draft.inherited and draft.previous and _OR.fullmatch(draft.lead):
        return draft.previous.adjusted  # "$393 million, or $2.54 a share"
    if span is None:
        return False
    words = scene.text(*span)
    if _ADJUSTED.search(words):
        return True
    if "adjusted" not in scene.cues:
        return False
    near = scene.between(max(scene.start, span[0] - (34 if draft.page.lang == "en" else 16)), span[1] + 2)
    marked = [
        mark
        for mark in near
        if "adjusted" in mark.what.cues and not re.search(r"[,;，；、]", scene.text(mark.end, span[0]))
    ]
    return bool(marked) or (has(draft.before, "adjusted") and draft.inherited is False)


def _named(draft: Draft, page: Page) -> tuple[int, int] | None:
    """Return the words that name the metric: the phrase built around the figure, else the listed words."""
    if draft.metric is not None and draft.metric.what.is_verb and draft.metric_span is not None:
        return draft.metric_span  # in "is valued at", the phrase is the company valued
    phrase, word = draft.metric_phrase, draft.metric_span
    if phrase is None or word is None or draft.metric_id is None:
        return phrase or word
    if word[0] <= phrase[0] and phrase[1] <= word[1]:
        return word  # "tax" in "profit before tax of $5 million"
    holds_it = phrase[0] <= word[0] and word[1] <= phrase[1]
    return word if _is_who_or_where(page.plain[slice(*phrase)], holds_it=holds_it) else phrase


def _is_who_or_where(phrase: str, *, holds_it: bool) -> bool:
    """Return whether a phrase beside a known metric is a party or place ("Helsinki", "the company") or contains a currency code."""
    words = [word for word in _WORD.findall(phrase) if word not in _JOINTS]
    if any(word in load("currencies") for word in words):
        return True
    return not holds_it and (not words or all(word[0].isupper() or word in _WHO for word in words))


def _plain(value: Decimal | None) -> Decimal | None:
    """Format without exponent and trailing zeros from scaling: 88890000000, not 8.889E+10."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return EXACT.quantize(value, Decimal(1))
    return EXACT.normalize(value)


def record(draft: Draft, page: Page) -> Figure:
    """Convert a draft to a record."""
    candidate = draft.candidate
    start, end = page.span(candidate.start, candidate.end)
    metric_text = None
    named = _named(draft, page)
    if named is not None and page.lang == "zh":
        named = segments_zh.widened(page.plain, named, draft.metric_id, draft.subject)
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
