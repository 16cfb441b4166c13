"""Resolves English descriptions from what the page says about people: offices ("the senator"), "the statement", "the analyst".

`descriptions` looks up bodies and people without an office; `naming` knows who spoke before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nlp.names.lexicon import is_city
from nlp.quotes.draft import Draft
from nlp.quotes.english.coreference import Cast, Referent
from nlp.quotes.english.descriptions import (
    OTHERS,
    Firms,
    Holders,
    latest,
    named_with,
    person_described,
    tells_apart,
)
from nlp.quotes.english.page import Page
from nlp.quotes.english.roles import Role
from nlp.quotes.lexicon import collective, nouns, singular, words

SHORT = 2
"""Tokens after the article of a phrase that stands for somebody named; a longer one tells somebody apart."""

APPOSED = 6
"""Tokens after a name in which a comma, an article and the noun stand that it is introduced by."""

ANALYSTS = frozenset({"analyst", "economist", "strategist"})
OF_HOUSE = re.compile(r" (?:of|at|with|from) [A-Z]")
HOUSE = 6
"""Tokens from an analyst's name on in which the house stands."""

TOWNS = frozenset({"city", "town"})
"""After "the" they mean the town that was named last: no land, and no village that no list has."""


@dataclass(slots=True)
class Memory:
    """What the quotations before tell about who speaks next."""

    before: Draft | None = None
    """The quotation before."""
    last: Referent | None = None
    """The named person who spoke last."""
    nameless: dict[str, str] = field(default_factory=dict)
    """How somebody without a name was introduced, by his noun: "a spokeswoman for Mr. Reyes" by "spokeswoman"."""


class Epithets:
    """The offices and kinds by which one page calls people and bodies that it names."""

    def __init__(self, page: Page, cast: Cast, role_of: Callable[[Referent], Role]) -> None:
        self.page = page
        self.cast = cast
        self._offices: dict[str, Holders] = defaultdict(list)
        self._nouns: dict[str, list[int]] = defaultdict(list)
        self._learn_offices(role_of)
        self.firms = Firms(page, cast)
        cast.mention([*self._called_by_office(), *self._called_by_kind()])

    def _learn_offices(self, role_of: Callable[[Referent], Role]) -> None:
        short = words("roles_en")["short"]
        for number, (dep, tag) in enumerate(zip(self.page.dep, self.page.tag, strict=True)):
            if (
                dep == "nsubj"
                and tag == "NN"
                and number
                and self.page.lower[number - 1] in {"the", "that", "this"}
            ):
                self._nouns[self.page.lower[number]].append(number)
        for referent in self.cast.people:
            office = role_of(referent)[0]
            held = set(office.lower().replace("-", " ").split()) if office is not None else set()
            titles = {self.page.lower[place - 1].strip(".") for place in referent.places if place}
            held.update(*(short.get(word, ()) for word in held | titles))
            for word in held:
                self._offices[word].extend((place, referent) for place in referent.places)
        for holders in self._offices.values():
            holders.sort(key=lambda entry: entry[0])

    def _called_by_office(self) -> Iterator[tuple[int, Referent]]:
        """Subjects that are named by their office only: "the senator, who is seeking a third term, appeared …"."""
        for word, holders in self._offices.items():
            for token in self._nouns.get(word, []):
                referent = latest(holders, token)
                if referent is not None:
                    yield token, referent

    def _called_by_kind(self) -> Iterator[tuple[int, Referent]]:
        """Subjects named by their kind: "The airline apologised. “We are sorry,” it said."."""
        firms = nouns("firms")
        for word, tokens in self._nouns.items():
            for token in tokens if word in firms and word not in OTHERS else ():
                referent = self.firms.called(word, token)
                if referent is not None:
                    yield token, referent

    def meant(self, draft: Draft, first: int, last: int, memory: Memory) -> Referent | None:
        """Return who a noun refers to: a name after it, the holder of an office, a firm, the issuer of a statement."""
        doc = self.page.doc
        named = last + 2
        if named < len(doc) and self.page.lower[last + 1] in {"named", "called"} and named in self.cast.at:
            return self.cast.at[named]
        one = self.page.tag[last] == "NN" or (self.page.tag[last] == "NNP" and doc[last].is_lower)
        noun = singular(self.page.lower[last]) if one else ""
        if noun in collective() | nouns("trades") and draft.phrase is not None:
            behind = self.cast.named_inside(last + 1, self.page.token_at(draft.phrase[1] - 1))
            if behind and not behind[0].person and self.page.written[last + 1] == ",":
                return behind[0]
        if self.page.lower[first] not in {"the", "that", "this"}:
            headline = self.page.block_of[first] == 0 and noun and self.page.dep[first] != "det"
            return self._introduced_as(noun, last) if headline else None
        between = doc[first + 1 : last]
        seated = "based" in {token.lower_ for token in between} or all(
            token.ent_type_ == "NORP" for token in between
        )  # "the Norfolk-based bank", "the Japanese carmaker"
        if noun in nouns("firms") and seated:
            return self.firms.called(noun, first)
        if noun in TOWNS and first + 1 == last:
            return latest([one for one in self.firms.of_kind("GPE") if is_city(one[1].name)], first)
        holder = self._holder(draft, noun, first, memory) if last - first <= SHORT else None
        return holder or self._epithet(noun, first, last, memory)

    def _epithet(self, noun: str, first: int, last: int, memory: Memory) -> Referent | None:
        """Return who a description without an office refers to: a name with that noun in it, a firm, a person."""
        page = self.page
        if (
            noun in collective()
            and first + 1 == last
            and (referent := named_with(page, self.cast, noun, first) or self.firms.introduced(noun, first))
        ):
            return referent
        if noun in nouns("firms") | nouns("trades") and not tells_apart(page, first, last):
            news = "news" in page.lower[first:last]
            return self.firms.called("newspaper" if news else noun, first)
        if " ".join(page.lower[first : last + 1]) in memory.nameless or noun in memory.nameless:
            return None
        return person_described(page, self.cast, first, last, memory.last) or self._still(
            noun, first, last, memory
        )

    def _still(self, noun: str, first: int, last: int, memory: Memory) -> Referent | None:
        """Return the last speaker if "the analyst" fits: "Ada Moss of Corvo Bank said so. The analyst added …"."""
        referent, page, before = memory.last, self.page, memory.before
        if referent is None or not referent.person or before is None or noun not in ANALYSTS:
            return None
        near = page.block_of[first] - page.block_of[page.token_at(before.span[0])] <= 1
        introduced = " ".join(page.written[referent.places[0] : referent.places[0] + HOUSE])
        return referent if first + 1 == last and near and OF_HOUSE.search(introduced) else None

    def _introduced_as(self, noun: str, after: int) -> Referent | None:
        """Return the person a headline describes before the text names them: "Local woman claims …", then "Ida Holm, a local woman,"."""
        doc = self.page.doc
        for place, referent in self.cast.places:
            comma = place
            while comma < len(doc) and self.cast.at.get(comma) is referent:
                comma += 1
            phrase = [token.lower_ for token in doc[comma : comma + APPOSED]]
            if referent.person and place > after and phrase[1:2] in (["a"], ["an"]) and noun in phrase:
                return referent
        return None

    def _holder(self, draft: Draft, noun: str, first: int, memory: Memory) -> Referent | None:
        """Return who issued the statement, or holds the office."""
        return (
            self._issuer(draft, noun, memory)
            if noun in nouns("issued")
            else latest(self._offices.get(noun, []), first)
        )

    def _issuer(self, draft: Draft, noun: str, memory: Memory) -> Referent | None:
        """Return the issuer of "the statement": the last speaker, if that sentence mentioned one."""
        before = memory.before
        if before is None or before.sentence is None or memory.last is None:
            return None
        told = noun in self.page.text[slice(*before.sentence)].lower().split()
        near = (
            self.page.block_of[self.page.token_at(draft.span[0])]
            - self.page.block_of[self.page.token_at(before.sentence[0])]
        )
        return memory.last if told and near <= 1 else None
