"""Resolves English descriptions: "the company", "the ministry", "the soap maker", "the mother of two". Leaves offices to epithets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from nlp.quotes.english.antecedents import last_person, subject_score
from nlp.quotes.english.coreference import Cast, Referent
from nlp.quotes.english.page import Page
from nlp.quotes.english.people import Gender
from nlp.quotes.lexicon import nouns, words

OTHERS = {
    "regulator": "REGULATOR", "newspaper": "MEDIA", "network": "MEDIA", "outlet": "MEDIA",
    "magazine": "MEDIA", "broadcaster": "MEDIA", "agency": "", "campaign": "", "supplier": "",
}  # fmt: skip
"""Bodies that no firm is which is only named before, with the label of the names that they may mean: "the regulator said"."""

Holders = list[tuple[int, Referent]]
"""Tokens at which somebody is named, in order, and who."""


class Firms:
    """The firms and bodies a page names. Those that act rank first: "the company" is seldom one only mentioned."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self._cast = cast
        self._by_noun: dict[str, Holders] = defaultdict(list)
        firms = [
            (place, referent)
            for place, referent in cast.places
            if referent.kind == "ORG"
            and not referent.person
            and page.inside[place] == -1
            and (referent.entity or _kind(referent.name) not in nouns("public"))
            and (place == 0 or page.written[place - 1] != ":")  # (NASDAQ: TARN)
        ]
        for place, referent in firms:
            joined = place > 1 and page.lower[place - 1] in {",", "the"}
            if joined or (place and page.pos[place - 1] == "NOUN"):
                self._by_noun[page.lower[place - 1 - joined]].append((place, referent))
        self._all = firms
        self._acting = [(place, referent) for place, referent in firms if subject_score(page, place)]

    def called(self, noun: str, place: int) -> Referent | None:
        """The firm or body that "the airline" means at a place: the last that was introduced so, that acted, that was named."""
        introduced = self.introduced(noun, place)
        if introduced is not None or noun in OTHERS:
            return introduced or latest(self.of_kind(OTHERS[noun]), place)
        watched = [one for one in self._all if one[1].entity]
        return latest(self._acting, place) or latest(watched, place) or latest(self._all, place)

    def introduced(self, noun: str, place: int) -> Referent | None:
        """The last that was named right after a noun: "the airline, Tarn Air", "the carmaker Corvo", "their union the TWU"."""
        return latest(self._by_noun.get(noun, []), place)

    def of_kind(self, kind: str) -> Holders:
        """Where names of a label stand."""
        return [(place, referent) for place, referent in self._cast.places if referent.kind == kind]

    def one_acts(self, after: int, before: int) -> bool:
        """Whether a firm is the subject of something between two tokens."""
        index = bisect_left(self._acting, after + 1, key=lambda entry: entry[0])
        return any(place < before for place, _ in self._acting[index : index + 1])


def _kind(name: str) -> str:
    """Return the word of a body's name that tells its kind: "department" of "the Department of Health"."""
    return _BEHIND_KIND.split(name.lower(), maxsplit=1)[0].rsplit(maxsplit=1)[-1]


_BEHIND_KIND = re.compile(r" (?:of|for) ")


def latest(holders: Holders, token: int) -> Referent | None:
    """Who is named last before a token."""
    index = bisect_left(holders, token, key=lambda entry: entry[0]) - 1
    return holders[index][1] if index >= 0 else None


FARTHEST = 1500
"""Tokens over which a text looks back for whom a description means."""

ARTICLES = frozenset({"a", "an", "one", "another"})
SAID_OF = frozenset({"appos", "attr"})
"""How a noun hangs that only tells what somebody is who has a name: "Moss, a teacher"."""


def tells_apart(page: Page, first: int, last: int) -> bool:
    """Return whether a modifier sets a noun apart from whoever was named: "the rival carmaker", "the Tarn unit"."""
    return any(
        page.lower[number] in nouns("apart") or page.doc[number].ent_type_ in {"ORG", "PERSON", "MEDIA"}
        for number in range(first + 1, last)
    )


def named_with(page: Page, cast: Cast, noun: str, place: int) -> Referent | None:
    """Return the last body with the noun in its name: "the ministry" after "the Finance Ministry"."""
    begin, end = bisect_left(cast.tokens, place - FARTHEST), bisect_left(cast.tokens, place)
    for start, referent in reversed(cast.places[begin:end]):
        if not referent.person and page.inside[start] == -1:
            parts = referent.name.lower().split()
            if len(parts) > 1 and noun in parts:
                return referent
    return None


def person_described(
    page: Page, cast: Cast, first: int, last: int, before: Referent | None
) -> Referent | None:
    """Return the person meant by a description from its article to its noun: "Ida Holm was fined. The mother of two said …"."""
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
    referent = last_person(cast, first, gender, before)
    return referent if gender is not None or referent is before else None


def _gender_of(noun: str) -> Gender | None:
    table = words("en")["gender"]
    if noun in table["male_titles"]:
        return "m"
    return "f" if noun in table["female_titles"] else None


def _is_somebody_new(page: Page, number: int, noun: str) -> bool:
    """Return whether a noun introduces somebody without a name: "a man was seen"."""
    if page.lower[number] != noun or page.dep[number] in SAID_OF or page.dep[number] == "compound":
        return False
    return page.lower[page.doc[number].left_edge.i] in ARTICLES
