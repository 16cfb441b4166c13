"""Tries the sum of one statement: the base and its change against the level, at the precision they are quoted in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number as quoted: what one unit of its last digit is worth says how far it may be rounded."""

    value: Decimal
    unit: Decimal

    @property
    def slack(self) -> Decimal:
        """Half a unit of the last quoted digit."""
        return self.unit / 2


def adds_up(base: Quoted, change: Quoted, level: Quoted) -> bool:
    """Whether `base × (1 + change %) = level` can hold for numbers that round to the quoted ones.

    A change of a loss is not this sum: compare sizes, and leave out those that cross zero.
    """
    if base.value == 0 or (base.value < 0) != (level.value < 0):
        return True
    low = _grown(abs(base.value) - base.slack, change.value - change.slack)
    high = _grown(abs(base.value) + base.slack, change.value + change.slack)
    return low - level.slack <= abs(level.value) <= high + level.slack


def _grown(base: Decimal, change: Decimal) -> Decimal:
    return base * (1 + change / HUNDRED)
