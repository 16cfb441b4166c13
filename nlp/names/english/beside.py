"""Labels an English name by its neighbours: relatives, an owner, an office after a comma, other people in a list."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.names import dictionary, lexicon
from nlp.names.english.segments import Segment

_OFFICE = 6
"""Words of the longest office after a comma: "former deputy chief financial officer"."""
_CAPITALS = frozenset({"CEO", "CFO", "COO", "CTO", "CIO", "President", "Chairman", "Chief", "Executive"})
"""Offices that keep their capitals after a comma; other capitals are names there."""
_MOST = 4
"""Words of the longest person's name in a list: "Kwabena Osei Mensah Jr."."""


def by_neighbour(doc: Doc, segment: Segment) -> str | None:
    """Label a name by a relative or an office beside it: "his wife Meera", "his firm, Nebulon", "Paris Holt, head of"."""
    several = len(segment.words) > 1
    if not segment.words:
        return None
    if _is_relative_or_officer(doc, segment, several=several):
        return "PERSON"
    if segment.model == "NORP":
        return None
    if _is_owned_firm(doc, segment.start - 1):
        return "ORG"
    return "PERSON" if several and _has_office_behind(doc, segment.end) else None


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
        segment.label is None and segment.model == "PERSON" and len(segment.words) > 1
    )


def _is_relative_or_officer(doc: Doc, segment: Segment, *, several: bool) -> bool:
    """Whether somebody's relative or officer is named here: "his wife Meera"."""
    place = segment.start - 1
    comma = place > 0 and doc[place].text == ","
    if comma:
        place -= 1
    if place < 1 or not doc[place].is_lower:
        return False
    noun, owner = doc[place].lower_, _owner(doc, place)
    if noun in lexicon.words("en", "people", "kin"):
        return owner is not None
    if noun in lexicon.words("en", "people", "heirs"):
        return owner in {"his", "her"} and several
    closed = segment.end >= len(doc) or doc[segment.end].is_punct
    return comma and several and closed and owner is not None and _is_office(noun)


def _is_owned_firm(doc: Doc, comma: int) -> bool:
    """Whether somebody's company is named here: "his start-up, Nebulon"."""
    if comma < len(("his", "firm")) or doc[comma].text != ",":
        return False
    firm = doc[comma - 1].lower_ in lexicon.words("en", "organisations", "apposed")
    return firm and _owner(doc, comma - 1) is not None


def _owner(doc: Doc, noun: int) -> str | None:
    """Return the possessive a few words before the noun ("his", "'s"), or None."""
    for place in range(noun - 1, max(noun - _OFFICE, 0) - 1, -1):
        if doc[place].tag_ in {"PRP$", "WP$", "POS"}:
            return doc[place].lower_
        if not (doc[place].is_lower and doc[place].is_alpha) or doc[place].tag_ == "IN":
            return None
    return None


def _has_office_behind(doc: Doc, comma: int) -> bool:
    """Whether an office without an article follows the comma: "Paris Holt, chief executive of Wexcombe"."""
    if comma + 2 >= len(doc) or doc[comma].text != ",":
        return False
    heads, modifiers = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "modifiers")
    place = comma + 1
    while place < len(doc) and (
        doc[place].text in heads or doc[place].text in modifiers or doc[place].text in _CAPITALS
    ):
        place += 1
    of = place < len(doc) and doc[place].lower_ in {"of", "at", "for"}
    return of and place > comma + 1 and _is_office(doc[place - 1].lower_)


def _is_office(noun: str) -> bool:
    """Whether the noun is an office held by one person, and never by a company ("owner of the brand")."""
    heads, of_firms = lexicon.words("en", "titles", "heads"), lexicon.words("en", "titles", "of_firms")
    return noun in heads and noun not in of_firms
