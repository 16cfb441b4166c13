"""Reads numbers in any language by value: 6.4 million, 6,4 Millionen and 640万 are equal. Knows no units but percent."""

from __future__ import annotations

import re
from functools import cache

from stories.text import lexicon
from stories.text.tokens import fold

LEAST = 11
"""Smaller whole numbers are too common to identify anything."""

YEARS = range(1900, 2100)

_NUMBER = re.compile(
    # What may not stand before the first digit is asked after it: a pattern that begins with a digit is found faster.
    r"(?P<digits>\d(?<![A-Za-z0-9.,]\d)(?:\d{0,2}(?:[.,' \u00a0\u202f]\d{3})+(?!\d)|\d*(?:[.,]\d+)?))"
    r"[\s-]?(?P<scale>%|％|[^\W\d_]+(?:[ -](?:millon\w*|milh[oõ]es|cent|ciento|cento|المئة))?)?"
)


def numbers(text: str, lang: str) -> list[str]:
    """Return keys of the telling numbers in reading order, without years and small whole numbers."""
    return list(dict.fromkeys(key for _, _, key in spans(text, lang)))


def spans(text: str, lang: str) -> list[tuple[int, int, str]]:
    """Return (start, end, key) of the same numbers; the span includes a scale word."""
    found: list[tuple[int, int, str]] = []
    for match in _NUMBER.finditer(text):
        value = _value(match["digits"])
        scale = match["scale"] or ""
        if scale and _is_percent(scale):
            found.append((match.start(), match.end(), f"%{value:.6g}"))
            continue
        factor = _factor(scale, lang)
        value *= factor
        if (value >= LEAST and value not in YEARS) or value != int(value):
            found.append((match.start(), match.end() if factor > 1 else match.end("digits"), f"{value:.4g}"))
    return found


def _value(digits: str) -> float:
    """Parse digits: three digits after a separator are thousands, otherwise it is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+", digits):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", "."))


def _is_percent(scale: str) -> bool:
    if scale in "%％":
        return True
    exact, prefixes = _percent()
    word = fold(scale.replace(" ", "-"))
    return word in exact or word.startswith(prefixes)


@cache
def _percent() -> tuple[frozenset[str], tuple[str, ...]]:
    words = lexicon.table("scales")["percent"]["words"]
    exact = frozenset(fold(word) for word in words if not word.endswith("*"))
    return exact, tuple(fold(word[:-1]) for word in words if word.endswith("*"))


def _factor(scale: str, lang: str) -> float:
    signs: dict[str, float] = lexicon.table("scales")["signs"]
    for sign, factor in signs.items():
        if scale.startswith(sign):
            return factor
    word = fold(scale.replace(" ", "-"))
    for words, prefixes, factor in _scales(lang):
        if word in words or word.startswith(prefixes):
            return factor
    first = word.split("-", maxsplit=1)[0]
    return _factor(first, lang) if first != word else 1.0


@cache
def _scales(lang: str) -> tuple[tuple[frozenset[str], tuple[str, ...], float], ...]:
    """Return (whole words, prefixes, factor) of scale words, largest factor first so that "mil millones" wins over "mil"."""
    listed: dict[str, str] = lexicon.table("scales")["scales"].get(lang, {})
    out = []
    for factor, forms in sorted(listed.items(), key=lambda pair: -int(pair[0])):
        words = forms.split()
        out.append(
            (
                frozenset(fold(word) for word in words if not word.endswith("*")),
                tuple(fold(word[:-1]) for word in words if word.endswith("*")),
                float(factor),
            )
        )
    return tuple(out)
