"""Numbers at the precision they are quoted with: when two agree, when one rounds the other, when they differ."""

from __future__ import annotations

from decimal import Decimal

from records import Figure, Verdict

LOOSE = Decimal("0.05")
"""How far "about" reaches, as a share of the value; beyond it nobody writes ~."""


def step(value: Decimal) -> Decimal:
    """The size of the last digit that is quoted: 5.1 billion is given to a hundred million."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def compare(left: Figure, right: Figure) -> Verdict | None:
    """`agrees`, `rounds` or `conflicts`; None where either has no single value, or leaves room for the other."""
    if left.value is None or right.value is None:
        return None
    a, b = left.value, right.value
    if a == b:
        return "agrees"
    coarse, fine = (left, b) if step(a) >= step(b) else (right, a)
    if holds(coarse, fine):
        return "rounds"
    return None if _left_open(left, b) or _left_open(right, a) else "conflicts"


def _left_open(figure: Figure, value: Decimal) -> bool:
    """Whether a value lies where "up to" or "at least" leave room for it: 287 is neither "up to 310" nor against it."""
    said = figure.value
    if said is None or not same_sign(value, said):
        return False
    return (figure.qualifier == "<=" and abs(value) < abs(said)) or (
        figure.qualifier == ">=" and abs(value) > abs(said)
    )


def holds(figure: Figure, value: Decimal) -> bool:
    """Whether a value is what a figure says, at its quoted precision and with its qualifier."""
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


def _rounded(value: Decimal, said: Decimal) -> bool:
    """Whether a value rounds to what is said; a half rounds up: 450 is no 400, and 1.25 is 1.3."""
    apart, half = abs(value - said), step(said) / 2
    return apart < half or (apart == half and abs(said) > abs(value))


def _reach(said: Decimal) -> Decimal:
    """How far "more than" reaches: to the next number that would have been said, one step on."""
    return step(said)


def same_sign(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are both gains or both losses."""
    return (one < 0) == (other < 0)


SIZE = 2
"""Reports of one figure may differ; where one is twice the other they are two figures."""


def same_size(one: Decimal, other: Decimal, times: int = SIZE) -> bool:
    """Whether two amounts are near enough to be reports of one figure: neither is more than `times` the other."""
    return max(abs(one), abs(other)) <= times * min(abs(one), abs(other))


TELLING = 3
"""Digits that two amounts share by chance too seldom to be two figures: 128 and 1.28, not 2 and 20."""


def is_misplaced(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are one number at two scales: 1,284 million and 1,284 billion, 4060万 and 4.06亿."""
    if not one or not other:
        return False
    apart = one.adjusted() - other.adjusted()
    if not apart or not same_sign(one, other):
        return False
    other = other.scaleb(apart)
    coarse, fine = (one, other) if step(one) >= step(other) else (other, one)
    return len(coarse.normalize().as_tuple().digits) >= TELLING and (coarse == fine or _rounded(fine, coarse))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """How much more the one is than the other, in percent to two places."""
    return ((part - whole) / abs(whole) * 100).quantize(Decimal("0.01"))


def shown(value: Decimal) -> str:
    """A number as a person writes it in a sum: no exponent, no empty places."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
