"""Finds numbers written in digits, with any country's grouping. Knows no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_FRACTIONS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625",
    "⅞": "0.875",
}  # fmt: skip
_NUMBER = re.compile(
    r"""
      (?P<alone>\d++(?:\.\d++)?(?!['/½¼¾⅓⅔⅛⅜⅝⅞]|[-.]\d|,[ ]?\d|[ ][\d./½¼¾⅓⅔⅛⅜⅝⅞]))   # nothing behind it that may go on
    | (?P<english>\d{1,3}(?:,[ ]?\d{3}(?!\d))++(?:[ ]?\.[ ]?\d++(?!\.\d))?)    # 1,234.5
    | (?P<indian>\d{1,2}(?:,\d{2}(?=,))++,\d{3}(?!\d)(?:\.\d++)?)              # 12,34,567.89
    | (?P<european>\d{1,3}(?:\.\d{3}){2,}+(?!\d)(?:,\d++)?|\d{1,3}(?:\.\d{3})++,\d++)   # 1.234.567 or 1.234,5
    | (?P<swiss>\d{1,3}(?:'\d{3})++(?!\d))                                 # 1'234
    | (?P<decimal_comma>\d++,\d{1,2}(?![\d,]))                            # 37,7
    | (?P<spaced>\d{1,3}(?:[ ]\d{3})++(?![\d,]|[ ]?/))                     # 40 000
    | (?P<mixed>\d++[ -](?P<whole>\d)[ ]?/[ ]?\d{1,2}(?!\d))                    # 7 3/4
    | (?P<over>\d{1,3}[ ]?/[ ]?\d{1,3}(?![\d/]))                                # 3/4
    | (?P<half>\d*+[ ]?[½¼¾⅓⅔⅛⅜⅝⅞])
    | (?P<simple>\d++(?:\.\d++|[ ]\.[ ]?\d++)?)                           # 1234.5, and "65 .4" of split text
    | (?P<bare>(?<![\w.])\.\d++)                                          # .08
    """,
    re.VERBOSE,
)
_SAME_AS = {"alone": "simple", "whole": "mixed"}
_BEGIN = re.compile(r"[\d.½¼¾⅓⅔⅛⅜⅝⅞]")
"""Characters a number can begin with; testing them first avoids most of the regex work."""
LONGEST = 40
"""Digits of the longest number accepted; longer runs are codes."""


class Digits(NamedTuple):
    """A number in digits."""

    start: int
    end: int
    value: Decimal
    form: str
    """Notation: english indian european swiss decimal_comma spaced mixed over half simple bare."""
    places: int
    """Number of decimals."""


def find(plain: str) -> Iterator[Digits]:
    """Yield every number in digits, in order; each run of digits belongs to at most one."""
    at = 0
    while (number := following(plain, at)) is not None:
        at = number.end
        yield number


def following(plain: str, at: int) -> Digits | None:
    """Return the first number in digits at or after a position."""
    while begin := _BEGIN.search(plain, at):
        place = begin.start()
        if begin.group() in _FRACTIONS and place > at and plain[place - 1] == " ":
            place -= 1  # the space in "2 ½" belongs to the number
        match = _NUMBER.match(plain, place)
        if match is None:
            at = begin.end()
            continue
        at = match.end()
        form = _SAME_AS.get(match.lastgroup or "", match.lastgroup)
        if at - match.start() <= LONGEST and form is not None:
            return _read(match, form)
    return None


def as_simple(digits: Digits, plain: str) -> Digits:
    """Return only the first run of digits, for a notation that the context does not support ("2010,15")."""
    run = re.compile(r"\d++(?:\.\d++)?").match(plain, digits.start)
    if run is None:
        return digits
    return Digits(digits.start, run.end(), Decimal(run.group()), "simple", len(run.group().partition(".")[2]))


def _read(match: re.Match[str], form: str) -> Digits:
    """Return the value of a match."""
    written = match.group() if form in {"mixed", "half"} else match.group().replace(" ", "")
    if form == "simple":
        value = Decimal(written)
    elif form == "mixed":
        whole, _, rest = re.sub(r"\s*/\s*", "/", written).replace("-", " ").partition(" ")
        value = Decimal(whole) + _divide(rest)
    elif form == "over":
        value = _divide(written)
    elif form == "half":
        sign = _FRACTIONS[written[-1]]
        value = Decimal(written[:-1].strip() or 0) + (_divide(sign) if "/" in sign else Decimal(sign))
    elif form == "european":
        written = written.replace(".", "").replace(",", ".")
        value = Decimal(written)
    elif form == "decimal_comma":
        written = written.replace(",", ".")
        value = Decimal(written)
    else:
        written = written.replace(",", "").replace("'", "")
        value = Decimal(written)
    return Digits(match.start(), match.end(), value, form, len(written.partition(".")[2]) if value else 0)


def _divide(written: str) -> Decimal:
    over, _, under = written.partition("/")
    return Decimal(over) / Decimal(under) if int(under) else Decimal(over)
