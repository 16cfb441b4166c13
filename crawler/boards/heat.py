"""Parses a platform's heat in all its notations. Heat is comparable within one platform only."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from crawler.payload import LARGEST

MULTIPLIERS = {
    "千": 1_000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
    "億": 100_000_000,
    "천": 1_000,
    "만": 10_000,
    "억": 100_000_000,
    "k": 1_000,
    "w": 10_000,  # Chinese shorthand for 万
    "m": 1_000_000,
    "mil": 1_000,  # Spanish and Portuguese
    "mn": 1_000_000,
    "tsd": 1_000,  # German
    "тыс": 1_000,  # Russian
}

LONGEST = 80
"""Characters at the end of a text that are searched for a heat."""

_HEAT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?![\d.])|\d+(?:[.,]\d+)?)"
    r"[\s\u00a0\u202f]*(?P<unit>[千万萬亿億천만억]|(?:mil|mn|tsd|тыс|k|w|m)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def parse_heat(raw: object) -> int | None:
    """Return the number in a heat: 7808391, "7808391", "综艺 123456", "121 万热度", "100万+", "1천+", "50,000+".

    None if there is no number ("", "正在热转") or it is not a count.
    """
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int | float):
        return _count(str(raw))
    if not isinstance(raw, str):
        return None
    found = list(_HEAT.finditer(raw[-LONGEST:]))
    if not found:
        return None
    heat = found[-1]  # a category may precede the heat and contain a number: "电影 2046 88213"
    unit = (heat["unit"] or "").lower()
    number = heat["number"]
    if _GROUPS_OF_THREE.fullmatch(number) and ("," in number or not unit):
        number = re.sub("[.,]", "", number)
    return _count(number.replace(",", "."), MULTIPLIERS.get(unit, 1))


def _count(number: str, multiplier: int = 1) -> int | None:
    try:
        value = Decimal(number) * multiplier
    except InvalidOperation:
        return None
    return int(value) if value.is_finite() and 0 <= value <= LARGEST else None
