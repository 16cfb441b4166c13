"""Which firm or body of an English page "the company", "the airline" or "the regulator" means. Leaves persons to others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from nlp.quotes.antecedents import subject_score
from nlp.quotes.coreference import Cast, Figure
from nlp.quotes.page import Page
from nlp.quotes.somebody import nouns

OTHERS = {
    "regulator": "REGULATOR",
    "newspaper": "MEDIA",
    "network": "MEDIA",
    "outlet": "MEDIA",
    "magazine": "MEDIA",
    "broadcaster": "MEDIA",
    "agency": "",
    "campaign": "",
    "supplier": "",
}
"""Bodies that no firm is which is only named before, with the label of the names that they may mean: "the regulator said"."""

Holders = list[tuple[int, Figure]]
"""Tokens at which somebody is named, in order, and who."""


class Firms:
    """The firms and bodies that a page names; those that act come first, for "the company" is seldom one only mentioned."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self._cast = cast
        self._by_noun: dict[str, Holders] = defaultdict(list)
        firms = [
            (place, figure)
            for place, figure in cast.places
            if figure.kind == "ORG"
            and not figure.person
            and page.inside[place] == -1
            and figure.name.lower() not in nouns("bodies")
            and figure.name.rsplit(maxsplit=1)[-1].lower() not in nouns("public")
            and (place == 0 or page.written[place - 1] != ":")  # (NASDAQ: TARN)
        ]
        for place, figure in firms:
            joined = place > 1 and page.lower[place - 1] in {",", "the"}
            if joined or (place and page.pos[place - 1] == "NOUN"):
                self._by_noun[page.lower[place - 1 - joined]].append((place, figure))
        self._all = firms
        self._acting = [(place, figure) for place, figure in firms if subject_score(page, place)]

    def called(self, noun: str, place: int) -> Figure | None:
        """The firm or body that "the airline" means at a place: the last that was introduced so, that acted, that was named."""
        introduced = self.introduced(noun, place)
        if introduced is not None or noun in OTHERS:
            return introduced or latest(self.of_kind(OTHERS[noun]), place)
        watched = [one for one in self._all if one[1].entity]
        return latest(self._acting, place) or latest(watched, place) or latest(self._all, place)

    def introduced(self, noun: str, place: int) -> Figure | None:
        """The last that was named right behind a noun: "the airline, Tarn Air", "the carmaker Corvo", "their union the TWU"."""
        return latest(self._by_noun.get(noun, []), place)

    def of_kind(self, kind: str) -> Holders:
        """Where names of a label stand."""
        return [(place, figure) for place, figure in self._cast.places if figure.kind == kind]

    def one_acts(self, after: int, before: int) -> bool:
        """Whether a firm is the subject of something between two tokens."""
        index = bisect_left(self._acting, after + 1, key=lambda entry: entry[0])
        return any(place < before for place, _ in self._acting[index : index + 1])


def latest(holders: Holders, token: int) -> Figure | None:
    """Who is named last before a token."""
    index = bisect_left(holders, token, key=lambda entry: entry[0]) - 1
    return holders[index][1] if index >= 0 else None
