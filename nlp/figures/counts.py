"""Tells counts that say how many from numbers that only mention things: "35 countries", but not "the two companies".

What is counted is read elsewhere; here stands which of those counts is a figure.
"""

from __future__ import annotations

import re

from nlp.figures.candidates import Candidate
from nlp.figures.pages import Page

_LENGTHS = {"kilometre", "mile", "metre"}
_SPANS = {"hour", "minute", "day", "week", "month", "year"}
_MEASURED_EN = re.compile(r"\b(?:within|over|in just|in only|in less than|took|lasted)[ ]$")
_MEASURED_ZH = re.compile(r"[内后]|之内|仅|左右|大定|锁单|订单|销量")
_NO_SPAN_EN = re.compile(r"[ ](?:ago|earlier|later|ended|ending|to|old|of|through|before|from)\b")
_KNOWN_EN = re.compile(r"\b(?:the|first|next|past|last)[ ]$")

_FEW = 13
"""Counts in words below this are told only of the things in `_WEIGHTY`."""
_WEIGHTY = {
    "person", "employee", "job", "store", "restaurant", "vehicle", "aircraft", "ship", "plant", "home", "country", "city", "state",
    "bank", "company", "school", "hospital", "branch", "customer", "flight", "site", "child", "woman", "man", "patient",
}  # fmt: skip
_MENTIONED_EN = re.compile(
    r"\b(?:the|these|those|this|its|their|his|her|our|my|your|whose|other|last|next|past|first|top|all|both|each|any|every|'s)[ ]$"
)
_ALL_NUMBERED_EN = re.compile(r"\b(?:first|last|next|top|past)[ ]$")
_SOURCES_EN = re.compile(
    r"[ ](?:familiar|close|with|briefed|involved|who|in the know|said|told|directly)\b|'s\b"
)
"""Two people familiar with the matter are sources, not a count."""
_CASUALTIES_ZH = re.compile(
    r"[^，。；、]{0,14}(?:死亡|遇难|受伤|失踪|身亡|遇害|被困|获救|被捕|轻伤|重伤|丧生|伤亡|失联|染病|感染)(?!人员|者|员)"
)
_DEAD_ZH = re.compile(r"(?:死亡|受伤|遇难|失踪|被困|获救)(?:人数)?(?:已?达|至少|为|共)?$")
_DEAD_NEAR = 10
_STAFF_ZH = re.compile(
    r"(?:员工|职工|雇员)[^。；]{0,30}(?:仅剩|只剩|剩下|共|为|达|有|数量|总数|人数)[^。；]{0,8}$"
)
"""全职员工仅剩55名: how many a company employs is told, however few."""
_STAFF_NEAR = 48
_MANY_ZH = 100
"""A Chinese count below this is told of such things only where a metric or an accident makes it one."""
_MENTIONED_ZH = {"time", "person", "unit", "piece", "item", "site", "country", "case", "model", "city"}
_NEVER_FEW_ZH = _MENTIONED_ZH | {
    "company", "bank", "household", "contract", "transaction", "complaint", "school", "patent", "ticket", "visit", "copy", "investor",
    "view", "customer", "member", "aircraft", "plant", "head", "box", "bottle", "flight", "ship", "room", "order", "home", "branch",
    "dealer", "tablet", "computer",
}  # fmt: skip


def is_mention(candidate: Candidate, page: Page) -> bool:
    """Whether a number with a counted thing behind it is no figure."""
    value = candidate.largest
    if candidate.hyphened:
        return True
    if candidate.unit in _SPANS:
        return _is_no_span(candidate, page)
    is_year = candidate.plain_digits and 1900 <= value <= 2100  # noqa: PLR2004
    if is_year and page.lang == "en" and candidate.qualifier is None:
        return True
    if candidate.unit in _LENGTHS and candidate.scale == 1:
        return True
    return _is_mention_zh(candidate, page) if page.lang == "zh" else _is_mention_en(candidate, page)


def _is_mention_en(candidate: Candidate, page: Page) -> bool:
    if candidate.scale > 1 or candidate.largest >= _FEW:
        return False
    if candidate.unit == "share" and candidate.quoted < 1:
        return False  # "0.5077 shares of the buyer"
    if candidate.largest < 2 or candidate.value is None:  # noqa: PLR2004
        return True
    before = page.words[max(0, candidate.start - 10) : candidate.start]
    if _SOURCES_EN.match(page.words, candidate.end) and candidate.unit == "person":
        return True
    if not candidate.spelled:
        return _ALL_NUMBERED_EN.search(before) is not None
    return candidate.unit not in _WEIGHTY or _MENTIONED_EN.search(before) is not None


def _is_mention_zh(candidate: Candidate, page: Page) -> bool:
    value, few = candidate.largest, candidate.scale == 1
    if candidate.unit == "person" and (
        _CASUALTIES_ZH.match(page.plain, candidate.end)
        or _DEAD_ZH.search(page.plain, max(0, candidate.start - _DEAD_NEAR), candidate.start)
        or _STAFF_ZH.search(page.plain, max(0, candidate.start - _STAFF_NEAR), candidate.start)
    ):
        return False
    if candidate.unit in _MENTIONED_ZH and value < _MANY_ZH and few:
        return True
    return few and value < _FEW and (candidate.spelled or candidate.unit in _NEVER_FEW_ZH)


def _is_no_span(candidate: Candidate, page: Page) -> bool:
    """A stretch of time is a figure only where the text measures by it: "within 18 hours", not "10 years ago"."""
    if page.lang == "zh":
        return (
            candidate.spelled
            or candidate.unit not in {"hour", "minute"}
            or not _MEASURED_ZH.match(page.plain, candidate.end)
        )
    if _NO_SPAN_EN.match(page.words, candidate.end) or candidate.per is not None:
        return True
    start = candidate.number[0]
    measured = candidate.qualifier is not None or _MEASURED_EN.search(page.words, max(0, start - 14), start)
    return not measured or _KNOWN_EN.search(page.words, max(0, start - 7), start) is not None
