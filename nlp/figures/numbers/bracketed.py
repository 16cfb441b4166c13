"""Parses the base given in brackets after a figure: "EUR 58.7 (55.7) million", "EUR 2.9 million (4.4)".

Nordic reports give the year before like this. Elsewhere a number in brackets is a loss, handled by quantities_en.py.
"""

from __future__ import annotations

import re

from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import Candidate
from nlp.figures.text.pages import Page

_OPENINGS = ("(", " (")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPEN = re.compile(r"[ ]?\([ ]?(?:(?:19|20)\d\d(?:[/-]\d{2,4})?[ ]?:[ ]?)?-?")
_CLOSE = re.compile(r"[ ]?\)")
_KINDS = {"money", "percent", "count"}
_FOOTNOTE = 10
"""A lone digit in brackets refers to a note."""


def read(candidates: list[Candidate], page: Page) -> None:
    """Give numbers in brackets the unit and scale they share with the figure before."""
    if page.lang != "en":
        return
    for place, told in enumerate(candidates[:-1]):
        if not page.plain.startswith(_OPENINGS, told.end):
            continue
        base = candidates[place + 1]
        if _YEAR.fullmatch(page.plain, base.number[0], base.number[1]) and place + 2 < len(candidates):
            base = candidates[place + 2]  # "(2017: 12.2)"
        closed = _CLOSE.match(page.plain, base.end)
        if closed and (per := units.per("en").at(page.words, closed.end() + 1)):
            told.per, base.per = told.per or per.what, base.per or per.what  # "$1.50 (78 pence) per share"
        if _is_base(told, base):
            _share(told, base)


def _is_base(told: Candidate, base: Candidate) -> bool:
    """Return whether the brackets hold only a number that can be of the same kind."""
    if _OPEN.fullmatch(told.page.plain, told.end, base.number[0]) is None:
        return False
    if _CLOSE.match(told.page.plain, base.number[1]) is None:
        return False
    if told.value is None or base.value is None:
        return False
    is_year = base.plain_digits and 1900 <= abs(base.value) <= 2100  # noqa: PLR2004
    is_note = base.plain_digits and abs(base.value) < _FOOTNOTE
    # A counted noun after the brackets may belong to the next line.
    one_unit = base.unit in {None, told.unit} or base.kind == "count" or told.unit is None
    return one_unit and (told.kind in _KINDS or base.kind == "percent") and not is_year and not is_note


def _share(told: Candidate, base: Candidate) -> None:
    """Share the unit that follows the bracket, or precedes the figure, between both."""
    assert base.value is not None
    base.value = abs(base.value)
    base.negative = told.page.plain[base.number[0] - 1] == "-"
    base.start, base.end = base.number[0] - base.negative, base.number[1]
    if base.scale > told.scale:
        told.times(base.scale / told.scale)
        told.scale = base.scale
    elif told.scale > base.scale:
        base.times(told.scale / base.scale)
        base.scale = told.scale
    if told.kind == "number":
        told.kind, told.unit = base.kind, base.unit  # "2.2 (2.5) percent"
    base.kind, base.unit, base.per = told.kind, told.unit, told.per or base.per
    told.per = told.per or base.per
    base.assumed = "unit of the figure before"
