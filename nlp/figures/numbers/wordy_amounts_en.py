"""Finds English changes without a numeral: "mid-single digits", "doubled", "half a percentage point"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.numbers.candidates import Candidate, worded
from nlp.figures.text.pages import Page
from nlp.rare import Rare

_LOW_DIGITS = Rare(
    ("single", "double", "teens"),
    r"(?<![a-z])(?P<where>low|mid|high)[ ](?:to (?P<to>mid|high)[ ])?(?P<how>single|double|teens)(?:[ ]digits?)?(?![a-z])",
)
_WHERE = {
    ("low", "single"): (1, 3), ("mid", "single"): (4, 6), ("high", "single"): (7, 9), ("low", "double"): (10, 13),
    ("mid", "double"): (14, 16), ("high", "double"): (17, 19), ("low", "teens"): (11, 13), ("mid", "teens"): (14, 16),
    ("high", "teens"): (17, 19),
}  # fmt: skip
_TENS = Rare(
    ("0s",),
    r"(?<![a-z])(?:(?:margins?|growth|rates?|percent|percentage|shares?|increase|yields?|range)\b[a-z ]{1,40}?)(?P<all>(?P<where>low|mid|high|upper) (?P<tens>[1-9]0)s)(?![a-z])(?! percent)",
)
"""For rates, "the low 20s"; also used for temperatures and ages."""
_IN_TENS = {"low": (1, 3), "mid": (4, 6), "high": (7, 9), "upper": (7, 9)}
_MULTIPLIED = Rare(
    ("doubl", "tripl", "trebl", "quadrupl", "halv"),
    r"(?<![a-z])(?P<word>doubled|doubling|tripled|tripling|trebled|quadrupled|halved|halving)(?![a-z])",
)
_MULTIPLES = {"doubl": "2", "tripl": "3", "trebl": "3", "quadr": "4", "halve": "0.5", "halvi": "0.5"}
_PART_OF_A_POINT = Rare(
    ("point",),
    r"(?<![a-z])(?:a |one )?(?P<part>half|quarter|three quarters)(?: of)?(?: an?)? (?:full )?(?:percentage point|point(?= (?:cut|hike|increase|reduction|rise|move|rate|last|this|next|in|at|on|to|from))|point(?=[.,;]))(?![a-z])",
)
_POINT_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "three quarters": Decimal("0.75")}


def scan(page: Page) -> Iterator[Candidate]:
    """Yield every such amount of a page, in no order."""
    yield from _loose_percents(page)
    yield from _multiplied(page)
    yield from _parts_of_a_point(page)


def _loose_percents(page: Page) -> Iterator[Candidate]:
    """Find "low single digits", "mid-teens"."""
    for match in _LOW_DIGITS.finditer(page.words):
        low, high = _WHERE[match["where"], match["how"]]
        if match["to"]:
            high = _WHERE[match["to"], match["how"]][1]
        yield Candidate(
            page=page, start=match.start(), end=match.end(), value=None, low=Decimal(low), high=Decimal(high), kind="percent", unit="percent",
            number=match.span(), qualifier="~", spelled=True, quoted=Decimal(1),
        )  # fmt: skip

    for match in _TENS.finditer(page.words):
        ends = [Decimal(int(match["tens"]) + end) for end in _IN_TENS[match["where"]]]
        start, end = match.span("all")
        yield Candidate(
            page=page, start=start, end=end, value=None, low=ends[0], high=ends[1], kind="percent", unit="percent", number=(start, end),
            qualifier="~", spelled=True, quoted=Decimal(1),
        )  # fmt: skip


def _multiplied(page: Page) -> Iterator[Candidate]:
    """Find verbs that express a multiple: doubled, halved."""
    for match in _MULTIPLIED.finditer(page.words):
        yield worded(page, match.span(), Decimal(_MULTIPLES[match["word"][:5]]), "multiple", "0.1")


def _parts_of_a_point(page: Page) -> Iterator[Candidate]:
    """Find "half a percentage point", "a quarter-point cut"."""
    for match in _PART_OF_A_POINT.finditer(page.words):
        yield worded(page, match.span(), _POINT_PARTS[match["part"]], "pp", "0.05")
