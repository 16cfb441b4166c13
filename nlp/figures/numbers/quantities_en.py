"""Parses English quantities: a number with its sign, currency, scale, unit, "per" and qualifiers. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.numbers import (
    counts,
    currencies,
    digits,
    money_en,
    prefixes_en,
    spelled_en,
    things_en,
    units,
    wordy_amounts_en,
)
from nlp.figures.numbers.candidates import Candidate, Kind, Qualifier, apart
from nlp.figures.text.pages import Page
from nlp.figures.text.words import Hit

_CLOSING = frozenset(",.;)")
"""Right after a number, these exclude a scale or unit."""
_WENT = re.compile(
    r"\b(?:ticked|edged|inched|crept|went|moved|nudged|climbed|shot|jumped|picked|pushed|bumped)[ ]$"
)
_A_DAY = re.compile(r"bpd|(?:per|a) day")
_UNIT_GAP = re.compile(r"[ -]?[ ]?(?=[^\s])")
_TIMES = re.compile(
    r"(?P<x>x)(?![a-z0-9])|-?[ ]?(?P<fold>fold)(?![a-z])|[ -](?P<times>times)(?![a-z])", re.IGNORECASE
)
_TO_PER = re.compile(r"[ -]{0,2}(?:in cash |of oil (?:equivalent )?)?(?:on (?=e)|for (?=e))?")
_EACH_OF = re.compile(
    r"[ ](?:on|for)[ ](?P<each>each)[ ]of[ ](?:the[ ]|its[ ])?[\d.,]+[ ](?:million[ ]|thousand[ ])?(?P<things>[a-z]+?)s\b"
)
"""A sum "for each of the 186,000 cars" is per car."""
_LAST_DIGIT = tuple(Decimal(1).scaleb(-places) for places in range(digits.LONGEST))
"""Value of one unit of the last digit, by the number of decimals."""
_OFTEN = 100
"""From this value, "times" is counted: "viewed 12 million times"; "three times" is incidental."""


def scan(page: Page) -> Iterator[Candidate]:
    """Yield every number of a page with what directly surrounds it, in order."""
    found = [*_in_digits(page), *_in_words(page), *wordy_amounts_en.scan(page)]
    for candidate in found:
        _qualify(candidate)
    yield from apart(found)


def _in_digits(page: Page) -> Iterator[Candidate]:
    plain = page.plain
    taken = 0
    at = 0
    while (number := digits.following(plain, at)) is not None:
        if number.form in {"spaced", "decimal_comma", "over", "mixed"} and not _is_borne_out(number, plain):
            number = digits.as_simple(number, plain)
        at = number.end
        candidate = Candidate(
            page=page,
            start=number.start,
            end=number.end,
            value=number.value,
            number=(number.start, number.end),
            quoted=_LAST_DIGIT[number.places],
            plain_digits=number.form == "simple" and number.places == 0,
        )
        if number.form == "over":
            candidate.kind, candidate.unit = "fraction", "fraction"
        _read_around(candidate, taken)
        if candidate.end > number.end:
            at = candidate.end
        taken = candidate.end
        yield candidate


def _in_words(page: Page) -> Iterator[Candidate]:
    for number in spelled_en.find(page.words):
        candidate = Candidate(
            page=page, start=number.start, end=number.end, value=number.value, number=(number.start, number.end), scale=number.scale,
            quoted=number.scale, spelled=True,
        )  # fmt: skip
        if number.is_fraction:
            candidate.kind, candidate.unit = "fraction", "fraction"
        if not number.is_fraction:
            _read_around(candidate, 0)
        yield candidate


def _is_borne_out(number: digits.Digits, plain: str) -> bool:
    """Return whether the context supports one of the rarer notations."""
    after = plain[number.end : number.end + 12]
    prefix = currencies.before(plain, number.start)
    unit = re.match(
        r"[ -]?(?:%|percent|per cent|pct|mn|mln|m\b|bn|bln|million|billion|thousand|eur|euros?|dollars?|yen|usd|tonnes|people|shares|units)",
        after,
        re.IGNORECASE,
    )
    if number.form == "over":
        return re.match(r"[ ]?(?:%|percent|of\b)", after) is not None
    if number.form == "spaced" and prefix is None and plain[number.start - 1 : number.start].isalpha():
        return False  # "flight CA417 250 euros each"
    if number.form == "mixed":
        return prefix is not None or re.match(r"[ ]?(?:%|percent|to\b|,|\.|$)", after) is not None
    return (
        prefix is not None
        or unit is not None
        or (number.form == "spaced" and re.match(r"[ ](?:m[23]|[a-z]{4,})", after) is not None)
    )


def _read_around(candidate: Candidate, taken: int) -> None:
    """Parse the sign, currency, scale, unit and "per" around the bare number."""
    has_prefix = prefixes_en.read(candidate, taken)
    is_closed = candidate.follows in _CLOSING
    if not is_closed:
        _read_scale(candidate, has_prefix=has_prefix)
    if is_closed and not has_prefix:
        things_en.read_thing(candidate, candidate.end, hyphened=False)
    elif not has_prefix or candidate.unit is None:
        _read_unit(candidate)
    money_en.read_compound(candidate)
    if not is_closed:
        _read_per(candidate)


def _read_scale(candidate: Candidate, *, has_prefix: bool) -> None:
    expression, table, letters = units.scales()
    match = expression.match(candidate.page.plain, candidate.end)
    if match is None:
        return
    word, gap = match["scale"], match["gap"]
    factor = table.get(word, table.get(word.lower()))
    if word in letters:
        if gap and not has_prefix:
            return
        if word in {"M", "T", "MM"} and not has_prefix and not _counts_after(candidate.page, match.end()):
            return
    if factor is None or ("-" in gap and not has_prefix and len(gap) > 1):
        return
    if candidate.spelled and candidate.scale >= factor:
        return
    candidate.scale = factor
    candidate.times(factor)
    candidate.end = match.end()


def _counts_after(page: Page, end: int) -> bool:
    return (
        units.counted().at(page.words, min(end + 1, len(page.words))) is not None
        or currencies.names("en").at(page.words, min(end + 1, len(page.words))) is not None
    )


def _read_unit(candidate: Candidate) -> None:
    """Parse a rate, a currency name, a multiple or a counted noun after the number."""
    words = candidate.page.words
    gap = candidate.followed_by(_UNIT_GAP)
    if gap is None:
        return
    place = gap.end()
    hyphened = "-" in gap.group() or candidate.follows == "-"
    if (rate := units.rates("en").at(words, place)) and not _is_no_rate(candidate, rate):
        candidate.kind, candidate.end, candidate.hyphened = rate.what, rate.end, hyphened
        candidate.unit = rate.what
    elif times := candidate.followed_by(_TIMES):
        if not times["times"] or units.times_follow().match(words, times.end()):
            candidate.kind, candidate.unit, candidate.end = "multiple", "multiple", times.end()
        elif candidate.largest >= _OFTEN and not candidate.spelled:
            candidate.kind, candidate.unit, candidate.end = "count", "time", times.end()
    elif name := currencies.names("en").at(words, place):
        money_en.take_currency(candidate, name.what, name.end, place)
        candidate.hyphened = hyphened
    else:
        things_en.read_thing(candidate, place, hyphened=hyphened)


def _is_no_rate(candidate: Candidate, rate: Hit[Kind]) -> bool:
    """Return whether a unit's word is none: the point of "one point", the computer of "one PC"."""
    return candidate.spelled and (rate.what == "point" or candidate.page.plain[rate.start : rate.end] == "PC")


def _read_per(candidate: Candidate) -> None:
    page = candidate.page
    if candidate.unit == "barrel" and _A_DAY.search(page.words, candidate.number[1], candidate.end):
        candidate.per = "day"
        return
    each = candidate.followed_by(_EACH_OF)
    if each and candidate.kind == "money" and (one := units.per("en").at(f"each {each['things']}", 0)):
        candidate.per = one.what
        return
    match = candidate.followed_by(_TO_PER)
    hit = units.per("en").at(page.words, match.end() if match else candidate.end)
    if (
        candidate.kind == "money"
        and (hit is None or hit.what == "unit")
        and (described := _per_described(candidate))
    ):
        candidate.per = described
        return
    if hit is None or candidate.kind not in {"money", "count", "number"}:
        return
    if re.match(r"[ ](?:earlier|ago|before|later)\b", page.words[hit.end : hit.end + 9]):
        return  # "$100 million a year earlier"
    written = page.words[hit.start : hit.end]
    if candidate.kind == "money" or hit.what in {"day", "hour", "month", "year", "week"}:
        candidate.per = hit.what
        if written.startswith(("a ", "an ", "per ", "/")) and candidate.kind == "money":
            candidate.end = hit.end


def _per_described(candidate: Candidate) -> str | None:
    """Return what an amount is per where the thing is described: "on each electric van", "per used car"."""
    thing = f"each {things_en.thing_for_each(candidate.page, candidate.end)}"
    hit = units.per("en").at(thing, 0)
    return hit.what if hit and hit.end == len(thing) else None


def _is_move(up_to: Hit[Qualifier], candidate: Candidate) -> bool:
    """Return whether "up to" is a movement: "ticked up to 2.4%", "climbed again, up to 4.67% from 4.58%"."""
    page = candidate.page
    if _WENT.search(page.words, max(0, up_to.start - 10), up_to.start):
        return True
    return page.words[up_to.start - 2 : up_to.start] == ", " and page.words.startswith(
        " from ", candidate.end
    )


def _is_no_limit(over: Hit[Qualifier], candidate: Candidate) -> bool:
    """Return whether "over" is a time's or a verb's: "$40 million over five years", "handed over 94,600 vehicles"."""
    if _VERB_OVER.search(candidate.page.words, max(0, over.start - 10), over.start):
        return True
    is_age = candidate.unit == "year" and counts.is_age(candidate)
    return candidate.unit in units.SPANS and not is_age


_VERB_OVER = re.compile(r"\b(?:hand|turn|sign|carri|carry|took|take|taken|taking|roll)(?:s|ed|ing)? $")


def _qualify(candidate: Candidate) -> None:
    """Parse qualifiers before and after: more, less, about."""
    page = candidate.page
    qualifier = units.qualifiers_before("en").before(page.words, candidate.start)
    word = page.words[qualifier.start : qualifier.end] if qualifier else ""
    if qualifier and (
        (word == "up to" and _is_move(qualifier, candidate))
        or (word == "over" and _is_no_limit(qualifier, candidate))
    ):
        qualifier = None
    if qualifier:
        candidate.qualifier, candidate.start = qualifier.what, qualifier.start
        outer = units.qualifiers_before("en").before(page.words, candidate.start)
        if outer and outer.what != "~":  # "more than an estimated", "up to about"
            candidate.qualifier, candidate.start = outer.what, outer.start
    elif verb := units.qualifying_verbs().before(page.words, candidate.start):
        candidate.qualifier = verb.what
    expression, table = units.qualifiers_after("en")
    if after := candidate.followed_by(expression):
        candidate.qualifier = candidate.qualifier or table[after["word"]]
        candidate.end = after.end()
