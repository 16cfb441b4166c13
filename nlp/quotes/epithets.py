"""Whom an English description means that is no office: "the ministry", "the soap maker", "the mother of two". Leaves offices to naming."""

from __future__ import annotations

from bisect import bisect_left

from nlp.quotes.antecedents import is_alone, last_person, subject_score
from nlp.quotes.coreference import Cast, Figure
from nlp.quotes.lexicon import words
from nlp.quotes.page import Page
from nlp.quotes.people import Gender
from nlp.quotes.somebody import nouns

FARTHEST = 1500
"""Tokens over which a text looks back for whom a description means."""

ARTICLES = frozenset({"a", "an", "one", "another"})
SAID_OF = frozenset({"appos", "attr"})
"""How a noun hangs that only tells what somebody is who has a name: "Moss, a teacher"."""


def tells_apart(page: Page, first: int, last: int) -> bool:
    """Whether what stands before a noun tells it from whoever was named: "the rival carmaker", "the Tarn unit"."""
    return any(
        page.lower[number] in nouns("apart") or page.doc[number].ent_type_ in {"ORG", "PERSON", "MEDIA"}
        for number in range(first + 1, last)
    )


def named_with(page: Page, cast: Cast, noun: str, place: int) -> Figure | None:
    """The body that was named last with the noun in its name: "the ministry" after "the Finance Ministry"."""
    begin, end = bisect_left(cast.tokens, place - FARTHEST), bisect_left(cast.tokens, place)
    for start, figure in reversed(cast.places[begin:end]):
        if not figure.person and page.inside[start] == -1:
            parts = figure.name.lower().split()
            if len(parts) > 1 and noun in parts:
                return figure
    return None


def person_described(page: Page, cast: Cast, first: int, last: int, before: Figure | None) -> Figure | None:
    """The person whom a text calls by what he is: "Ida Holm was fined. The mother of two said …".

    Args:
        page: The page.
        cast: Everybody whom it names.
        first: The article.
        last: The noun.
        before: Who spoke last.
    """
    if page.lower[last - 1] == "of":  # the mother of two
        last -= 2
    noun = page.lower[last]
    gender = _gender_of(noun)
    if gender is None and noun not in nouns("persons"):
        return None
    if tells_apart(page, first, last) and page.lower[first + 1] != "former":
        return None
    if any(_is_somebody_new(page, number, noun) for number in range(max(0, first - FARTHEST), first)):
        return None
    figure = last_person(cast, first, gender, before)
    if gender is not None or figure is None or figure is before:
        return figure
    acted = any(place < first and subject_score(page, place) for place in figure.places)
    return figure if acted and is_alone(cast, figure, first) else None


def _gender_of(noun: str) -> Gender | None:
    table = words("en")["gender"]
    if noun in table["male_titles"]:
        return "m"
    return "f" if noun in table["female_titles"] else None


def _is_somebody_new(page: Page, number: int, noun: str) -> bool:
    """Whether a noun brings in somebody without a name: "a man was seen"."""
    if page.lower[number] != noun or page.dep[number] in SAID_OF or page.dep[number] == "compound":
        return False
    return page.lower[page.doc[number].left_edge.i] in ARTICLES
