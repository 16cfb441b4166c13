"""Separates counts that are figures from incidental numbers: "35 countries", but not "the two companies".

The counted noun is found elsewhere; this module decides which counts matter. Durations, lengths and ages are counts
of years, kilometres and so on; points in time ("ten years ago") and names ("a 10-year bond") are not.
"""

from __future__ import annotations

import re

from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.text.pages import Page

_LENGTHS = {"kilometre", "mile", "metre", "foot"}
_NO_SPAN_EN = re.compile(
    r"[ ](?:ago|earlier|later|ended|ending|to|through|before|after|from|since|hence|into|on|straight|running|and counting)\b"
    r"|'|[ ](?:in a row|out of)\b"
)
_LASTS_EN = re.compile(r"\b(?:for|took|takes|take|lasted|within|over|spent|in (?:just|only|less than))[ ]$")
"""After these words, a time span is a duration, whatever follows: "halted for nine days after a fire"."""
_KNOWN_EN = re.compile(
    r"\b(?:the|these|those|first|next|past|last|final|previous|prior|opening|early|coming|following|recent|every|each|than|turn(?:s|ed|ing)?)[ ]$"
)
""""the past five years" is a period, and "every two weeks" a frequency."""
_OLD_EN = re.compile(r"-olds?\b| old\b| of age\b")
_AGED_EN = re.compile(r"\baged?[ ]$")
_NO_SPAN_ZH = re.compile(
    r"[前后期底末初来间度货报国]|[一二三四1-4]季|[上下]半|全年|\d{1,2}月|[QH]|以?[来前后]|之[前后]|的?(?:历史|时间|周期|之际)|[一二三四五六七八九十两]夜|个?交易日"
)
_KNOWN_ZH = re.compile(
    r"(?:第|前|后|过去|未来|最近|近|首|头|每|连续|今后|此后|上|下|这|那|当|同|平均每|随后|接下来|T\+)(?:约)?$"
)
_MEASURED_ZH = re.compile(
    r"(?:徒刑|获刑|刑期|判处|判刑|工期|历时|为期|耗时|用时|长达|持续|期限|任期|时长|超过|逾|约|近|超)(?:为|了|约|达|近|超|超过|逾)?$"
)
"""After these words, even a time span in characters is a duration: 获刑九年, 工期四年半."""

_EMERGENCY = 911
"""The American emergency number."""
_LONGEST = 200
"""More years than this are a calendar year."""
_FEW = 13
"""Counts in words below this are figures only for the nouns in `_WEIGHTY`."""
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
"""In "two people familiar with the matter", the number is of sources."""
_CASUALTIES_ZH = re.compile(
    r"[^，。；、]{0,14}(?:死亡|遇难|受伤|失踪|身亡|遇害|被困|获救|被捕|轻伤|重伤|丧生|伤亡|失联|染病|感染)(?!人员|者|员)"
)
_DEAD_ZH = re.compile(r"(?:死亡|受伤|遇难|失踪|被困|获救)(?:人数)?(?:已?达|至少|为|共)?$")
_DEAD_NEAR = 10
_STAFF_ZH = re.compile(
    r"(?:员工|职工|雇员)[^。；]{0,30}(?:仅剩|只剩|剩下|共|为|达|有|数量|总数|人数)[^。；]{0,8}$"
)
"""As in 全职员工仅剩55名: a company's headcount is a figure, however small."""
_STAFF_NEAR = 48
_MANY_ZH = 10
"""Chinese counts below this, or in characters, are figures only with a metric or an accident."""
_NO_METRES_ZH = re.compile(r"其林|兰|粉|饭|线|哈|粒|奇")
_CROWD_ZH = 100
_MENTIONED_ZH = {"time", "person", "unit", "piece", "item", "site", "country", "case", "model", "city"}
_NEVER_FEW_ZH = _MENTIONED_ZH | {
    "company", "bank", "household", "contract", "transaction", "complaint", "school", "patent", "ticket", "visit", "copy", "investor",
    "view", "customer", "member", "aircraft", "plant", "head", "box", "bottle", "flight", "ship", "room", "order", "home", "branch",
    "dealer", "tablet", "computer",
}  # fmt: skip


def is_mention(candidate: Candidate) -> bool:
    """Return whether a counted number is only incidental."""
    page = candidate.page
    value = candidate.largest
    if candidate.unit == "year" and is_age(candidate):
        return False
    if candidate.hyphened:
        return True
    if candidate.unit in units.TIMES:
        return _is_no_duration_zh(candidate) if page.lang == "zh" else _is_no_duration_en(candidate)
    is_year = candidate.plain_digits and 1900 <= value <= 2100  # noqa: PLR2004
    if is_year and page.lang == "en" and candidate.qualifier is None:
        return True
    if candidate.unit in _LENGTHS and page.lang == "en":
        return candidate.spelled and candidate.largest < 2  # noqa: PLR2004
    return _is_mention_zh(candidate) if page.lang == "zh" else _is_mention_en(candidate)


def _is_mention_en(candidate: Candidate) -> bool:
    if candidate.scale > 1 or candidate.largest >= _FEW:
        return candidate.unit == "call" and candidate.largest == _EMERGENCY
    if candidate.unit == "share" and candidate.quoted < 1:
        return False  # "0.5077 shares of the buyer"
    if candidate.largest < 2:  # noqa: PLR2004
        return candidate.quoted >= 1
    before = candidate.page.words[max(0, candidate.start - 10) : candidate.start]
    if candidate.followed_by(_SOURCES_EN) and candidate.unit == "person":
        return True
    if not candidate.spelled:
        return _ALL_NUMBERED_EN.search(before) is not None
    return candidate.unit not in _WEIGHTY or _MENTIONED_EN.search(before) is not None


def _is_mention_zh(candidate: Candidate) -> bool:
    page = candidate.page
    value, few = candidate.largest, candidate.scale == 1
    if candidate.unit == "person" and (
        _CASUALTIES_ZH.match(page.plain, candidate.end)
        or candidate.led_by(_DEAD_ZH, _DEAD_NEAR)
        or candidate.led_by(_STAFF_ZH, _STAFF_NEAR)
    ):
        return False
    if candidate.unit == "kilowatt_hour" and few and page.plain[candidate.end - 1] == "度":
        return True  # of heat, or of latitude
    if candidate.unit == "metre" and _NO_METRES_ZH.match(page.plain, candidate.end):
        return True
    if candidate.unit in _MENTIONED_ZH and few:
        return value < (_CROWD_ZH if candidate.spelled else _MANY_ZH)
    return few and value < _FEW and (candidate.spelled or candidate.unit in _NEVER_FEW_ZH)


def is_age(candidate: Candidate) -> bool:
    """Return whether years are a person's age: "a 54-year-old", 32岁."""
    page = candidate.page
    if page.lang == "zh":
        return page.plain[candidate.number[1] : candidate.end].startswith("岁")
    return candidate.followed_by(_OLD_EN) is not None or is_aged(page, candidate.start)


def is_aged(page: Page, place: int) -> bool:
    """Return whether an age follows here: "aged 43"."""
    return _AGED_EN.search(page.words, max(0, place - 5), place) is not None


def _is_no_duration_en(candidate: Candidate) -> bool:
    """Return whether an English time span is not a duration: "10 years ago", unlike "within 18 hours"."""
    if candidate.largest < 2 and candidate.quoted == 1:  # noqa: PLR2004
        return True
    start = candidate.number[0]
    lasts = _LASTS_EN.search(candidate.page.words, max(0, start - 12), start)
    if candidate.per is not None or (not lasts and candidate.followed_by(_NO_SPAN_EN)):
        return True
    return _KNOWN_EN.search(candidate.page.words, max(0, start - 11), start) is not None


def _is_no_duration_zh(candidate: Candidate) -> bool:
    """The same for Chinese; in characters only before words of measurement, since 三年累计 is a period."""
    plain, start = candidate.page.plain, candidate.start
    if plain[start] == "近" and candidate.unit not in {"hour", "minute"}:
        return True  # 近10年 means the last ten years, not almost ten
    if _NO_SPAN_ZH.match(plain, candidate.end) or _KNOWN_ZH.search(plain, max(0, start - 4), start):
        return True
    if candidate.spelled:
        return _MEASURED_ZH.search(plain, max(0, start - 6), start) is None
    return candidate.plain_digits and candidate.unit == "year" and candidate.largest > _LONGEST
