"""Recognises numbers that are not figures: addresses, codes, ticker quotes, models, ordinals, picture sizes."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.figures.numbers import counts
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.text.pages import Page
from nlp.figures.text.senses import MOVED

_OUTSIDE = (
    r"https?://[^\s，。；]++|www\.[^\s，。；]++"
    r"|\([ ]?[-+]?\d++(?:\.\d++)?,[ ]?[-+]?\d++(?:\.\d++)?,[ ]?[-+]?\d++(?:\.\d++)?%[ ]?\)"  # the quote of a ticker
    r"|\$[A-Z]{1,5}\b(?:\([^)]{1,12}\))?"
    r"|\b(?:480|720|1080|1440|2160|4320)[pi]\b|\b[458]K\b(?! ?[$€£])"  # pictures
    r"|\b\d++ ?lbs?-ft\b"
)
_OUTSIDE_WITHOUT_MAIL = re.compile(rf"(?=[hw($\d])(?:{_OUTSIDE})")
"""The lookahead skips most positions, which saves two thirds of this search's time."""
_OUTSIDE_AND_MAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@[\w-]++\.[\w.]++|{_OUTSIDE}")
"""Also tests for an email address at every word."""
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|top|page|paragraphs?|chapter|section|article|item|step|version|number|model|room|rule|form|part|note|phase|level|type|day|week|class|grade|route|highway|flight|boeing|airbus|windows|iphone|galaxy|ios|android|local|channel|unit)\.?|#|第|前|每|约定|§)[ ]?$"
)
_ORDERED = re.compile(
    r"[年月日号时届期代款型股价后前级号岁线次版条]|[ ]?(?:am|pm|a\.m|p\.m)\b|-[A-Z]|st\b|nd\b|rd\b|th\b|G\b"
)
"""What follows a number that is a date, a time, an edition or a model."""
_AIRCRAFT = re.compile(
    r"\b(?:7[0-9]7(?:-\d+)?(?: max(?: \d+)?| ng)?|max \d+) (?:jets?|planes?|aircraft|airliners?|airplanes?|aeroplanes?)\b"
)
"""An aircraft's model, which is no count: "737 jets", "737 MAX 10 aircraft"."""
_MOVED = re.compile(rf"\b(?:up|down|by|added|{MOVED})[ ]$")
_INDEX = re.compile(r"\b(?:index|average|dow|nasdaq|s&p 500|ftse|dax|nikkei|hang seng|pmi)\b|指数?|沪指")


def outside(page: Page) -> list[tuple[int, int]]:
    """Return the spans in which no number is a figure, in order."""
    expression = _OUTSIDE_AND_MAIL if "@" in page.plain else _OUTSIDE_WITHOUT_MAIL
    return [match.span() for match in expression.finditer(page.plain)]


def is_non_figure(candidate: Candidate, stretches: list[tuple[int, int]]) -> bool:  # noqa: PLR0911
    """Return whether a number is not a figure, whatever its sentence says."""
    page = candidate.page
    start, end = candidate.number
    at = bisect_right(stretches, (start, len(page.plain))) - 1 if stretches else -1
    if at >= 0 and stretches[at][0] <= start < stretches[at][1]:
        return True
    before, after = page.plain[max(0, start - 1) : start], page.plain[end : end + 1]
    after_unit = candidate.follows
    if candidate.kind in {"count", "number", "point", "multiple"}:
        if (
            before.isascii()
            and (before.isalpha() or before in {"_", ":", "/", "#"})
            and candidate.start == start
        ):
            return True
        if before in {"-", "."} and re.search(r"[A-Za-z0-9][-.]$", page.plain[max(0, start - 2) : start]):
            return True
        ordered = after == ":" or _ORDERED.match(page.plain[candidate.end : candidate.end + 5])
        if ordered and (candidate.kind == "number" or after_unit in {"线", "型", "期", "级"}):
            return True
    if candidate.kind in {"count", "number", "point"} and is_numbered(candidate):
        return True
    if candidate.kind == "money" and candidate.value == 1 and after_unit in {"兑", "对", "合", "="}:
        return True  # 1美元兑148.2日元
    if candidate.kind == "count":
        return counts.is_mention(candidate)
    if candidate.kind == "point":
        told = candidate.led_by(_INDEX, 80) or candidate.led_by(_MOVED, 10)
        return (
            told is None and candidate.quoted == 1 and (candidate.value or 0) < 100 and candidate.plain_digits  # noqa: PLR2004
        )
    return candidate.kind == "percent" and candidate.spelled and after == "立"


def is_numbered(candidate: Candidate) -> bool:
    """Return whether a number identifies one of several things: "page 3", "in paragraph 2", "737 jets"."""
    page = candidate.page
    start = candidate.number[0]
    aircraft = _AIRCRAFT.match(page.words, start) or _AIRCRAFT.match(page.words, max(0, start - len("max ")))
    return (aircraft or candidate.led_by(_NUMBERED, 12)) is not None
