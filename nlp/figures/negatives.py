"""Knows which numbers are no figures: addresses, codes, quotes of a ticker, models, hyphened adjectives, small counts."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.figures.candidates import Candidate
from nlp.figures.pages import Page

_OUTSIDE = re.compile(
    r"(?:https?://|www\.)[^\s，。；]++|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]++\.[\w.]++"
    r"|\([ ]?[-+]?\d++(?:\.\d++)?,[ ]?[-+]?\d++(?:\.\d++)?,[ ]?[-+]?\d++(?:\.\d++)?%[ ]?\)"  # the quote of a ticker
    r"|\$[A-Z]{1,5}\b(?:\([^)]{1,12}\))?"
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|top|page|chapter|section|article|item|step|version|number|model|room|rule|form|part|note|phase|level|type|day|week|class|grade|route|highway|flight|boeing|airbus|windows|iphone|galaxy|ios|android)\.?|#|第|前|每|约定|§)[ ]?$"
)
_ATTRIBUTIVE = {
    "vehicle",
    "person",
    "year",
    "month",
    "day",
    "week",
    "hour",
    "minute",
    "kilometre",
    "mile",
    "metre",
}
_SPAN_EN = re.compile(r"\b(?:within|over|in just|in only|in less than|took|lasted)[ ]$")
_SPAN_ZH = re.compile(r"[内后]|之内|仅|左右")
_INDEX = re.compile(r"\b(?:index|average|dow|nasdaq|s&p 500|ftse|dax|nikkei|hang seng|pmi)\b|指数?|沪指")
_FEW = 13
"""Counts in words below this are told, not measured: "two cars", "five companies"."""
_NEVER_FEW = {"person", "company", "bank", "country", "city", "case", "item", "model", "time", "site", "unit", "household", "contract", "transaction", "complaint", "piece", "school", "patent", "ticket", "visit", "copy", "investor", "view", "customer", "member", "aircraft", "plant", "head", "box", "bottle", "flight", "ship", "room", "order", "home", "branch", "dealer", "tablet", "computer"}  # fmt: skip


def outside(page: Page) -> list[tuple[int, int]]:
    """Stretches in which no number is a figure, in order."""
    return [match.span() for match in _OUTSIDE.finditer(page.plain)]


def is_none(candidate: Candidate, page: Page, stretches: list[tuple[int, int]]) -> bool:  # noqa: PLR0911
    """Whether a number is no figure, whatever stands in its sentence."""
    start, end = candidate.number
    at = bisect_right(stretches, (start, end)) - 1
    if at >= 0 and stretches[at][0] <= start < stretches[at][1]:
        return True
    before, after = page.plain[max(0, start - 1) : start], page.plain[end : end + 1]
    if candidate.kind in {"count", "number", "point", "multiple"}:
        if before.isascii() and (before.isalpha() or before in set("_:/#")) and candidate.start == start:
            return True
        if before in {"-", "."} and re.search(r"[A-Za-z0-9][-.]$", page.plain[max(0, start - 2) : start]):
            return True
        if after == ":" or re.match(
            r"[年月日号时届期代款型股价后前级号岁线次版条]|[ ]?(?:am|pm|a\.m|p\.m)\b|-[A-Z]|st\b|nd\b|rd\b|th\b|G\b",
            page.plain[candidate.end : candidate.end + 5],
        ):
            return candidate.kind == "number" or page.plain[candidate.end : candidate.end + 1] in {
                "线",
                "型",
                "期",
                "级",
            }
    if candidate.kind in {"count", "number", "point"} and _NUMBERED.search(
        page.words, max(0, candidate.start - 12), candidate.start
    ):
        return True
    if candidate.kind == "count":
        return _is_no_count(candidate, page)
    if candidate.kind == "point":
        told = _INDEX.search(page.words, max(0, candidate.start - 80), candidate.start)
        return (
            told is None and candidate.quoted == 1 and (candidate.value or 0) < 100 and candidate.plain_digits  # noqa: PLR2004
        )
    return candidate.kind == "percent" and candidate.spelled and after == "立"


def _is_no_count(candidate: Candidate, page: Page) -> bool:  # noqa: PLR0911
    value = candidate.largest
    if candidate.hyphened:
        return True
    if candidate.unit in {"hour", "minute", "day", "week", "month", "year"}:
        return _is_no_span(candidate, page)
    if candidate.plain_digits and 1900 <= value <= 2100:  # noqa: PLR2004
        return True
    if (
        candidate.unit
        in {"time", "person", "unit", "piece", "item", "site", "country", "case", "model", "city"}
        and page.lang == "zh"
        and value < 100  # noqa: PLR2004
        and candidate.scale == 1
    ):
        return True
    if candidate.spelled and candidate.scale == 1 and value < _FEW:
        return True
    if candidate.unit in {"kilometre", "mile", "metre"} and candidate.scale == 1:
        return True
    if candidate.unit in {"country", "city"} and value < 100:  # noqa: PLR2004
        return True
    return candidate.unit in _NEVER_FEW and value < _FEW and candidate.scale == 1


def _is_no_span(candidate: Candidate, page: Page) -> bool:
    """A stretch of time is a figure only where the text measures by it: "within 18 hours", not "10 years ago"."""
    if page.lang == "zh":
        return (
            candidate.spelled
            or candidate.unit not in {"hour", "minute"}
            or not _SPAN_ZH.match(page.plain, candidate.end)
        )
    follows = re.match(
        r"[ ](?:ago|earlier|later|ended|ending|to|old|of|through|before|from)\b",
        page.words[candidate.end : candidate.end + 10],
    )
    if follows or candidate.per is not None:
        return True
    return _SPAN_EN.search(page.words, max(0, candidate.number[0] - 14), candidate.number[0]) is None or bool(
        re.search(
            r"\b(?:the|first|next|past|last)[ ]$",
            page.words[max(0, candidate.number[0] - 7) : candidate.number[0]],
        )
    )
