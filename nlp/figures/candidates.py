"""A number while it is being read: a candidate that becomes a figure, or is dropped. Knows no language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

Kind = Literal["money", "percent", "pp", "bp", "multiple", "fraction", "count", "point", "number"]
Qualifier = Literal["~", ">", ">=", "<", "<="]

EXACT = Context(prec=100)
"""Room for every number that news writes, so that scaling never rounds."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A number with what stands directly at it. Places are those of `Page.plain`."""

    start: int
    end: int
    value: Decimal | None
    kind: Kind = "number"
    unit: str | None = None
    """None where the text names none."""
    low: Decimal | None = None
    high: Decimal | None = None
    number: tuple[int, int] = (0, 0)
    """The digits or number words alone."""
    scale: Decimal = Decimal(1)
    """The scale as written, "billion"; 1 where there is none."""
    quoted: Decimal = Decimal(0)
    """What one unit of the last quoted digit is worth, for arithmetic at quoted precision."""
    qualifier: Qualifier | None = None
    per: str | None = None
    negative: bool = False
    """The minus is written: a sign, "minus", brackets."""
    spelled: bool = False
    """Written in words."""
    plain_digits: bool = False
    """Digits with neither comma nor point."""
    assumed: str | None = None
    hyphened: bool = False
    """Stands before its noun like an adjective: "a 10-year bond"."""

    def times(self, factor: Decimal) -> None:
        """Multiply every number of it."""
        if self.value is not None:
            self.value = EXACT.multiply(self.value, factor)
        if self.low is not None:
            self.low = EXACT.multiply(self.low, factor)
        if self.high is not None:
            self.high = EXACT.multiply(self.high, factor)
        self.quoted = EXACT.multiply(self.quoted, factor)

    @property
    def largest(self) -> Decimal:
        """The value, or the upper end of a range."""
        return self.value if self.value is not None else (self.high or Decimal(0))


def apart(found: list[Candidate]) -> Iterator[Candidate]:
    """Candidates in the order of the text, the longer first where two begin at one place; none reaches into another's number."""
    taken = 0
    for candidate in sorted(found, key=lambda candidate: (candidate.start, -candidate.end)):
        if candidate.number[0] >= taken:
            candidate.start = max(candidate.start, taken)
            taken = candidate.end
            yield candidate
