"""Tries the sum of one statement: the base and its change against the level, at the precision they are quoted in.

Only what a text says within itself is tried here; figures of different texts are compared elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def adds_up(base: Quoted, change: Quoted, level: Quoted) -> bool:
    """Whether `base × (1 + change %) = level` can hold for numbers that round to the quoted ones.

    Where base and level stand on two sides of zero the sum has no meaning, and nothing is held against it.
    """
    if base.value == 0 or (base.value < 0) != (level.value < 0):
        return True
    low = _grown(abs(base.value) - base.slack, change.value - change.slack)
    high = _grown(abs(base.value) + base.slack, change.value + change.slack)
    return low - level.slack <= abs(level.value) <= high + level.slack


def contradictions(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Base, change and level of every statement of a text whose sum cannot be right."""
    by_statement: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.statement is not None and figure.value is not None:
            by_statement.setdefault(figure.statement, []).append(figure)
    for members in by_statement.values():
        levels = [one for one in members if one.basis == "level" and one.status == "actual"]
        bases = [one for one in members if one.basis == "level" and one.status == "prior"]
        changes = [
            one
            for one in members
            if one.basis == "change" and one.unit == "percent" and one.status == "actual"
        ]
        if len(levels) == len(bases) == len(changes) == 1 and levels[0].unit == bases[0].unit:
            parts = quoted(bases[0]), quoted(changes[0]), quoted(levels[0])
            if not adds_up(*parts) and all(one.qualifier is None for one in (*levels, *bases, *changes)):
                yield bases[0], changes[0], levels[0]


def quoted(figure: Figure) -> Quoted:
    """A figure with the worth of its last quoted digit, told from its wording."""
    assert figure.value is not None
    match = _DIGITS.search(figure.text)
    if match is None or not figure.value:
        return Quoted(figure.value, abs(figure.value))
    written = Decimal(match.group().replace(",", ""))
    scale = abs(figure.value) / written if written else Decimal(1)
    return Quoted(figure.value, scale * Decimal(1).scaleb(-len(match["part"] or "")))


def _grown(base: Decimal, change: Decimal) -> Decimal:
    return base * (1 + change / HUNDRED)
