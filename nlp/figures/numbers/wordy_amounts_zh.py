"""Finds Chinese shares and multiples in words: 百分之三十, 三分之一, 对折, 半数, 翻倍. Units after them are not parsed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.numbers import spelled_zh
from nlp.figures.numbers.candidates import Candidate, worded
from nlp.figures.text.pages import Page

_PARTS = re.compile(
    r"(?P<whole>[百千万仟佰]|百万|千万|[二三四五六七八九十])分之(?=[\d一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖])"
)
_WHOLES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7}
_HALF_PRICE = re.compile("打对折")
_HALVES = re.compile(r"(?:近|超|超过|约|过)半数|(?:近|超|超过|约|过)半(?=的|数|为|来自|以上|收入|营收)")
_DOUBLED = re.compile(r"翻了?(?P<times>[一两二三四五]|\d)?(?:倍|番)")


def scan(page: Page) -> Iterator[Candidate]:
    """Yield every such amount of a page, in no order."""
    yield from _parts(page)
    yield from _halves(page)


def _parts(page: Page) -> Iterator[Candidate]:
    """Find 百分之三十, 三分之一."""
    plain = page.plain
    for match in _PARTS.finditer(plain):
        if plain[match.start() - 1 : match.start()] in set("一二三四五六七八九十百千两"):
            continue
        numeral = next(spelled_zh.find(plain[match.end() : match.end() + 24]), None)
        if numeral is None or numeral.start:
            continue
        start, end = match.start(), match.end() + numeral.end
        whole = match["whole"]
        under = Decimal(_WHOLES.get(whole) or spelled_zh.read(whole) or 1)
        negative = plain[start - 1 : start] == "负"
        if whole in _WHOLES:
            factor = Decimal(100) / under
            candidate = Candidate(
                page=page, start=start - negative, end=end, value=numeral.value, low=numeral.low, high=numeral.high, kind="percent",
                unit="percent", number=(start, end), quoted=numeral.quoted, qualifier=numeral.qualifier, negative=negative,
            )  # fmt: skip
            candidate.times(factor)
            if plain[end : end + 1] == "多":
                candidate.qualifier, candidate.end = ">", end + 1
            yield candidate
        elif numeral.value is not None and plain.startswith("个百分点", end):
            point = worded(page, (start, end), numeral.value / under, "pp", "0.05")
            point.end += len("个百分点")
            yield point
        elif numeral.value is not None and numeral.value < under:
            yield worded(page, (start, end), numeral.value / under, "fraction", "0.1")


def _halves(page: Page) -> Iterator[Candidate]:
    """Find 对折, 半数, 翻倍."""
    for match in _HALF_PRICE.finditer(page.plain):
        yield worded(page, (match.start() + 1, match.end()), Decimal(50), "percent", "1")
    for match in _HALVES.finditer(page.plain):
        half = match.group().index("半") + match.start()
        yield worded(page, (half, match.end()), Decimal("0.5"), "fraction", "0.1")
    for match in _DOUBLED.finditer(page.plain):
        times = match["times"]
        worth = _worth(times) if times else Decimal(1)
        value = worth if times and not match.group().endswith("番") else Decimal(2) ** int(worth)
        yield worded(page, match.span(), value, "multiple", "0.1")


def _worth(times: str) -> Decimal:
    return Decimal(times) if times.isdigit() else spelled_zh.read(times) or Decimal(1)
