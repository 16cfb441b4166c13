"""What an English number counts: the noun after it, across adjectives and "of its". Money is handled elsewhere."""

from __future__ import annotations

import re

from nlp.figures.numbers import counts, units
from nlp.figures.numbers.candidates import Candidate, Qualifier
from nlp.figures.text.pages import Page
from nlp.figures.text.words import Hit
from nlp.rare import Rare

_BETWEEN = re.compile(r"[ ](?P<adjectives>[a-z][a-z'-]+(?:[ ][a-z][a-z'-]+)?)[ ]")
_MAKE = re.compile(r"[ ](?:[A-Z][\w-]*[ ]){1,2}(?=[a-z])")
"""A make before the noun: 400,000 X9 phones, 20 Airbus jets."""
_MODEL = re.compile(
    r"[ ](?:(?!(?:of|in|to|and|or|for|from|at|on|by|with|as|than)\b)[\w-]+[ ]){0,2}?7[0-9]7(?:-\d+)?(?: max(?: \d+)?| ng)?[ ]"
)
"""An aircraft's model before the noun: 271 older 737 jets, 150 Boeing 737 MAX 10 aircraft."""
_PLURAL = re.compile(r"[ ](?P<before>(?:[a-z][a-z'-]+ ){0,2}?)(?P<noun>[a-z]{3,}s)(?![a-z'])")
_IN_ES = {"buses", "gases", "viruses", "bonuses", "campuses", "heroes", "potatoes", "tomatoes"}
_CASUALTIES = Rare(
    (
        "kill", "dead", "died", "injur", "wound", "hurt", "missing", "hospitali", "arrest", "detain",
        "evacu", "rescue", "displa", "homel",
    ),
    r"(?P<who>[ ](?:people|others|workers|more people|more|passengers|civilians|children|women|men))?[ ](?:(?:were|was|are|had been|have been|remain|remained|still)[ ])*(?:killed|dead|died|injured|wounded|hurt|missing|hospitali[sz]ed|arrested|detained|evacuated|rescued|displaced|homeless)\b",
)  # fmt: skip
_HURTING = Rare(
    ("kill", "injur", "wound"),
    r"\b(?:injuring|killing|wounding|injured|killed|wounded)[ ](?:at least |about |some |another )?$",
)
_ALONE = re.compile(r"[ ]?(?:[.,;]|$|(?:and|in|on|at|when|others)\b)")
_OF_ITS = re.compile(
    r"[ ]of (?:the |its |their |his |her |our )(?:(?:own|common|outstanding|total|remaining|existing|ordinary|new|[0-9,]+) ){0,3}"
)
_CAPITAL = re.compile(
    r"(?<![.!?:] )(?<!^)\b(?!(?:In|On|At|Of|By|The|About|Some|Nearly|And|But|For|With|Only|Its|Their|It)\b)[A-Z][\w-]*[ ]$"
)
_MANY = 10
"""From this value, a bare number before any plural is a count; smaller ones only before listed nouns."""
_OR_MORE = re.compile(r"[ ]or (?P<sign>more|so|fewer|less) ")
_SIGNS: dict[str, Qualifier] = {"more": ">=", "so": "~", "fewer": "<=", "less": "<="}
"""Between a number and its noun: "10 or more days"."""
_FORECASTERS = {"economists", "analysts"}
_ASKED = re.compile(r"\b(?:of|by|from|among|polled|surveyed|asked)[ ]$")
"""The number polled is a count; otherwise the word names the forecaster: "the 387,000 analysts had forecast"."""


def read_thing(candidate: Candidate, place: int, *, hyphened: bool) -> None:
    """Make a number a count of the noun at or shortly after a position; `hyphened`: "a 10-year bond"."""
    words = candidate.page.words
    if more := candidate.followed_by(_OR_MORE):
        place = more.end()
        candidate.qualifier = candidate.qualifier or _SIGNS[more["sign"]]
    if duration := units.durations("en").at(words, place):
        _count(candidate, duration.what, duration.end, hyphened=hyphened)
    elif place < len(words) and words[place] == " ":
        return
    elif (
        candidate.kind == "number"
        and _HURTING.search(words, max(0, candidate.start - 22), candidate.start)
        and candidate.followed_by(_ALONE)
    ):
        _count(candidate, "person", candidate.end, hyphened=False)
    elif candidate.kind == "number" and counts.is_aged(candidate.page, candidate.start):
        _count(candidate, "year", candidate.end, hyphened=False)
    elif hurt := _CASUALTIES.match(words, candidate.end):
        _count(candidate, "person", hurt.end("who") if hurt["who"] else candidate.end, hyphened=False)
    elif noun := units.counted().at(words, place):
        _count(candidate, noun.what, noun.end, hyphened=hyphened)
    elif candidate.kind == "number":
        _read_far_noun(candidate)


def _count(candidate: Candidate, unit: str, end: int, *, hyphened: bool) -> None:
    candidate.kind, candidate.unit, candidate.end, candidate.hyphened = "count", unit, end, hyphened


def _read_far_noun(candidate: Candidate) -> None:
    """Read a noun after one or two adjectives, or any plural after a number that is clearly a count."""
    if not candidate.page.words.startswith(" ", candidate.end):
        return
    if noun := _noun_over_adjectives(candidate):
        candidate.kind, candidate.unit = "count", noun.what
        return
    large = candidate.largest >= _MANY
    if candidate.spelled and candidate.scale == 1 and not large:
        return
    grouped = "," in candidate.page.plain[slice(*candidate.number)]
    if not (grouped or candidate.scale > 1 or (large and not _is_in_name(candidate))):
        return
    plural = candidate.followed_by(_PLURAL)
    if plural is None or units.nouns_en("not_between").intersection((plural["before"] or "").split()):
        return
    word, asked = plural["noun"], plural["noun"] in _FORECASTERS
    if word in units.nouns_en("no_plurals") or word.endswith(("us", "ss", "is")):
        return
    if not asked or candidate.led_by(_ASKED, 12):
        candidate.kind, candidate.unit = "count", _singular(word)
        candidate.end = candidate.end if plural["before"] or asked else plural.end()


def _noun_over_adjectives(candidate: Candidate) -> Hit[str] | None:
    """Return the counted noun over a make or model, one or two adjectives, or "of its"."""
    words, counted = candidate.page.words, units.counted()
    make = candidate.followed_by(_MODEL) or _MAKE.match(candidate.page.plain, candidate.end)
    if make and (noun := counted.at(words, make.end())):
        return noun
    match = candidate.followed_by(_BETWEEN)
    if match and not units.nouns_en("not_between").intersection(match["adjectives"].split()):
        noun = counted.at(words, match.end())
        if noun is None and " " in match["adjectives"]:
            noun = counted.at(words, match.start("adjectives") + match["adjectives"].index(" ") + 1)
        if noun:
            return noun
    whole = candidate.followed_by(_OF_ITS)
    return counted.at(words, whole.end()) if whole else None


def _is_in_name(candidate: Candidate) -> bool:
    """Return whether a number is part of a name: "Windows 11 users", "Section 232 tariffs"."""
    low = max(0, candidate.start - 24)
    word = candidate.page.plain.rfind(" ", low, candidate.start - 1) + 1
    return _CAPITAL.search(candidate.page.plain, max(low, word), candidate.start) is not None


def _singular(noun: str) -> str:
    if noun in _IN_ES:
        return noun[:-2]
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun[:-1]


_FOR_EACH = re.compile(
    r"[ ](?:(?:on|for)[ ])?(?:each|every|per)[ ](?P<words>[a-z-]{3,}(?:[ ][a-z-]{2,}){0,2})\b"
)


def thing_for_each(page: Page, place: int) -> str | None:
    """Return the noun of "on each electric van" at a place, without its adjectives; None if nothing is each."""
    match = _FOR_EACH.match(page.words, place)
    if match is None:
        return None
    noun = None
    for word in match["words"].split():
        if word in units.nouns_en("not_between") | units.nouns_en("clauses"):
            break
        noun = word
    return noun
