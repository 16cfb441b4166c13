"""Compares numbers at the precision they are quoted with: equal, rounded, or conflicting."""

from __future__ import annotations

import re
from decimal import Decimal

from records import Figure, Verdict

Ends = tuple[Decimal, Decimal]

LOOSE = Decimal("0.05")
"""Tolerance of "about" as a share of the value."""

COARSEST = Decimal("0.1")
"""Most by which a number is rounded without a word for it, as a share of itself: nobody gives 8,000 as 10,000."""

FURTHEST = Decimal("0.5")
"""Most by which "more than" falls short, as a share of the number said: nobody calls 18,400 more than 10,000."""

SIZE = 2
"""Maximum factor between two reports of one figure."""

TELLING = 3
"""Minimum significant digits that two amounts share by no coincidence: 128 and 1.28, not 2 and 20."""

_THOUSAND = 3
"""Digits by which a million, a billion and a trillion are apart."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<part>\d+))?")


def ends(figure: Figure) -> Ends:
    """Return the ends of a range; a single value twice."""
    low, high = (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)
    return low or Decimal(0), high or Decimal(0)


def upper(figure: Figure) -> Decimal:
    """Return a figure's value; of a range, its upper end."""
    return ends(figure)[1]


def step(value: Decimal) -> Decimal:
    """Return the size of the last significant digit: 100 million for 5.1 billion."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def slack(figure: Figure) -> Decimal:
    """Return half a unit of the last digit a figure is written with: 5 million for "2.10 billion"."""
    size, match = abs(upper(figure)), _DIGITS.search(figure.text)
    written = Decimal(match.group().replace(",", "")) if match else None
    return size / written / 2 / 10 ** len(match["part"] or "") if match and written else size / 2


def compare(left: Figure, right: Figure) -> Verdict | None:
    """Return `agrees`, `rounds` or `conflicts`; None if either is a range or allows for the other ("up to")."""
    if left.value is None or right.value is None:
        return None
    if left.value == right.value:
        return "agrees"
    coarse, fine = sorted((left, right), key=lambda figure: step(upper(figure)), reverse=True)
    if _matches(coarse, upper(fine)):
        return "rounds"
    return None if _allows(left, right.value) or _allows(right, left.value) else "conflicts"


def _allows(figure: Figure, value: Decimal) -> bool:
    """Return whether "up to" or "more than" allows for the value: 287 neither confirms nor contradicts "up to 310"."""
    said = upper(figure)
    beyond = abs(value) - abs(said)
    return same_sign(value, said) and (
        (figure.qualifier == "<=" and beyond < 0) or (figure.qualifier in {">", ">="} and beyond > 0)
    )


def _matches(figure: Figure, value: Decimal) -> bool:
    """Return whether a value matches a figure at its quoted precision and with its qualifier.

    "More than" reaches up to the next number that would have been said, one step on, but not to twice as much.
    """
    said = upper(figure)
    if figure.qualifier is None:
        return is_rounded(value, said)
    if figure.qualifier == "~":
        return abs(value - said) <= max(abs(said) * LOOSE, step(said) / 2)
    beyond = (abs(value) - abs(said)) * (1 if figure.qualifier in {">", ">="} else -1)
    return same_sign(value, said) and 0 <= beyond < min(step(said), abs(said) * FURTHEST)


def is_rounded(one: Decimal, other: Decimal) -> bool:
    """Return whether two numbers are equal, or one is the other with fewer digits; halves round up: 1.25 to 1.3."""
    said, value = sorted((one, other), key=step, reverse=True)
    apart, half = abs(value - said), min(step(said) / 2, abs(said) * COARSEST)
    return value == said or apart < half or (apart == half and abs(said) > abs(value))


def same_sign(one: Decimal, other: Decimal) -> bool:
    """Return whether two amounts are both gains or both losses."""
    return (one < 0) == (other < 0)


def same_size(one: Decimal, other: Decimal, times: int = SIZE) -> bool:
    """Return whether two amounts may be reports of one figure: neither exceeds the other more than `times`."""
    return max(abs(one), abs(other)) <= times * min(abs(one), abs(other))


def is_misplaced(one: Decimal, other: Decimal) -> bool:
    """Return whether two amounts are one number at two scales: 1,284 million and 1,284 billion, 4060万 and 4.06亿."""
    apart = one.adjusted() - other.adjusted()
    other = other.scaleb(apart)
    digits = max(one, other, key=step).normalize().as_tuple().digits
    if apart in {-_THOUSAND, _THOUSAND} and one == other:
        return len(digits) > 1  # 1.2 million and 1.2 billion
    return apart != 0 and same_sign(one, other) and len(digits) >= TELLING and is_rounded(one, other)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return by how much `part` exceeds `whole`, in percent to two decimals."""
    return ((part - whole) / abs(whole) * 100).quantize(Decimal("0.01"))


def shown(value: Decimal) -> str:
    """Return a number for display, without exponent or trailing zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
