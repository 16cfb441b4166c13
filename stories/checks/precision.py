"""Compares numbers at the precision they are quoted with: equal, rounded, or conflicting."""

from __future__ import annotations

from decimal import Decimal

from records import Figure, Verdict

Ends = tuple[Decimal, Decimal]

LOOSE = Decimal("0.05")
"""Tolerance of "about" as a share of the value."""


def step(value: Decimal) -> Decimal:
    """Return the size of the last significant digit: 100 million for 5.1 billion."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def ends(figure: Figure) -> Ends | None:
    """Return the ends of a range; a single value twice."""
    if figure.low is not None and figure.high is not None:
        return figure.low, figure.high
    return (figure.value, figure.value) if figure.value is not None else None


def compare(left: Figure, right: Figure) -> Verdict | None:
    """Return `agrees`, `rounds` or `conflicts`; None if either is a range or allows for the other ("up to")."""
    if left.value is None or right.value is None:
        return None
    a, b = left.value, right.value
    if a == b:
        return "agrees"
    coarse, fine = (left, b) if step(a) >= step(b) else (right, a)
    if matches(coarse, fine):
        return "rounds"
    return None if _left_open(left, b) or _left_open(right, a) else "conflicts"


def _left_open(figure: Figure, value: Decimal) -> bool:
    """Return whether "up to" or "more than" allows for the value: 287 neither confirms nor contradicts "up to 310"."""
    said = figure.value
    if said is None or not same_sign(value, said):
        return False
    return (figure.qualifier == "<=" and abs(value) < abs(said)) or (
        figure.qualifier in {">", ">="} and abs(value) > abs(said)
    )


def matches(figure: Figure, value: Decimal) -> bool:
    """Return whether a value matches a figure at its quoted precision and with its qualifier."""
    said = figure.value
    if said is None:
        return figure.low is not None and figure.high is not None and figure.low <= value <= figure.high
    if figure.qualifier in {">", ">="}:
        return abs(value) >= abs(said) and same_sign(value, said) and abs(value) < abs(said) + _reach(said)
    if figure.qualifier in {"<", "<="}:
        return abs(value) <= abs(said) and same_sign(value, said) and abs(value) > abs(said) - _reach(said)
    if figure.qualifier == "~":
        return abs(value - said) <= max(abs(said) * LOOSE, step(said) / 2)
    return _rounded(value, said)


def is_rounded(one: Decimal, other: Decimal) -> bool:
    """Return whether two numbers are equal, or one is the other with fewer digits."""
    return one == other or (_rounded(other, one) if step(one) >= step(other) else _rounded(one, other))


def _rounded(value: Decimal, said: Decimal) -> bool:
    """Return whether a value rounds to the figure said; halves round up: 1.25 to 1.3, but 450 not to 400."""
    apart, half = abs(value - said), min(step(said) / 2, abs(said) * COARSEST)
    return apart < half or (apart == half and abs(said) > abs(value))


COARSEST = Decimal("0.1")
"""Most by which a number is rounded without a word for it, as a share of itself: nobody gives 8,000 as 10,000."""


def _reach(said: Decimal) -> Decimal:
    """Return how far "more than" reaches: up to the next number that would have been said, one step on, but not to twice as much."""
    return min(step(said), abs(said) * FURTHEST)


FURTHEST = Decimal("0.5")
"""Most by which "more than" falls short, as a share of the number said: nobody calls 18,400 more than 10,000."""


def same_sign(one: Decimal, other: Decimal) -> bool:
    """Return whether two amounts are both gains or both losses."""
    return (one < 0) == (other < 0)


SIZE = 2
"""Maximum factor between two reports of one figure."""


def same_size(one: Decimal, other: Decimal, times: int = SIZE) -> bool:
    """Return whether two amounts may be reports of one figure: neither exceeds the other more than `times`."""
    return max(abs(one), abs(other)) <= times * min(abs(one), abs(other))


TELLING = 3
"""Minimum significant digits that two amounts share by no coincidence: 128 and 1.28, not 2 and 20."""


def is_misplaced(one: Decimal, other: Decimal) -> bool:
    """Return whether two amounts are one number at two scales: 1,284 million and 1,284 billion, 4060万 and 4.06亿."""
    if not one or not other:
        return False
    apart = one.adjusted() - other.adjusted()
    if not apart or not same_sign(one, other):
        return False
    other = other.scaleb(apart)
    coarse, fine = (one, other) if step(one) >= step(other) else (other, one)
    return len(coarse.normalize().as_tuple().digits) >= TELLING and (coarse == fine or _rounded(fine, coarse))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return by how much `part` exceeds `whole`, in percent to two decimals."""
    return ((part - whole) / abs(whole) * 100).quantize(Decimal("0.01"))


def shown(value: Decimal) -> str:
    """Return a number for display, without exponent or trailing zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
