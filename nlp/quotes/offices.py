"""Resolves "Xiaomi CEO" or 小米总裁 to the holder the text names, else the one on the watch list.

For both languages, records in and records out; what an office is called is data. A phrase with anything beside the firm
and the office ("a former Xiaomi president") stays what it is, and so does an office that two may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Doc

from nlp.chinese.script import HAN, fold
from nlp.context import Context
from nlp.quotes.lexicon import nouns, words
from records import Company, Person, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody whom a text names, with the office and the organisation that it gives."""

    name: str
    entity: str | None
    office: str
    organisation: str | None


def name_holders(
    quotes: Sequence[Quote], named: Iterable[Holder], doc: Doc, context: Context, day: date | None
) -> list[Quote]:
    """Return the quotations, with names for speakers called by a firm's office only.

    Args:
        quotes: The quotations of a text.
        named: Everyone the text introduces by an office.
        doc: Has the names of firms, with their watch-list ids.
        context: Has the watch list.
        day: On which the text was published, for who held an office then.
    """
    offices = [_office_alone(quote) for quote in quotes]
    if not any(offices):
        return list(quotes)
    firms = _Firms(doc)
    holders = list(named)
    return [
        _named(quote, office, holders, firms, context, quote.said_on or day) if office else quote
        for quote, office in zip(quotes, offices, strict=True)
    ]


def _named(
    quote: Quote, office: str, holders: list[Holder], firms: _Firms, context: Context, day: date | None
) -> Quote:
    held = _offices(office)
    here = {
        holder.name: holder
        for holder in holders
        if held & _offices(holder.office) and firms.are_one(quote.organisation, holder.organisation)
    }
    if len(here) == 1:
        holder = next(iter(here.values()))
        return replace(quote, speaker=holder.name, speaker_entity=holder.entity)
    company = context.watchlist.company(firms.entity(quote.organisation))
    if here or company is None:
        return quote
    listed = [person for person in context.watchlist.people if held & _held(person, company, day)]
    if len(listed) != 1:
        return quote
    return replace(quote, speaker=_in_script(listed[0], context.lang), speaker_entity=listed[0].id)


def name_transliterated(quotes: Sequence[Quote], doc: Doc, context: Context, day: date | None) -> list[Quote]:
    """Return the quotations, with ids for speakers whose foreign name is transliterated: 海伦·马什.

    Such a spelling is on no list; the firm and the office tell who it is, where one listed person holds the office on the
    day and the list has no Chinese name for her.
    """
    firms = _Firms(doc)
    return [
        replace(quote, speaker_entity=who)
        if quote.speaker_entity is None
        and "·" in (quote.speaker or "")
        and (who := _officer(quote, firms, context, quote.said_on or day))
        else quote
        for quote in quotes
    ]


def _officer(quote: Quote, firms: _Firms, context: Context, day: date | None) -> str | None:
    entity = firms.entity(quote.organisation) if quote.organisation else firms.only(context)
    company = context.watchlist.company(entity)
    held = _offices(quote.role or "")
    if company is None:
        return None
    listed = [person for person in context.watchlist.people if held & _held(person, company, day)]
    has_chinese_name = any(HAN.search(name) for person in listed for name in (person.name, *person.aliases))
    return listed[0].id if len(listed) == 1 and not has_chinese_name else None


class _Firms:
    """The organisations of a text, looked up by any of their names."""

    def __init__(self, doc: Doc) -> None:
        self._entities = {_bare(span.text): span.id_ for span in doc.ents if span.id_}

    def entity(self, organisation: str | None) -> str | None:
        return self._entities.get(_bare(organisation)) if organisation else None

    def only(self, context: Context) -> str | None:
        """Return the id of the only watched company the text names; None if there are none or several."""
        companies = {entity for entity in self._entities.values() if context.watchlist.company(entity)}
        return min(companies) if len(companies) == 1 else None

    def are_one(self, organisation: str | None, other: str | None) -> bool:
        """Return whether two firms may be the same; an unnamed one may be any."""
        if organisation is None or other is None:
            return True
        if self.entity(organisation) and self.entity(other):
            return self.entity(organisation) == self.entity(other)
        one, also = _bare(organisation), _bare(other)
        return one.startswith(also) or also.startswith(one)


def _office_alone(quote: Quote) -> str | None:
    """The office, where a speaker is called by a firm and an office and nothing else."""
    if quote.speaker is None or quote.role is None or not _offices(quote.role):
        return None
    rest = fold(quote.speaker).casefold().replace(fold(quote.role).casefold(), " ", 1)
    if rest == fold(quote.speaker).casefold():
        return None
    firm = words("offices")["firm"]
    if quote.organisation is not None:
        rest = rest.replace(_bare(quote.organisation), " ", 1)
    left = set(_joins().sub(" ", rest).split())
    unnamed = left & firm["unnamed"]
    return quote.role if left == unnamed and (quote.organisation or unnamed) else None


@cache
def _joins() -> re.Pattern[str]:
    joins = sorted(words("offices")["firm"]["joins"], key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{word}\b" if word.isalpha() and word.isascii() else word for word in joins)
    )


@cache
def _offices(title: str) -> frozenset[str]:
    """Ids of the offices in a title of one or several; none for "vice president"."""
    table, apart = words("offices")["offices"], words("offices")["apart"]
    pieces = re.split(
        "|".join(map(re.escape, sorted(apart["between"], key=len, reverse=True))), fold(title).casefold()
    )
    beside = "|".join(apart["beside"])
    plain = {re.sub(rf"^(?:{beside})", "", piece.strip()) for piece in pieces}
    return frozenset(office for office, wordings in table.items() if plain & wordings)


def _held(person: Person, company: Company, day: date | None) -> frozenset[str]:
    """Return the ids of the offices somebody holds in a company on a day; without a day, now."""
    names = "|".join(re.escape(_bare(name)) for name in (company.name, *company.aliases))
    return frozenset().union(
        *(
            _offices(re.sub(rf"^(?:{names})", "", _bare(role.title)))
            for role in person.roles
            if role.company == company.id and (role.until is None if day is None else role.held_on(day))
        )
    )


def _bare(name: str) -> str:
    """Return a firm's name without case, script variant and possessive."""
    return re.sub(r"['’]s?$", "", fold(" ".join(name.split())).casefold())


def _in_script(person: Person, lang: str) -> str:
    """A person's name as a text of this language writes it."""
    fitting = (name for name in (person.name, *person.aliases) if bool(HAN.search(name)) == (lang == "zh"))
    return next(fitting, person.name)


NEAR = 500
"""Characters before a spokesperson's words in which the firm speaks itself."""


@cache
def _nameless() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:a|an|the|its|another)\s)?(?:company\s)?(?:spokes(?:man|woman|person)|representative)"
        rf"(?:\s(?:for|of|at)\sthe\s(?:{'|'.join(sorted(nouns('firms')))}))?",
        re.IGNORECASE,
    )


def with_firms(quotes: Sequence[Quote], doc: Doc) -> list[Quote]:
    """Return the quotations, with the firm added that a spokesperson named without one speaks for."""
    if not any(_is_without_firm(quote) for quote in quotes):
        return list(quotes)
    firms = {
        place: ent.text
        for ent in doc.ents
        if ent.label_ == "ORG"
        for place in range(ent.start_char, ent.end_char)
    }
    called = set(firms.values())
    found: list[Quote] = []
    for quote in quotes:
        firm = None
        if _is_without_firm(quote):
            before = (
                said.speaker
                if said.speaker in called  # "the bank said"
                else firms.get(said.speaker_start if said.speaker_start is not None else -1)
                for said in reversed(found)
                if quote.start - NEAR <= said.start
            )
            firm = next((name for name in before if name), None)
        found.append(replace(quote, organisation=firm) if firm else quote)
    return found


def _is_without_firm(quote: Quote) -> bool:
    """Return whether a spokesperson without a firm speaks."""
    nameless = quote.organisation is None and quote.speaker and _nameless().fullmatch(quote.speaker)
    return bool(nameless)
