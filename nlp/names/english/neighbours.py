"""Labels an English name by its neighbours: an owner, an office or a relative, what its commas set off, a list of people."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.names import dictionary, lexicon
from nlp.names.english.page import Page
from nlp.names.english.segments import Segment

_PHRASE = 6
"""Words of the longest phrase or office beyond a comma: "former deputy chief financial officer"."""
_CAPITALS = frozenset({"CEO", "CFO", "COO", "CTO", "CIO", "President", "Chairman", "Chief", "Executive"})
"""Offices that keep their capitals after a comma; other capitals are names there."""
_MOST = 4
"""Words of the longest person's name in a list: "Kwabena Osei Mensah Jr."."""


def by_neighbour(segment: Segment) -> str | None:
    """Label a name by a relative or an office beside it: "his wife Meera", "his firm, Nebulon", "its chairman, Ada Moss,"."""
    if not segment.words:
        return None
    if _is_relative_or_officer(segment):
        return "PERSON"
    if segment.model == "NORP":
        return None
    if _is_owned_firm(segment):
        return "ORG"
    return "PERSON" if segment.several and _has_office_after(segment.page, segment.end) else None


def by_apposition(segment: Segment) -> str | None:
    """Label a name by what follows its comma: "Quillon, a maker of pumps", "Ranjit Kaur, 34,", "Ada Moss, who"."""
    if segment.after() != "," or segment.model in {"GPE", "LOC", "NORP"}:
        return None
    first = segment.after(2)
    if first.isdigit():
        aged = len(first) == len("34") and segment.after(3) in {",", ".", ")"}
        return "PERSON" if segment.several and aged else None
    if first == "who":
        return "PERSON" if segment.several and segment.model in {"PERSON", None} else None
    return _called(segment) if first in {"a", "an", "the"} else None


def by_list(group: Sequence[Segment]) -> None:
    """Label unlabelled names of two words as people in a list of people: "Ngozi Eze, Tomasz Wilk and Siobhán Keane".

    A name with a forename needs one person beside it ("Grace Price and Mark Field"), any other two.
    """
    people = sum(_is_read_as_person(member) for member in group)
    if not people or any(member.label in {"ORG", "MEDIA", "REGULATOR"} for member in group):
        return
    for member in group:
        words = [word for word in member.words if len(word) > 1]
        named = 1 < len(words) <= _MOST and all(word.istitle() for word in words)
        if member.label is not None or not named or member.model not in {None, "ORG"}:
            continue
        strange = people > 1 and not any(dictionary.is_common(word) for word in words)
        if strange or lexicon.is_forename(words[0]):
            member.label = "PERSON"


def _is_read_as_person(segment: Segment) -> bool:
    return segment.label == "PERSON" or (
        segment.label is None and segment.model == "PERSON" and segment.several
    )


def _is_relative_or_officer(segment: Segment) -> bool:
    """Whether somebody's relative or officer is named here: "his wife Meera", "its chairman, Ada Moss, said"."""
    page, place = segment.page, segment.start - 1
    comma = page.word(place) == ","
    if comma:
        place -= 1
    noun, owner = page.word(place), _owner(page, place)
    if noun in lexicon.words("en", "people", "kin"):
        return owner is not None
    if noun in lexicon.words("en", "people", "heirs"):
        return owner in {"his", "her"} and segment.several
    closed = segment.end >= len(page) or page.doc[segment.end].is_punct
    return comma and segment.several and closed and owner is not None and _is_office(noun)


def _is_owned_firm(segment: Segment) -> bool:
    """Whether somebody's company is named here: "his start-up, Nebulon"."""
    firm = segment.before(2) in lexicon.words("en", "organisations", "apposed")
    return segment.before() == "," and firm and _owner(segment.page, segment.start - 2) is not None


def _owner(page: Page, noun: int) -> str | None:
    """Return the possessive a few words before the noun ("his", "'s"), or None."""
    for place in range(noun - 1, noun - 1 - _PHRASE, -1):
        word, tag = page.word(place), page.tag(place)
        if tag in {"PRP$", "WP$", "POS"}:
            return word.lower()
        if not (word.islower() and word.isalpha()) or tag == "IN":
            return None
    return None


def _has_office_after(page: Page, comma: int) -> bool:
    """Whether an office without an article follows the comma: "Paris Holt, chief executive of Wexcombe"."""
    if page.word(comma) != ",":
        return False
    heads, modifiers = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "modifiers")
    place = comma + 1
    while (word := page.word(place)) in heads or word in modifiers or word in _CAPITALS:
        place += 1
    return word.lower() in {"of", "at", "for"} and place > comma + 1 and _is_office(page.lower(place - 1))


def _is_office(noun: str) -> bool:
    """Whether the noun is an office held by one person, and never by a company ("owner of the brand")."""
    heads, of_firms = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "of_firms")
    return noun in heads and noun not in of_firms


def _called(segment: Segment) -> str | None:
    """Label a name by the noun of the phrase over its comma: "a maker of pumps", "a senior analyst"."""
    page, end = segment.page, segment.end + 2
    while (
        page.tag(end) in {"JJ", "NN", "NNS", "VBN", "VBG", "HYPH", "NNP"} and end - segment.end - 2 < _PHRASE
    ):
        end += 1
    closed = page.lower(end) in {"of", "that", "behind", "which", ","}
    if segment.after(2) == "the" and not closed:
        return None  # "Last May, the agency said"
    head = page.lower(end - 1)
    if head in lexicon.words("en", "organisations", "apposed"):
        return "ORG"
    return "PERSON" if segment.several and head in lexicon.words("en", "titles", "heads") else None
