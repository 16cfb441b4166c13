"""Joins two numbers that form a range; keeps apart those that form a move from one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from nlp.figures.numbers import non_figures, units
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import MOVES
from nlp.figures.text.senses import find as find_marks

_DASH = re.compile(r"[ ]?(?:-|~|--)[ ]?")
_TO = re.compile(r"[ ](?:to|through)[ ]|[ ]?(?:至|到|与)[ ]?|\(含\)[ ]?[-~至到][ ]?|-[ ]to[ ]")
_AND = re.compile(r"[ ]and[ ]|[ ]?[和与至到][ ]?")
_BETWEEN = re.compile(r"(?<![a-z])between[ ]$|(?:介乎|介于|在)[ ]?(?:人民币)?$")
_FROM = re.compile(
    r"(?<![a-z])from[ ](?:(?:the|its|an?)[ ])?(?:(?:current|present|existing|previous|earlier|former|initial|original|planned)[ ])?$|[由从][^，。；]{0,8}$"
)
_MARGIN = re.compile(
    r"[, ]{0,2}(?:plus or minus|plus/minus|plus-or-minus|give or take|\+/-|±)[ ]?[$€£¥]?|[,，]?(?:正负|上下浮动)"
)
_SPANS = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|stretch(?:es|ed|ing)?)[ ]from[ ]$"
)
_MOVE_OF = re.compile(rf"\b(?:{MOVES}|cut|uplift|margins?)[ ]of[ ]$")
"""After a noun, range ends are introduced by "of": "sales growth of 4% to 6%"; a move has "from"."""
_DIRECTED = re.compile(r"\b(?P<way>up|down)[ ]$")
_THROUGH = re.compile(r"[ ]to[ ](?:up|down)[ ]")
_GUESS = re.compile(
    r"\b(?:will|expects?|forecasts?|guidance|outlook|sees|could|would|anticipates|between|range|projects?)\b"
)
_MOVED_ZH = re.compile(r"[增减升降涨跌](?:加|少|至|幅|了)?(?:约|近|超|逾)?$")
_MOVED_NEAR = 6
_APART_ZH = 3
_APART = 9
"""Characters of the longest word between two ends: " through "."""
_REPLACES = re.compile(r",?[ ](?:up |down )?from (?:[a-z]+ ){0,5}")
"""Between a range and the one that it replaces: " from a previous range of "."""
LOOK_BACK = 60
"""Characters before a range in which a word of movement rules it out."""


def join(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates with ranges merged."""
    joined: list[Candidate] = []
    for candidate in candidates:
        if joined and _crosses_zero(joined[-1], candidate):
            _merge_across_zero(joined[-1], candidate)
        elif joined and (_is_range(joined[-1], candidate) or _is_earlier_range(joined, candidate)):
            _merge(joined[-1], candidate)
        elif joined and _is_margin(joined[-1], candidate):
            joined[-1].end, joined[-1].qualifier = candidate.end, "~"
        else:
            joined.append(candidate)
    return joined


def _is_margin(first: Candidate, second: Candidate) -> bool:
    """Recognise a margin: "$22.5 billion, plus or minus 2%", "$730 million, plus or minus $20 million"."""
    if second.kind != "percent" and (second.kind, second.unit) != (first.kind, first.unit):
        return False
    return _MARGIN.fullmatch(first.page.words, first.end, second.number[0]) is not None


def _crosses_zero(first: Candidate, second: Candidate) -> bool:
    """Recognise a range across zero: in "down 3% to up 1%", each end has its own direction."""
    if first.value is None or second.value is None or first.kind not in {second.kind, "number"}:
        return False
    between = _THROUGH.fullmatch(first.page.words, first.end, second.start)
    return between is not None and first.led_by(_DIRECTED, 5) is not None


def _merge_across_zero(first: Candidate, second: Candidate) -> None:
    assert first.value is not None
    assert second.value is not None
    head = first.led_by(_DIRECTED, 5)
    assert head is not None
    low = -first.value if head["way"] == "down" else first.value
    down = first.page.words[first.end : second.start].rstrip().endswith("down")
    ends = sorted((low, -second.value if down else second.value))
    first.value, first.low, first.high = None, ends[0], ends[1]
    first.kind, first.unit, first.quoted = second.kind, second.unit, second.quoted
    first.start, first.end, first.negative = head.start(), second.end, ends[1] <= 0
    first.number = (first.number[0], second.number[1])
    first.plain_digits = False


def _is_range(first: Candidate, second: Candidate) -> bool:  # noqa: PLR0911
    page = first.page
    if second.start - first.end > _APART or first.value is None or second.value is None:
        return False
    if not _one_unit(first, second) or not _goes_up(first, second):
        return False
    before = page.words[max(0, first.start - LOOK_BACK) : first.start]
    begin, end = first.end, second.start
    if first.negative and not second.negative and first.kind == "number":
        return _TO.fullmatch(page.words, begin, end) is not None
    if _DASH.fullmatch(page.words, begin, end):
        return not (first.kind == second.kind == "number" and _looks_like_year(first))
    if _AND.fullmatch(page.words, begin, end) and _BETWEEN.search(before):
        return True
    if not _TO.fullmatch(page.words, begin, end):
        return False
    unit_once = first.unit is None and first.kind == "number" and second.unit is not None
    if (unit_once and not _FROM.search(before)) or (first.kind == "percent" and _MOVE_OF.search(before)):
        return True  # "grew 5 to 7 per cent": a move would give both units
    if page.lang == "zh":
        moves = _is_move_zh(first, second) or (_FROM.search(before) and _moves(page, end, end))
        return page.plain[begin:end] != "与" and not moves
    led = _FROM.search(before) or before.endswith(" by ")
    if led and not _SPANS.search(before):
        return not _moves_before(page, first.start)  # "increase the efficiency of devices from 23% to 35%"
    return not (_moves(page, first.start - LOOK_BACK, first.start) and not first.led_by(_GUESS, 90))


def _is_earlier_range(joined: list[Candidate], second: Candidate) -> bool:
    """Recognise the range that another replaces: "to $5.5 billion to $5.6 billion from $5.2 billion to $5.4 billion"."""
    if len(joined) < 2 or joined[-2].value is not None or joined[-1].value is None or second.value is None:  # noqa: PLR2004
        return False
    new, first = joined[-2:]
    return (
        _REPLACES.fullmatch(second.page.words, new.end, first.start) is not None
        and new.unit == second.unit
        and _TO.fullmatch(second.page.words, first.end, second.start) is not None
        and _one_unit(first, second)
        and _goes_up(first, second)
    )


def _is_move_zh(first: Candidate, second: Candidate) -> bool:
    """Recognise an increase followed by a total: 净增47家至400家; range ends are closer together."""
    if first.unit is None or first.kind == "percent" or _worth(second) < _APART_ZH * _worth(first):
        return False
    return first.led_by(_MOVED_ZH, _MOVED_NEAR) is not None


def _one_unit(first: Candidate, second: Candidate) -> bool:
    if _looks_like_year(first) and first.unit is None and second.scale > 1:
        return False  # "the year to March 2026 to 206 million passengers"
    if first.unit is None and second.unit is not None and non_figures.is_numbered(first):
        return False  # "corrects the price in paragraph 3 to 4.21 euros"
    if first.kind in {"count", "number"} and second.kind in {"count", "number"}:
        return first.unit is None or second.unit is None or first.unit == second.unit
    if first.unit is not None and second.unit is not None:
        return first.unit == second.unit
    return first.unit is None or (first.kind == "money" and second.kind == "number")


def _goes_up(first: Candidate, second: Candidate) -> bool:
    """Return whether the ends are in ascending order, once the first has the second's scale."""
    low = _worth(first)
    if first.scale == 1 and second.scale != 1 and low * second.scale < _worth(second):
        low *= second.scale
    if first.scale > 1 and second.scale == 1 and second.kind == "number":
        return False
    if first.negative and second.negative:
        return True
    return (-low if first.negative else low) < (-_worth(second) if second.negative else _worth(second))


def _worth(candidate: Candidate) -> Decimal:
    assert candidate.value is not None
    return candidate.value


def _looks_like_year(candidate: Candidate) -> bool:
    return candidate.plain_digits and candidate.value is not None and 1900 <= candidate.value <= 2100  # noqa: PLR2004


def _moves(page: Page, start: int, end: int) -> bool:
    """Return whether a word of movement stands right before, or "from" after one."""
    before = page.words[max(0, start) : end]
    marks = [
        mark
        for mark in find_marks(page, max(0, start), end)
        if mark.what.cues & {"up", "down", "narrow", "widen", "lose", "swing_to_loss"}
    ]
    if not marks:
        return False
    between = page.words[marks[-1].end : end].strip(" ,")
    return (
        _FROM.search(before) is not None
        or between in {"", "by", "about", "some", "to"}
        or len(between.split()) <= 1
    )


def _moves_before(page: Page, place: int) -> bool:
    """Return whether anything moves in the clause before "from"."""
    low = max(0, place - 2 * LOOK_BACK, page.words.rfind(". ", 0, place), page.words.rfind("; ", 0, place))
    return any(mark.what.cues & {"up", "down", "narrow", "widen"} for mark in find_marks(page, low, place))


def _merge(first: Candidate, second: Candidate) -> None:
    """Extend the first candidate to the whole range."""
    page = first.page
    assert first.value is not None
    assert second.value is not None
    low = first.value
    if first.scale == 1 and second.scale != 1 and low * second.scale < second.value:
        low *= second.scale
    elif (
        first.scale == 1
        and first.unit is None
        and second.kind == "percent"
        and second.value != 0
        and page.plain[second.end - 1] in "成折"
    ):
        low *= 10
    high = second.value
    if first.negative and not second.negative and first.kind == "number":
        low = -low
    ends = sorted((low, high))
    first.value, first.low, first.high = None, ends[0], ends[1]
    if first.unit is None or (first.kind == "number" and second.kind != "number"):
        first.kind, first.unit = second.kind, second.unit or first.unit
    first.per = first.per or second.per
    if first.kind == "money" and (per := units.per(page.lang).at(page.words, second.end + 1)):
        first.per = per.what  # "$1-2 a share"
    first.assumed = first.assumed or second.assumed
    first.scale = max(first.scale, second.scale)
    first.quoted = second.quoted
    first.negative = first.negative and second.negative
    first.end = second.end
    first.number = (first.number[0], second.number[1])
    first.plain_digits = False
    first.qualifier = first.qualifier if first.qualifier == "~" else None
    first.hyphened = second.hyphened
    if page.lang == "en" and (qualifier := units.qualifiers_before("en").before(page.words, first.start)):
        first.start = qualifier.start
