"""Parses English money after a number: the currency's name, its scale, and following cents. prefixes_en parses what precedes."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.figures.numbers import currencies, spelled_en, units
from nlp.figures.numbers.candidates import Candidate

_COMPOUND = re.compile(
    r"[ ](?:and[ ])?(?P<minor>\d{1,2}|[a-z]+)(?P<cents>[ ]?(?:cents?|c|pence|p|sens?))?(?![\w.,]\d|[ ]?(?:%|percent|million|billion|bn|m\b)|\w)"
)
_ORDINARY = {"le", "pen", "mad", "try", "ron", "sol", "bob", "all", "real", "colon", "gel", "won"}
"""Currency codes and names that are also ordinary words."""


def take_currency(candidate: Candidate, what: tuple[str, bool], end: int, place: int) -> None:
    """Make a number an amount in the currency named from `place` to `end`, unless the name is an ordinary word there.

    `what` is the ISO code or "$", and whether the name is of the hundredth part.
    """
    page = candidate.page
    code, minor = what
    written = page.words[place:end]
    if written in {"c", "p"} and (
        page.plain[place : place + 1].isupper() or (written == "p" and page.plain[candidate.end] == " ")
    ):
        return
    if written in _ORDINARY and not _is_money_word(written, candidate, place, end):
        return
    candidate.kind = "money"
    if code[0] == "M" and len(code) == 4:  # "120 MEUR"  # noqa: PLR2004
        candidate.times(Decimal(10**6))
        candidate.scale *= Decimal(10**6)
        code = code[1:]
    if code == "$":
        candidate.unit, candidate.assumed = currencies.resolve("$", page.words, "en")
    elif written in currencies.shared():
        candidate.unit, candidate.assumed = (
            currencies.of_shared(written, page.words),
            f'currency of "{written}"',
        )
    else:
        candidate.unit = code
    if minor:
        candidate.times(currencies.HUNDREDTH)
        candidate.scale = currencies.HUNDREDTH
    candidate.end = end
    scaled = units.scales()[0].match(page.plain, end)  # "75 USD million"
    if scaled and candidate.scale == 1 and scaled["scale"] not in units.scales()[2]:
        factor = units.scales()[1].get(scaled["scale"].lower())
        if factor:
            candidate.scale = factor
            candidate.times(factor)
            candidate.end = scaled.end()


def _is_money_word(written: str, candidate: Candidate, place: int, end: int) -> bool:
    """Return whether a currency name that is also an ordinary word means money here."""
    if written == "won":
        return candidate.largest >= 100  # noqa: PLR2004
    return candidate.page.plain[place:end].isupper() or (
        written in {"real", "colon", "sol"} and candidate.scale > 1
    )


def read_compound(candidate: Candidate) -> None:
    """Parse the cents of "20 dollars and 43 cents", "15 dollars 50"."""
    if candidate.kind != "money" or candidate.scale > 1 or candidate.value is None or candidate.value % 1:
        return
    match = candidate.followed_by(_COMPOUND)
    if match is None:
        return
    minor = match["minor"]
    if minor.isdigit():
        worth = Decimal(minor)
        if not match["cents"] and (len(minor) != 2 or "," in match.group()):  # noqa: PLR2004
            return
    else:
        small = [spelled.value for spelled in spelled_en.find(minor)]
        if len(small) != 1:
            return
        worth = small[0]
    if not match["cents"] and not re.match(
        r"[ ]*(?:[.!?,;]|$|more\b)", candidate.page.words[match.end() : match.end() + 8]
    ):
        return
    if worth < 100:  # noqa: PLR2004
        candidate.value += worth * currencies.HUNDREDTH
        candidate.quoted = currencies.HUNDREDTH
        candidate.end = match.end()
