"""Tests base + change = level at the precision the numbers are quoted with.

Does not decide which figures belong together, nor what is reported of a failed sum.
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
    """A number with the value of one unit of its last quoted digit."""

    value: Decimal
    unit: Decimal

    @property
    def slack(self) -> Decimal:
        """Half a unit of the last quoted digit."""
        return self.unit / 2


def quoted(figure: Figure) -> Quoted | None:
    """Return a figure with the value of its last written digit; None for a range."""
    if figure.value is None:
        return None
    match = _DIGITS.search(figure.text)
    if match is None or not figure.value:
        return Quoted(figure.value, abs(figure.value))
    written = Decimal(match.group().replace(",", ""))
    scale = abs(figure.value) / written if written else Decimal(1)
    return Quoted(figure.value, scale * Decimal(1).scaleb(-len(match["part"] or "")))


def adds_up(base: Quoted, change: Quoted, level: Quoted) -> bool:
    """Return whether `base * (1 + change %) = level` can hold for numbers that round to the quoted ones.

    Always true if base and level differ in sign, since percentages then have no meaning.
    """
    if base.value == 0 or (base.value < 0) != (level.value < 0):
        return True
    low = _grown(abs(base.value) - base.slack, change.value - change.slack)
    high = _grown(abs(base.value) + base.slack, change.value + change.slack)
    return low - level.slack <= abs(level.value) <= high + level.slack


def is_consistent(base: Figure, change: Figure, level: Figure) -> bool:
    """Return whether three figures of one statement can all be right; always true with "more than" or a range."""
    numbers = quoted(base), quoted(change), quoted(level)
    if any(figure.qualifier is not None for figure in (base, change, level)):
        return True
    first, moved, last = numbers
    return first is None or moved is None or last is None or adds_up(first, moved, last)


def _grown(base: Decimal, change: Decimal) -> Decimal:
    return base * (1 + change / HUNDRED)
