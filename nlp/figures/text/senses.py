"""What words around figures mean: the metrics and cues of the word lists, found together, longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from nlp.figures.text.pages import Page
from nlp.figures.text.words import Finder, Hit, alternatives, fold, load

_MOVE_WORDS = load("figures_moves_en")
MOVED = "|".join(_MOVE_WORDS["past"])
MOVES = "|".join(_MOVE_WORDS["nouns"])
"""Alternatives for regular expressions: English verbs by which amounts move, in the past, and nouns."""

_OF_A_MARKET = re.compile(r"\b(?:at|from|since|by|after)[ ]the[ ]$|\bat[ ]$")
_CLOSES = {"closed", "settled"}
_AT_PRICE = re.compile(
    r"[ ](?:(?:up|down|at|higher|lower|flat|off)\b|[^a-z]{0,3}\d[\d.,]*[ ]?(?:%|per ?cent|percent|points?|cents?)[ ](?:up|down|higher|lower)\b)"
)
"""Only markets and traded things close at a price; beaches close too, and cases are settled."""
_LISTED = re.compile(r"[ ]?:[ ]?[A-Z]{1,6}\b")
"""After an exchange's name, the ticker of a listed company."""
_BODIES = "Commission|Ministry|Department|Bureau|Authority|Agency|Office|Board|Council|Bank|Fund|Corporation|Committee|Organization|Association|Institute|Administration"
_OF_BODY = re.compile(rf"(?:[ ]and(?:[ ][A-Z][a-z]+)+|(?:[ ][A-Z][a-z]+){{0,2}})[ ](?:{_BODIES})\b")
_BODY_OF = re.compile(rf"(?:{_BODIES})[ ](?:of|for|on)[ ](?:the[ ])?(?:[A-Z][a-z]+,?[ ])*(?:and[ ])?$")
"""Names of authorities are not metrics: the Securities and Investments Commission, the Office for Budget Responsibility."""
_BODY_REACH = 60
RISE_ZH = {"涨幅", "跌幅"}
_OF_GOODS_ZH = re.compile(r"[涨提调降]价|价格|售价|单价|票价|菜单价|[从由]\d[\d.]*元")
_YEARLY_ZH = frozenset("每逐历当常")
"""Before 年增, these mean "every year": 每年增加 is not year-on-year growth."""

_NEAR = 90
"""Characters before "closed" that show what closed."""


@dataclass(frozen=True, slots=True)
class Sense:
    """All meanings of one listed word."""

    metric: str | None = None
    loss: bool = False
    """Whether it names a loss, so that its level is negative."""
    is_verb: bool = False
    """Whether it is an action that implies its metric: "bought back"."""
    cues: frozenset[str] = frozenset()
    """The cue lists it belongs to: up down yoy consensus …"""


Mark = Hit[Sense]


@dataclass(frozen=True, slots=True)
class MetricKind:
    """What a metric is, independent of language."""

    takes: tuple[str, ...] = ("money",)
    rate: bool = False
    share: bool = False
    per: str | None = None
    count: str | None = None
    counts: str | None = None
    """Group of the only units it counts: in "1,200 people in 14 countries" the 14 is not a headcount."""
    never: str | None = None
    """Group of units that it never counts."""

    def fits(self, kind: str) -> bool:
        """Return whether a figure of this kind can be its level or change."""
        if kind in {"pp", "bp"} and self.takes == ("count",):
            return False  # a count does not change by percentage points
        if kind in {"percent", "pp", "bp", "multiple", "fraction"}:
            return True
        if kind == "number":
            return bool({"count", "point", "number"} & set(self.takes))
        return kind in self.takes or (
            kind in {"count", "point"} and bool({"count", "point", "number"} & set(self.takes))
        )


@cache
def kinds() -> dict[str, MetricKind]:
    """Return all metrics by id."""
    table: dict[str, dict[str, Any]] = load("metrics")
    return {
        metric: MetricKind(**{**entry, "takes": tuple(entry["takes"])}) for metric, entry in table.items()
    }


def find(page: Page, start: int = 0, end: int | None = None) -> list[Mark]:
    """Return every marked word of a range, in order."""
    found = _finder(page.lang).find(page.words, start, end)
    marks = _without_goods(_without_abbreviations(page, [mark for mark in found if not _is_name(page, mark)]))
    if page.lang == "zh" and any(mark.what.metric == "share_price" for mark in marks):
        return [_of_goods(page, mark, start, end) for mark in marks]
    return marks


def _without_goods(marks: list[Mark]) -> list[Mark]:
    """Drop the words that only tell which goods are recalled: 召回生产日期在2023年的部分进口汽车，共计63辆."""
    recalled = next((mark.start for mark in marks if mark.what.metric == "recall"), None)
    if recalled is None:
        return marks
    return [
        mark for mark in marks if mark.start < recalled or mark.what.metric not in {"production", "imports"}
    ]


def _of_goods(page: Page, mark: Mark, start: int, end: int | None) -> Mark:
    """Read 涨幅 of goods as a price rise: 多款产品涨价，平均涨幅3%."""
    stretch = page.words[start:end]
    if page.words[mark.start : mark.end] not in RISE_ZH or _traded("zh").search(stretch):
        return mark
    priced = _OF_GOODS_ZH.search(stretch)
    return Hit(mark.start, mark.end, replace(mark.what, metric="price")) if priced else mark


def _is_name(page: Page, mark: Mark) -> bool:
    """Return whether a word is part of a name: the exchange of "(NASDAQ: QRVO)", the month May, a market's open."""
    if mark.what.metric == "index":
        return _LISTED.match(page.plain, mark.end) is not None
    if mark.what.metric == "store_openings" and _OF_A_MARKET.search(
        page.words, max(0, mark.start - 8), mark.start
    ):
        return True
    if mark.what.metric == "share_price" and page.words[mark.start : mark.end] in _CLOSES:
        behind = _AT_PRICE.match(page.words, mark.end)
        return behind is None and not _traded("en").search(page.words, max(0, mark.start - _NEAR), mark.start)
    if mark.what.metric and page.lang == "en" and page.plain[mark.start].isupper():
        before = page.plain[max(0, mark.start - _BODY_REACH) : mark.start]
        if _OF_BODY.match(page.plain, mark.end) or _BODY_OF.search(before):
            return True
    if page.plain[mark.start] == "年" and page.plain[mark.start - 1 : mark.start] in _YEARLY_ZH:
        return True
    return page.plain[mark.start : mark.end] == "May"


def _without_abbreviations(page: Page, marks: list[Mark]) -> list[Mark]:
    """Drop abbreviations that repeat the name before the bracket: "Operating margin (EBIT)"."""
    ends = {mark.end for mark in marks if mark.what.metric}
    return [
        mark
        for mark in marks
        if not (
            mark.start - 2 in ends
            and page.plain.startswith(" (", mark.start - 2)
            and page.plain.startswith(")", mark.end)
        )
    ]


@cache
def _traded(lang: str) -> re.Pattern[str]:
    return re.compile(alternatives(load("figures_trade")["traded"][lang]))


@cache
def _finder(lang: str) -> Finder[Sense]:
    found: dict[str, dict[str, Any]] = {}
    for metric, entry in load(f"metrics_{lang}").items():
        for group, words in entry.items():
            for word in words:
                found.setdefault(fold(word), {"cues": set()}).update(
                    metric=metric, loss=group == "loss", is_verb=group == "verbs"
                )
    for cue, words in load(f"cues_{lang}").items():
        for word in words:
            found.setdefault(fold(word), {"cues": set()})["cues"].add(cue)
    senses = {word: Sense(**{**entry, "cues": frozenset(entry["cues"])}) for word, entry in found.items()}
    return Finder(senses)
