"""Tries the sum of one statement: the base and its change against the level, at the precision they are quoted in.

Which figures belong to one statement, and what is said of a sum that fails, is others' work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from records import Figure

HUNDRED = Decimal(100)
_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<part>\d+))?")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number as quoted: what one unit of its last digit is worth says how far it may be rounded."""

    value: Decimal
    unit: Decimal

    @property
    def slack(self) -> Decimal:
        """Half a unit of the last quoted digit."""
        return self.unit / 2


def quoted(figure: Figure) -> Quoted | None:
    """A figure with the worth of its last quoted digit, told from its wording; None of a range."""
    if figure.value is None:
        return None
    match = _DIGITS.search(figure.text)
    if match is None or not figure.value:
        return Quoted(figure.value, abs(figure.value))
    written = Decimal(match.group().replace(",", ""))
    scale = abs(figure.value) / written if written else Decimal(1)
    return Quoted(figure.value, scale * Decimal(1).scaleb(-len(match["part"] or "")))


def adds_up(base: Quoted, change: Quoted, level: Quoted) -> bool:
    """Whether `base × (1 + change %) = level` can hold for numbers that round to the quoted ones.

    Where base and level stand on two sides of zero the sum has no meaning, and nothing is held against it.
    """
    if base.value == 0 or (base.value < 0) != (level.value < 0):
        return True
    low = _grown(abs(base.value) - base.slack, change.value - change.slack)
    high = _grown(abs(base.value) + base.slack, change.value + change.slack)
    return low - level.slack <= abs(level.value) <= high + level.slack


def holds(base: Figure, change: Figure, level: Figure) -> bool:
    """Whether three figures of one statement can all be right; "more than 10%" and ranges bound, and contradict nothing."""
    numbers = quoted(base), quoted(change), quoted(level)
    if any(figure.qualifier is not None for figure in (base, change, level)):
        return True
    first, moved, last = numbers
    return first is None or moved is None or last is None or adds_up(first, moved, last)


def _grown(base: Decimal, change: Decimal) -> Decimal:
    return base * (1 + change / HUNDRED)
