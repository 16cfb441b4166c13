"""A number being parsed: a candidate that becomes a figure or is dropped. Knows no language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from nlp.figures.text.pages import Page

Kind = Literal["money", "percent", "pp", "bp", "multiple", "fraction", "count", "point", "number"]
RATES = frozenset({"percent", "pp", "bp"})
Qualifier = Literal["~", ">", ">=", "<", "<="]

EXACT = Context(prec=100)
"""Precision for every number in news, so that scaling never rounds."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A number with what directly surrounds it. Offsets refer to `Page.plain`."""

    page: Page
    start: int
    end: int
    value: Decimal | None
    kind: Kind = "number"
    unit: str | None = None
    """None if the text gives none."""
    low: Decimal | None = None
    high: Decimal | None = None
    number: tuple[int, int] = (0, 0)
    """Span of the digits or number words alone."""
    scale: Decimal = Decimal(1)
    """The scale as written, "billion"; 1 if there is none."""
    quoted: Decimal = Decimal(0)
    """Value of one unit of the last quoted digit, for arithmetic at quoted precision."""
    qualifier: Qualifier | None = None
    per: str | None = None
    negative: bool = False
    """Whether a minus is written: a sign, "minus", brackets."""
    spelled: bool = False
    """Whether it is written in words."""
    plain_digits: bool = False
    """Digits without comma or point."""
    assumed: str | None = None
    hyphened: bool = False
    """Whether it modifies its noun: "a 10-year bond"."""

    def times(self, factor: Decimal) -> None:
        """Multiply all its numbers."""
        if self.value is not None:
            self.value = EXACT.multiply(self.value, factor)
        if self.low is not None:
            self.low = EXACT.multiply(self.low, factor)
        if self.high is not None:
            self.high = EXACT.multiply(self.high, factor)
        self.quoted = EXACT.multiply(self.quoted, factor)

    def led_by(self, expression: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """Return what an expression finds in so many characters before it, in lower case."""
        return expression.search(self.page.words, max(0, self.start - reach), self.start)

    def followed_by(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        """Return what an expression finds right after it, in lower case."""
        return expression.match(self.page.words, self.end)

    @property
    def follows(self) -> str:
        """The character right after it; empty at the end of the text."""
        return self.page.plain[self.end : self.end + 1]

    @property
    def largest(self) -> Decimal:
        """Return the value, or the upper end of a range."""
        return self.value if self.value is not None else (self.high or Decimal(0))


def worded(page: Page, span: tuple[int, int], value: Decimal, kind: Kind, quoted: str) -> Candidate:
    """Return an amount that words give with its unit ("doubled", 对折); `quoted`: value of one unit of its last digit."""
    return Candidate(page, *span, value, kind, kind, number=span, quoted=Decimal(quoted), spelled=True)


def apart(found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates in text order, the longer first at equal starts, dropping overlaps."""
    taken = 0
    for candidate in sorted(found, key=lambda candidate: (candidate.start, -candidate.end)):
        if candidate.number[0] >= taken:
            candidate.start = max(candidate.start, taken)
            taken = candidate.end
            yield candidate
