"""What a Chinese number counts: the noun after its measure word or before it, else the measure word."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.figures.numbers import units
from nlp.figures.numbers.candidates import Candidate

_AMOUNTING = re.compile(r"(?:总?数|人数|规模)?(?:共计?|达到?|超过?|约|近|逾|已|为|有|突破)*$")
_OF_PEOPLE = {"名", "位", "户"}
_FAR = 8


def read(candidate: Candidate, place: int) -> None:
    """Set what is counted: the noun after the measure word, else the measure word."""
    plain, words = candidate.page.plain, candidate.page.words
    if duration := units.durations("zh").at(words, place):
        candidate.kind, candidate.unit, candidate.end = "count", duration.what, duration.end
        if "多" in words[place : duration.end]:
            candidate.qualifier = ">"
        if words.endswith("年半", place, duration.end) and candidate.value is not None:
            candidate.value, candidate.quoted = candidate.value + Decimal("0.5"), Decimal("0.5")
        return
    match = units.measure_pattern().match(plain, place)
    noun = units.nouns_zh().at(words, match.end() if match else place)
    if noun is None and match and plain[match.end() : match.end() + 1] == "的":
        noun = units.nouns_zh().at(words, match.end() + 1)
    if match is None:
        if noun and (candidate.scale > 1 or not candidate.spelled):
            candidate.kind, candidate.unit, candidate.end = "count", noun.what, noun.end
        return
    if noun is None and match.group() in _OF_PEOPLE:
        amounting = candidate.led_by(_AMOUNTING, _FAR)
        noun = units.people_zh().before(plain, amounting.start() if amounting else candidate.start)
    candidate.kind = "count"
    candidate.unit = (
        units.measures()[match.group()]
        if noun is None or match.group() in {"吨", "股"} or (match.group() == "家" and noun.what == "share")
        else noun.what
    )
    candidate.end = match.end()
    if candidate.unit in {"model", "item", "time", "case", "site"} and (candidate.value or 0) < 10:  # noqa: PLR2004
        candidate.kind, candidate.unit = "number", None
