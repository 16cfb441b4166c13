"""Resolves English speakers to names, draft by draft, and remembers who spoke last.

`antecedents` resolves pronouns, `epithets` descriptions such as "the senator" and "the company".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.quotes.draft import Draft
from nlp.quotes.english.antecedents import PRONOUNS, last_person, stands_for, subject_score
from nlp.quotes.english.coreference import Cast, Referent
from nlp.quotes.english.descriptions import ARTICLES, tells_apart
from nlp.quotes.english.epithets import Epithets, Memory
from nlp.quotes.english.page import POSSESSIVES, Page
from nlp.quotes.english.roles import Role, introduced, introduction
from nlp.quotes.lexicon import collective, is_somebody, nouns, singular


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
        self._memory = Memory()
        self._firm: Referent | None = None
        self._somebody: str | None = None
        self._body: str | None = None
        self._guessed = False
        self._epithets = Epithets(page, self.cast, self.role)

    def role(self, referent: Referent) -> Role:
        """The office in which the text introduces somebody."""
        if referent.name not in self.roles:
            self.roles[referent.name] = introduced(self.page, referent.places)
        return self.roles[referent.name]

    def firm_of(self, draft: Draft, referent: Referent | None, office: str) -> str | None:
        """The firm whose office somebody holds who is introduced by its kind: "company spokesman Ada Moss", "the airline's chief"."""
        page = self.page
        spans = [] if draft.phrase is None else [draft.phrase]
        if referent is not None and referent.person:
            spans += [introduction(page, *self._whole_name(place)) for place in referent.places[:2]]
        kinds = nouns("firms") | nouns("trades")
        for start, end in spans:
            first, last = page.token_at(start), page.token_at(end - 1)
            for number in range(first, last):
                if page.lower[number] not in kinds or not self._owns(number, office):
                    continue
                if not tells_apart(page, max(first, number - 1) - 1, number):
                    firm = self._epithets.firms.called(page.lower[number], number)
                    return firm.name if firm else None
        return None

    def _owns(self, number: int, office: str) -> bool:
        """Whether an office follows a noun at once or after a field: "the airline's finance director"."""
        held = office.lower().split()[0]
        behind = number + 1 + (self.page.lower[number + 1] in POSSESSIVES)
        for place in range(behind, min(behind + 3, len(self.page.doc))):
            if self.page.lower[place] == held:
                return True
            if self.page.pos[place] not in {"ADJ", "NOUN", "PROPN"}:
                return False
        return False

    def _whole_name(self, place: int) -> tuple[int, int]:
        """The first and last token of the name that begins at a token."""
        end = place
        while end + 1 < len(self.page.doc) and self.page.doc[end + 1].ent_iob == 1:
            end += 1
        return place, end

    def of(self, draft: Draft) -> Speaker:
        """The speaker of the next draft."""
        if self._is_still_the_body(draft):
            self._memory.before = draft
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
            self._memory.last, self._somebody = found.referent, None
            if not found.referent.person:
                self._firm = found.referent
        self._body = name if found.referent is None and name is not None and _is_body(name) else None
        self._memory.before = draft
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
        if found.referent is self._memory.last and self._memory.before is not None:
            since, near = (self._memory.before.speaker or self._memory.before.span)[1], not self._guessed
        named = [
            one
            for place, one in self.cast.between(page.token_at(since), token - 1)
            if page.inside[place] == -1
        ]
        near = near and (found.referent is self._memory.last or found.referent in named)
        gender = found.referent.gender
        rivals = (one for one in named if one.person and found.referent.person and one is not found.referent)
        return found.referent in spoken or not near or any(one.gender in {None, gender} for one in rivals)

    def _is_still_the_body(self, draft: Draft) -> bool:
        """Whether "it" speaks on where a body without a name spoke last: "The agency said so. None was hurt, it said.".

        In the next paragraph, too, unless somebody else acts between: "The account took it down. “I was wrong,” it wrote.".
        """
        if self._body is None or self._memory.before is None or draft.speaker is None:
            return False
        page = self.page
        here, before = (page.token_at(one.span[0]) for one in (draft, self._memory.before))
        if (
            page.text[slice(*draft.speaker)].lower() != "it"
            or page.block_of[here] > page.block_of[before] + 1
        ):
            return False
        told = page.token_at(self._memory.before.span[1] - 1)
        return page.block_of[here] == page.block_of[before] or not self._epithets.firms.one_acts(told, here)

    def _again(self, name: str) -> str:
        """The longer name that somebody had before: "A spokeswoman for Mr. Reyes" for "the spokeswoman"."""
        article, _, noun = name.lower().partition(" ")
        if article == "the" and noun in self._memory.nameless:
            return self._memory.nameless[noun]
        head = name.split()[1].lower() if " " in name else ""
        if article in {"a", "an", "one"} and is_somebody(" ".join(name.split()[:2])):
            self._memory.nameless[head] = name
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
        if written.lower() == "it" and (document := self._document_before(first)):
            return Speaker(None, document)
        place = None
        if written.lower() in PRONOUNS:
            others = self._spoken_of(draft)
            plural = PRONOUNS[written.lower()] in {"it", "they"}
            referent = stands_for(cast, first, self._firm if plural else self._memory.last, others)
        elif self._is_name(first, final):
            referent = cast.named_in(first, final)
            if self._is_one_of_a_people(first, final):
                one = last_person(cast, first, None, self._memory.last)
                return Speaker(one or referent, one.name if one else written)
            place = first, final
        elif (begin := self._apposed(first, final)) is not None:
            referent, place = cast.at[final], (begin, final)
        else:
            referent = self._epithets.meant(draft, first, final, self._memory) or cast.known_as(
                written, first
            )
        return Speaker(referent, referent.name if referent else written, place)

    def _apposed(self, first: int, final: int) -> int | None:
        """Return where the person's name begins that ends a phrase after a comma: "a spokesman for Tarn, Ada Moss"."""
        referent = self.cast.at.get(final)
        begin = final
        while begin > first and self.cast.at.get(begin - 1) is referent:
            begin -= 1
        named = referent is not None and referent.person and begin > first
        return begin if named and self.page.written[begin - 1] == "," else None

    def _document_before(self, pronoun: int) -> str | None:
        """Return the document that "it" means: one that acts in the paragraph, or stands there before any body does.

        "Her complaint says so. She was told to go, it says.", "In a report of ten pages it shows how, it says."
        """
        page = self.page
        begin = page.blocks[page.block_of[pronoun]][0]
        found = list(_document().finditer(page.text, begin, page.doc[pronoun].idx))
        if not found:
            return None
        noun, first = (page.token_at(char) for char in (found[-1].end() - 1, begin))
        acts = page.dep[noun] in {"nsubj", "nsubjpass"}
        since = noun if acts else first
        bodies = (
            place
            for place, referent in self.cast.between(since, pronoun - 1)
            if not referent.person and page.inside[place] == -1 and subject_score(page, place)
        )
        return None if page.inside[noun] != -1 or next(bodies, None) is not None else found[-1][0]

    def _is_still_somebody(self, pronoun: int) -> bool:
        """Whether the nameless person who spoke last in a paragraph speaks on: "A spokesman said so. “…,” he added."."""
        introduced = self._somebody is not None and self._somebody.split()[0].lower() in ARTICLES
        if not introduced or self._memory.before is None or self._memory.before.speaker is None:
            return False
        spoke = self.page.token_at(self._memory.before.speaker[0])
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
        return [
            referent for referent in self.cast.named_inside(first, last) if referent is not self._memory.last
        ]

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


@cache
def _document() -> re.Pattern[str]:
    """What a text, and no body, is called: "Her complaint", "a report"."""
    return re.compile(
        rf"\b(?:an?|the|this|its|her|his|their|[A-Z][\w-]+['’]s) (?:[\w-]+ )?(?:{'|'.join(sorted(nouns('written')))})\b",
        re.IGNORECASE,
    )
