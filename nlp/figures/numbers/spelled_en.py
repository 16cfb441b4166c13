"""Finds numbers written in English words: "five hundred and twenty", "half a million", "two-thirds"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from nlp.rare import Rare

_UP_TO_NINETEEN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES = {name: value for value, name in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {
    name: 10 * value
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "crore": 10**7, "dozen": 12, "dozens": 12,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_WORD = "|".join(sorted([*_ONES, *_TENS, *_SCALES, "point"], key=len, reverse=True))
_BELOW_SCALE = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_RUN = re.compile(
    rf"(?<![a-z0-9'])(?:(?:a|half a|a quarter of a|one and a half)[ ])?(?:{_WORD})(?:[ -]{{1,2}}(?:and[ ]{{1,2}})?(?:{_WORD}))*+(?![a-z0-9])"
)
_FRACTION = Rare(
    [
        *(part for part in _PARTS if part[:-1] not in _PARTS),
        *(f"{one} in " for one in list(_ONES)[1:10]),
        " out of ",
    ],
    rf"(?<![a-z0-9'])(?<!first )(?<!last )(?<!next )(?<!past )(?<!previous )(?<!final )(?<!\d and )(?<!decade and )(?<!century and )(?<!year and )(?<!hour and )(?<!month and )(?P<over>an?|one|two|three|four|five|six|seven|eight|nine)[ -](?P<under>{'|'.join(_PARTS)})(?![a-z0-9])"
    r"(?=[ ](?:of|in)\b|[ ](?:a|an)\b|[ ]*(?:[,.;)]|$)|[ ](?:lower|higher|more|less|stake|to|from))"
    rf"|(?<![a-z0-9'])(?P<one>one|two|three|four|(?:five|six|seven|eight|nine)(?=[ ](?:in|out of)[ ](?:every[ ])?(?:10|ten)\b))[ ](?:in|out of(?: every)?)[ ](?:every[ ])?(?P<every>{_BELOW_SCALE}|\d{{1,2}})(?![a-z0-9.,%])(?![ ](?:million|billion|years|months|days|quarters|the))",
)
_HALF = re.compile(
    r"half(?<![a-z0-9'-]half)(?<!first half)(?<!second half)(?<!latter half)(?<!other half)(?<!back half)(?= (?:of|the|its|their|our)\b)"
)
_OF_THEM = Rare(
    ("third ", "quarter ", "half ", "fifth ", "tenth ", "thirds ", "quarters ", "fifths ", "tenths "),
    r"(?:of which|of whom|of them|of these|about|nearly|almost|around|roughly|more than|less than|over) "
    r"(?P<all>(?:(?P<over>an?|one|two|three|four) )?(?P<under>thirds?|quarters?|fifths?|tenths?|half))"
    r"(?= (?:were|was|are|is|have|had|came|come|said|went|will|would)\b)",
)
"""Part of a whole just named: "61,300 cars, of which a third were electric"."""
_MIXED_PARTS = {
    "a half": (1, 2),
    "a quarter": (1, 4),
    "three quarters": (3, 4),
    "a third": (1, 3),
    "two thirds": (2, 3),
}
_MIXED = Rare(
    [f"and {part}" for part in _MIXED_PARTS],
    rf"(?<![a-z0-9'])(?P<whole>(?:{_BELOW_SCALE})(?:[ -](?:{_BELOW_SCALE}))?)[ ]and[ ](?P<part>{'|'.join(_MIXED_PARTS)})"
    rf"(?:[ ](?P<scale>hundred|thousand|million|billion|trillion))?(?![a-z0-9])",
)
_GAP = re.compile(r"[ -]+")


class Spelled(NamedTuple):
    """A number in words."""

    start: int
    end: int
    value: Decimal
    is_fraction: bool = False
    scale: Decimal = Decimal(1)
    """The last scale word in it, "million"."""


def find(words: str) -> Iterator[Spelled]:
    """Yield every number in words, in order, including a lone "one", which the caller judges."""
    taken = 0
    found = [*_fractions(words), *_runs(words), *_mixed(words)]
    for spelled in sorted(found, key=lambda spelled: (spelled.start, -spelled.end)):
        if spelled.start >= taken:
            taken = spelled.end
            yield spelled


def _fractions(words: str) -> Iterator[Spelled]:
    for match in _FRACTION.finditer(words):
        if match["every"]:
            every = match["every"]
            under = Decimal(every) if every.isdigit() else _value(every.split())
            over = Decimal(_ONES[match["one"]])
        else:
            under = Decimal(_PARTS[match["under"]])
            over = Decimal(_ONES.get(match["over"], 1))
        if under > over:
            yield Spelled(match.start(), match.end(), over / under, is_fraction=True)
    for match in _OF_THEM.finditer(words):
        if match["over"] or match["under"] == "half":
            share = Decimal(_ONES.get(match["over"] or "one", 1)) / Decimal(_PARTS[match["under"]])
            yield Spelled(*match.span("all"), share, is_fraction=True)
    for match in _HALF.finditer(words):
        yield Spelled(match.start(), match.end(), Decimal("0.5"), is_fraction=True)


def _mixed(words: str) -> Iterator[Spelled]:
    """Find "five and a half million", "two and three quarters"."""
    for match in _MIXED.finditer(words):
        over, under = _MIXED_PARTS[match["part"]]
        scale = Decimal(_SCALES[match["scale"]]) if match["scale"] else Decimal(1)
        value = (_value(_GAP.split(match["whole"])) * under + over) * scale / under
        yield Spelled(match.start(), match.end(), value, scale=scale)


def _runs(words: str) -> Iterator[Spelled]:
    for match in _RUN.finditer(words):
        written = match.group()
        parts = [part for part in _GAP.split(written) if part not in {"and", ""}]
        factor = Decimal(1)
        if written.startswith("a quarter of a "):
            factor, parts = Decimal("0.25"), parts[4:]
        elif written.startswith("half a "):
            factor, parts = Decimal("0.5"), parts[2:]
        elif written.startswith("one and a half "):
            factor, parts = Decimal("1.5"), parts[3:]
        elif parts[0] == "a":
            parts = parts[1:]
        alone = len(parts) < 2 or parts[0] != "hundred" or parts[1] not in {"thousand", "million", "billion"}  # noqa: PLR2004
        if parts and parts[0] in _SCALES and written == written.removeprefix("a ") and factor == 1 and alone:
            continue  # "RMB million" above a table, "dozens of owners": a scale alone is not a number
        if not parts or parts[-1] == "point" or parts[0] == "point" or parts.count("point") > 1:
            continue  # "version one point two point three" is not a number either
        if any(one in _ONES and other in _ONES for one, other in pairwise(parts)) and "point" not in parts:
            continue  # "two-three years" are not five
        scale = next((Decimal(_SCALES[part]) for part in reversed(parts) if part in _SCALES), Decimal(1))
        yield Spelled(match.start(), match.end(), factor * _value(parts), scale=scale)


def _value(parts: list[str]) -> Decimal:
    """Return the value of number words in order."""
    if "point" in parts:
        at = parts.index("point")
        tail = parts[at + 1 :]
        scales = [part for part in tail if part in _SCALES]
        digits = "".join(str(_small(part)) for part in tail if part not in _SCALES)
        value = (_value(parts[:at]) if at else Decimal(0)) + Decimal(f"0.{digits or 0}")
        for word in scales:
            value *= _SCALES[word]
        return value
    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    for part in parts:
        if part in _SCALES:
            scale = _SCALES[part]
            if scale <= 100:  # hundred and dozen multiply what stands before them only  # noqa: PLR2004
                group = (group or Decimal(1)) * scale
            elif not group and total:
                total *= scale
            else:
                total, group = total + (group or Decimal(1)) * scale, Decimal(0)
        else:
            group += _small(part)
    return total + group


def _small(part: str) -> int:
    return _ONES[part] if part in _ONES else _TENS[part]
