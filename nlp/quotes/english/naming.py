"""Resolves English speakers to names: pronouns, offices, "the company", "the statement"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.names.lexicon import is_city
from nlp.quotes.draft import Draft
from nlp.quotes.english.antecedents import PRONOUNS, last_person, stands_for
from nlp.quotes.english.coreference import Cast, Referent
from nlp.quotes.english.descriptions import (
    ARTICLES,
    OTHERS,
    Firms,
    Holders,
    latest,
    named_with,
    person_described,
    tells_apart,
)
from nlp.quotes.english.page import Page
from nlp.quotes.english.roles import Role, introduced
from nlp.quotes.lexicon import collective, is_somebody, nouns, singular, words

SHORT = 2
"""Tokens behind the article of a phrase that stands for somebody named; a longer one tells somebody apart."""

APPOSED = 6
"""Tokens behind a name in which a comma, an article and the noun stand that it is introduced by."""

ANALYSTS = frozenset({"analyst", "economist", "strategist"})
OF_HOUSE = re.compile(r" (?:of|at|with|from) [A-Z]")
HOUSE = 6
"""Tokens from an analyst's name on in which the house stands."""

TOWNS = frozenset({"city", "town"})
"""After "the" they mean the town that was named last: no land, and no village that no list has."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: whom of the text, under which name, and the tokens that name them here."""

    referent: Referent | None = None
    name: str | None = None
    place: tuple[int, int] | None = None
    guessed: bool = False
    """A pronoun or a description stands for somebody who neither spoke last nor is named in its paragraph."""


class Speakers:
    """Reads the drafts of one page in order; remembers who spoke last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cast = Cast(page)
        self.roles: dict[str, Role] = {}
        self._offices: dict[str, Holders] = defaultdict(list)
        self._nouns: dict[str, list[int]] = defaultdict(list)
        self._last: Referent | None = None
        self._firm: Referent | None = None
        self._somebody: str | None = None
        self._body: str | None = None
        self._before: Draft | None = None
        self._guessed = False
        self._nameless: dict[str, str] = {}
        self._learn_offices()
        self._firms = Firms(page, self.cast)
        self.cast.mention([*self._called_by_office(), *self._called_by_kind()])

    def role(self, referent: Referent) -> Role:
        """The office in which the text introduces somebody."""
        if referent.name not in self.roles:
            self.roles[referent.name] = introduced(self.page, referent.places)
        return self.roles[referent.name]

    def of(self, draft: Draft) -> Speaker:
        """The speaker of the next draft."""
        if self._is_still_the_body(draft):
            self._before = draft
            return Speaker(None, self._body)
        found = self._resolve(draft)
        name = found.name
        if found.referent is None and name is not None and name.lower() in {"he", "she"}:
            name = self._somebody or name
        elif found.referent is None and name is not None and name.lower() not in PRONOUNS:
            name = self._again(name)
            self._somebody = name if is_somebody(name) else None
        if found.referent is not None:
            self._guessed = self._is_guess(draft, found)
            self._last, self._somebody = found.referent, None
            if not found.referent.person:
                self._firm = found.referent
        self._body = name if found.referent is None and name is not None and _is_body(name) else None
        self._before = draft
        return Speaker(found.referent, name, found.place, found.referent is not None and self._guessed)

    def _is_guess(self, draft: Draft, found: Speaker) -> bool:
        """Return whether it is uncertain whom a pronoun or a description means.

        It is where the quoted words name him, where others of that gender were named since he spoke, and where he neither
        spoke last nor stands in the paragraph.
        """
        if found.referent is None or found.place is not None or draft.speaker is None:
            return False
        page, token = self.page, self.page.token_at(draft.speaker[0])
        spoken = self.cast.named_inside(page.token_at(draft.span[0]), page.token_at(draft.span[1] - 1))
        since, near = page.blocks[page.block_of[token]][0], True
        if found.referent is self._last and self._before is not None:
            since, near = (self._before.speaker or self._before.span)[1], not self._guessed
        named = [
            one
            for place, one in self.cast.between(page.token_at(since), token - 1)
            if page.inside[place] == -1
        ]
        near = near and (found.referent is self._last or found.referent in named)
        gender = found.referent.gender
        rivals = (one for one in named if one.person and found.referent.person and one is not found.referent)
        return found.referent in spoken or not near or any(one.gender in {None, gender} for one in rivals)

    def _is_still_the_body(self, draft: Draft) -> bool:
        """Whether "it" speaks on where a body without a name spoke last: "The agency said so. None was hurt, it said.".

        In the next paragraph, too, unless somebody else acts between: "The account took it down. “I was wrong,” it wrote.".
        """
        if self._body is None or self._before is None or draft.speaker is None:
            return False
        page = self.page
        here, before = (page.token_at(one.span[0]) for one in (draft, self._before))
        if (
            page.text[slice(*draft.speaker)].lower() != "it"
            or page.block_of[here] > page.block_of[before] + 1
        ):
            return False
        told = page.token_at(self._before.span[1] - 1)
        return page.block_of[here] == page.block_of[before] or not self._firms.one_acts(told, here)

    def _again(self, name: str) -> str:
        """The longer name that somebody had before: "A spokeswoman for Mr. Reyes" for "the spokeswoman"."""
        article, _, noun = name.lower().partition(" ")
        if article == "the" and noun in self._nameless:
            return self._nameless[noun]
        head = name.split()[1].lower() if " " in name else ""
        if article in {"a", "an", "one"} and is_somebody(" ".join(name.split()[:2])):
            self._nameless[head] = name
        return name

    def _resolve(self, draft: Draft) -> Speaker:
        if draft.speaker is None:
            return Speaker()
        page, cast = self.page, self.cast
        start, end = draft.speaker
        first, final = page.token_at(start), page.token_at(end - 1)
        written = " ".join(page.text[start:end].split())
        if written.lower() in {"he", "she"} and self._is_still_somebody(first):
            return Speaker(None, written)
        if written.lower() in PRONOUNS:
            others = self._spoken_of(draft)
            plural = PRONOUNS[written.lower()] in {"it", "they"}
            referent = stands_for(cast, first, self._firm if plural else self._last, others)
        elif self._is_name(first, final):
            referent = cast.named_in(first, final)
            if self._is_one_of_a_people(first, final):
                one = last_person(cast, first, None, self._last)
                return Speaker(one or referent, one.name if one else written)
            return Speaker(referent, referent.name if referent else written, (first, final))
        else:
            referent = self._described(draft, first, final) or cast.known_as(written, first)
        return Speaker(referent, referent.name if referent else written)

    def _is_still_somebody(self, pronoun: int) -> bool:
        """Whether the nameless person who spoke last in a paragraph speaks on: "A spokesman said so. “…,” he added."."""
        introduced = self._somebody is not None and self._somebody.split()[0].lower() in ARTICLES
        if not introduced or self._before is None or self._before.speaker is None:
            return False
        spoke = self.page.token_at(self._before.speaker[0])
        return self.page.block_of[spoke] == self.page.block_of[pronoun] and not any(
            place > spoke and referent.person and self.page.inside[place] == -1
            for place, referent in self.cast.between(spoke, pronoun)
        )

    def _is_one_of_a_people(self, first: int, final: int) -> bool:
        """Whether a person who was named is called by his people: "the Spaniard said"."""
        referent, noun = self.cast.at.get(final), self.page.lower[final]
        people = referent is not None and referent.kind == "NORP" and self.page.written[final][0].isupper()
        people = people and not noun.endswith(("s", "se", "sh", "ch"))
        alone = first in {final, final - 1} and self.page.lower[max(final - 1, 0)] == "the"
        return alone and (people or noun in nouns("natives"))

    def _spoken_of(self, draft: Draft) -> list[Referent]:
        """Return everybody named in the content; they are seldom the speaker, unless they spoke before."""
        first, last = (self.page.token_at(char) for char in (draft.span[0], draft.span[1] - 1))
        return [referent for referent in self.cast.named_inside(first, last) if referent is not self._last]

    def _described(self, draft: Draft, first: int, last: int) -> Referent | None:
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
            return self._firms.called(noun, first)
        if noun in TOWNS and first + 1 == last:
            return latest([one for one in self._firms.of_kind("GPE") if is_city(one[1].name)], first)
        holder = self._holder(draft, noun, first) if last - first <= SHORT else None
        return holder or self._epithet(noun, first, last)

    def _epithet(self, noun: str, first: int, last: int) -> Referent | None:
        """Return who a description without an office refers to: a name with that noun in it, a firm, a person."""
        page = self.page
        if (
            noun in collective()
            and first + 1 == last
            and (referent := named_with(page, self.cast, noun, first) or self._firms.introduced(noun, first))
        ):
            return referent
        if noun in nouns("firms") | nouns("trades") and not tells_apart(page, first, last):
            news = "news" in page.lower[first:last]
            return self._near(self._firms.called("newspaper" if news else noun, first), first)
        if " ".join(page.lower[first : last + 1]) in self._nameless or noun in self._nameless:
            return None
        return person_described(page, self.cast, first, last, self._last) or self._still(noun, first, last)

    def _near(self, referent: Referent | None, token: int) -> Referent | None:
        """Return a referent if it is named in the paragraph of a token or the one before."""
        here = self.page.block_of[token]
        if referent is None or not any(
            place < token and here - self.page.block_of[place] <= 1 for place in referent.places
        ):
            return None
        return referent

    def _still(self, noun: str, first: int, last: int) -> Referent | None:
        """Return the last speaker if "the analyst" fits: "Ada Moss of Corvo Bank said so. The analyst added …"."""
        referent, page = self._last, self.page
        if referent is None or not referent.person or self._before is None or noun not in ANALYSTS:
            return None
        near = page.block_of[first] - page.block_of[page.token_at(self._before.span[0])] <= 1
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
            if (
                referent.person
                and place > after
                and phrase[:1] == [","]
                and phrase[1:2] in (["a"], ["an"])
                and noun in phrase
            ):
                return referent
        return None

    def _holder(self, draft: Draft, noun: str, first: int) -> Referent | None:
        """Return who issued the statement, or holds the office."""
        return (
            self._issuer(draft, noun)
            if noun in nouns("issued")
            else latest(self._offices.get(noun, []), first)
        )

    def _issuer(self, draft: Draft, noun: str) -> Referent | None:
        """Return the issuer of "the statement": the last speaker, if that sentence mentioned one."""
        before = self._before
        if before is None or before.sentence is None or self._last is None:
            return None
        told = noun in self.page.text[slice(*before.sentence)].lower().split()
        near = (
            self.page.block_of[self.page.token_at(draft.span[0])]
            - self.page.block_of[self.page.token_at(before.sentence[0])]
        )
        return self._last if told and near <= 1 else None

    def _learn_offices(self) -> None:
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
            office = self.role(referent)[0]
            held = set(office.lower().replace("-", " ").split()) if office is not None else set()
            for place in referent.places:
                title = self.page.lower[place - 1].strip(".") if place else ""
                held.update(short.get(title, ()))
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
        """Subjects that are named by what they are: "The airline apologised. “We are sorry,” it said."."""
        firms = nouns("firms")
        for word, tokens in self._nouns.items():
            for token in tokens if word in firms and word not in OTHERS else ():
                referent = self._firms.called(word, token)
                if referent is not None:
                    yield token, referent

    def _is_name(self, first: int, last: int) -> bool:
        """Whether a phrase is a name and no more than an article."""
        return all(
            number in self.cast.at or self.page.lower[number] in {"the", "'s", "’s"}
            for number in range(first, last + 1)
        )


def _is_body(name: str) -> bool:
    """Whether a phrase ends with what a body is called: "the food safety agency", "their union"."""
    noun = singular(name.rsplit(maxsplit=1)[-1].lower()) if name.strip() else ""
    return noun in collective() or noun in nouns("bodies")
