"""Parses what precedes an English number: sign, currency, the bracket of a loss. quantities_en.py parses the rest."""

from __future__ import annotations

import re

from nlp.figures.numbers import currencies, units
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.text.pages import Page

_SIGN = re.compile(
    r"(?:(?<![\w.,)%])(?P<sign>[-+])|(?<![a-z])(?P<word>minus|negative)[ ]|(?P<bracket>\([ ]?-?))[ ]?$"
)
_SIGN_ENDS = set("-+(se ")
_CLOSE = re.compile(r"[ ]?\)")
_REACH = 28
"""Characters before a number that are searched for its sign and currency."""


def read(candidate: Candidate, taken: int) -> bool:
    """Take the currency and sign before a number; returns whether there was a currency. `taken`: end of the previous number."""
    page = candidate.page
    plain = page.plain
    low = max(taken, candidate.start - _REACH)
    sign = _sign_before(page, low, candidate.start, taken)
    if sign and not sign["bracket"]:
        _apply_sign(candidate, sign)
    prefix = currencies.before(plain, candidate.start, low)
    if prefix is None and sign and sign["bracket"]:
        prefix = currencies.before(plain, sign.start(), low)  # "$( 131) million"
    if prefix is None or (prefix.is_doubtful and not _is_amount(candidate)):
        if sign and sign["bracket"]:
            _apply_bracket(candidate, sign)
        return False
    candidate.kind, candidate.start = "money", prefix.start
    _take_code(candidate, prefix.code)
    if prefix.factor != 1:
        candidate.times(prefix.factor)
        candidate.scale *= prefix.factor
    outer = _sign_before(page, max(taken, candidate.start - _REACH), candidate.start, taken)
    if outer and outer["bracket"]:
        if not _is_converted(candidate, taken):
            _apply_bracket(candidate, outer)
    elif outer:
        _apply_sign(candidate, outer)
    elif sign and sign["bracket"]:
        _apply_bracket(candidate, sign)
    return True


def _is_converted(candidate: Candidate, taken: int) -> bool:
    """Return whether money in brackets repeats the amount in another currency: "176 Hong Kong dollars (£17.43)"."""
    return taken > 0 and candidate.page.plain[taken : candidate.start].strip() == "("


def _sign_before(page: Page, low: int, place: int, taken: int) -> re.Match[str] | None:
    """Return the sign that ends at a position; one character rules out most positions.

    Right after another number, which ends at `taken`, it is the dash of a range: "EUR 55 - 65 million". With a blank after
    it, it is that of a dateline or a list, "PARIS (Wire) - 300 jobs", unless a currency precedes: "EUR - 3.1 million".
    """
    words = page.words
    last = words[place - 1 : place].strip() or words[place - 2 : place - 1]
    sign = _SIGN.search(words, low, place) if last in _SIGN_ENDS else None
    if sign and sign["sign"] and taken and not words[taken : sign.start("sign")].strip():
        return None
    if sign and sign["sign"] and words[place - 1] == " ":
        return sign if currencies.before(page.plain, sign.start(), low) else None
    return sign


def _is_amount(candidate: Candidate) -> bool:
    """Return whether a letter is a currency: R20m and P1,500 are money; the P3 is a model, COP30 a conference."""
    after = units.scales()[0].match(candidate.page.plain, candidate.end)
    if after is not None and after["scale"] == "T":
        return False  # the R1T is a car
    return after is not None or (candidate.value or 0) >= 100  # noqa: PLR2004


def _take_code(candidate: Candidate, code: str) -> None:
    """Set the currency, resolving and noting an ambiguous sign."""
    if code in currencies.AMBIGUOUS:
        candidate.unit, candidate.assumed = currencies.resolve(
            code, candidate.page.words, candidate.page.lang
        )
    else:
        candidate.unit = code


def _apply_sign(candidate: Candidate, sign: re.Match[str]) -> None:
    candidate.negative = sign["sign"] == "-" or sign["word"] is not None
    candidate.start = sign.start()


def _apply_bracket(candidate: Candidate, sign: re.Match[str]) -> None:
    """Treat brackets as a loss: (0.12), ($99.99); but "(32%)" and "(2023: 12)" are asides."""
    after = _CLOSE.match(candidate.page.plain, candidate.end)
    if "-" in sign["bracket"]:
        candidate.negative, candidate.start = True, sign.end() - 1 - sign.group()[::-1].index("-")
    elif after and (candidate.kind == "money" or not candidate.plain_digits):
        candidate.negative, candidate.end = True, after.end()
        candidate.start = min(candidate.start, sign.start())  # of the sign before it: £(485)m
