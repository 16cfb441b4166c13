"""Tells persons from firms by the words in and around an English name, and finds titles and gender."""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Doc

from nlp.names.lexicon import given_to
from nlp.quotes.lexicon import offices, words

Gender = Literal["m", "f"]

PAIR = 2


def is_person(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name taken for a firm's is a person's: a title before it, an office in apposition after it."""
    table = words("en")["gender"]
    if (
        end - start > PAIR
        or end + 1 >= len(doc)
        or doc[end].text != ","
        or doc[end + 1].lower_ not in {"the", "a", "who", "an"}
    ):
        return False
    apposition = doc[end + 1 : end + 7]
    human = (_offices(), table["male_titles"], table["female_titles"])
    apposed = [token.lower_ for token in apposition if token.dep_ == "appos"]
    return any(word in group for word in apposed for group in human)


def untitled(name: str, *, person: bool) -> str:
    """A person's name without the title that the name finder took in: "Judge Treece"."""
    parts = name.split()
    titles = words("en")["gender"]
    while (
        person
        and len(parts) > 1
        and (
            parts[0].lower().strip(".") in _offices()
            or parts[0].lower() in titles["male_titles"]
            or parts[0].lower() in titles["female_titles"]
        )
    ):
        parts.pop(0)
    return " ".join(parts)


@cache
def _offices() -> frozenset[str]:
    titles: frozenset[str] = words("roles_en")["titles"]
    return titles | {office for office in offices() if " " not in office}


def gender_of(doc: Doc, start: int, name: str) -> Gender | None:
    """Gender by the title before a name, else by its forename; None where neither tells."""
    table = words("en")["gender"]
    for number in range(max(start - 2, 0), start):
        word = doc[number].lower_
        if word in table["male_titles"]:
            return "m"
        if word in table["female_titles"]:
            return "f"
    parts = name.split()
    return given_to(parts[0]) if len(parts) > 1 else None
