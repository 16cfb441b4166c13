"""The watch list indexed for linking: which companies an entity stands for, and which words are only its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from records import Company, Person, Watchlist
from stories.text.interning import interned
from stories.text.script import simplified
from stories.text.tokens import LETTER

_LEGAL_FORM = re.compile(
    r",? (?:inc|corp|corporation|co|company|ltd|limited|plc|llc|ag|sa|se|nv|gmbh|oyj|ab|asa|group|holdings?)\.?$"
    r"|(?:(?:控股|集团|股份)*(?:有限责任公司|有限公司|公司)|控股|集团)$"
)
"""Legal forms that may follow a listed name: "Veldt Motors Inc." is Veldt Motors."""

_WORD = re.compile(r"\w+")

_OFFICES = re.compile(r",|、|/|&| and |兼")
"""Separators between several offices of one person."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A watch list with its look-up tables."""

    watchlist: Watchlist
    company_ids: frozenset[str] = field(init=False)
    brands: frozenset[str] = field(init=False)
    """Folded brands. Unlike a company's name, a brand tells what a story is about."""

    _folded: frozenset[str] = field(init=False)
    _called: dict[str, str] = field(init=False)
    _openings: frozenset[str] = field(init=False)
    """The first words of these names."""
    _dense: dict[str, str] = field(init=False)
    _pattern: re.Pattern[str] = field(init=False)
    _branded: tuple[tuple[str, str], ...] = field(init=False)
    names: tuple[tuple[str, str], ...] = field(init=False)
    """Every name and alias, folded, with its entity."""

    def __post_init__(self) -> None:
        companies = self.watchlist.companies
        object.__setattr__(self, "company_ids", frozenset(company.id for company in companies))
        brands = {
            brand.casefold()
            for company in companies
            for brand in company.brands
            if not any(name in brand for name in (company.name, *company.aliases))
        }
        object.__setattr__(self, "brands", frozenset(brands))
        entries: tuple[Company | Person, ...] = (*companies, *self.watchlist.people)
        names = tuple((_fold(name), entry.id) for entry in entries for name in (entry.name, *entry.aliases))
        branded = tuple((brand, company.id) for company in companies for brand in company.brands)
        object.__setattr__(self, "_branded", tuple((_fold(brand), entity) for brand, entity in branded))
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_folded", frozenset(name for name, _ in names))
        spelt = {name: company.id for company in companies for name in (company.name, *company.aliases)}
        object.__setattr__(self, "_called", spelt)
        object.__setattr__(
            self, "_openings", frozenset(_WORD.findall(name)[0] for name in spelt if _WORD.search(name))
        )
        dense = {
            simplified(name): entity
            for name, entity in (*branded, *names)
            if len(name) > 1 and not name.isascii()
        }
        object.__setattr__(self, "_dense", dense)
        ordered = sorted(dense, key=len, reverse=True)
        object.__setattr__(self, "_pattern", re.compile("|".join(map(re.escape, ordered)) or r"(?!)"))

    def entity_named(self, name: str | None) -> str | None:
        """Return the entity with this name or alias, whatever its case or Chinese script, or None."""
        folded = _fold(name or "")
        return next((entity for known, entity in self.names if known == folded), None)

    def companies(self, entity: str | None, day: date | None) -> tuple[str, ...]:
        """Return the companies an entity stands for on a day: itself, or those the person speaks for."""
        if entity is None:
            return ()
        if entity in self.company_ids:
            return (entity,)
        person = self.watchlist.person(entity)
        return person.companies_on(day) if person else ()

    def once_spoke_for(self, entity: str | None, company: str) -> bool:
        """Return whether a person holds or once held an office of a company."""
        person = self.watchlist.person(entity)
        return person is not None and any(role.company == company for role in person.roles)

    def all_companies(self, entities: Iterable[str], day: date | None) -> frozenset[str]:
        """Return the companies of several entities."""
        return interned(frozenset(company for entity in entities for company in self.companies(entity, day)))

    def is_name(self, words: str) -> bool:
        """Return whether the words are a listed name or alias, with or without legal form. Brands do not count."""
        folded = _fold(words)
        return folded in self._folded or _LEGAL_FORM.sub("", folded) in self._folded

    def company_called(self, words: str) -> str | None:
        """Return the company with exactly this name or alias."""
        return self._called.get(words)

    def may_name_company(self, title: str) -> bool:
        """Return whether a title has the first word of any company's name or alias; asked before its grammar is read."""
        return not self._openings.isdisjoint(_WORD.findall(title))

    def company_in_full(self, words: str) -> str | None:
        """Return the same for a name of several words that nobody else bears."""
        return self._called.get(words) if " " in words else None

    def names_in_line(self, line: str) -> tuple[tuple[int, int, str], ...]:
        """Return (start, end, entity) of names in a line without spaces."""
        return tuple(
            (match.start(), match.end(), self._dense[match[0]]) for match in self._pattern.finditer(line)
        )

    def named_in(self, words: str | None, day: date | None) -> frozenset[str]:
        """Return the companies whose name, alias, brand or officer is named in the words: Ford is not in "Stamford Council"."""
        if not words:
            return frozenset()
        folded = _fold(words)
        known = (*self.names, *self._branded)
        return self.all_companies(
            (entity for name, entity in known if name in folded and _whole(name).search(folded)), day
        )

    def office_holder(self, company: str | None, office: str, day: date) -> str | None:
        """Return the one person whose listed title on a day is this office of a company; None if nobody or several."""
        wanted = _fold(office).strip(" '’s的")
        holders = {
            person.id
            for person in self.watchlist.people
            for role in person.roles
            if role.company == company
            and role.held_on(day)
            and wanted in (part.strip() for part in _OFFICES.split(_fold(role.title)))
        }
        return min(holders) if wanted and len(holders) == 1 else None

    def name_of(self, entity: str) -> str:
        """Return the display name of an entity, or its id if it is not listed."""
        entry = self.watchlist.company(entity) or self.watchlist.person(entity)
        return entry.name if entry else entity


@lru_cache(maxsize=10_000)
def _whole(name: str) -> re.Pattern[str]:
    """Return a name as a pattern that finds it as a word, in a script that sets spaces between words."""
    before = rf"(?<!{LETTER})" if _LETTER.match(name[0]) else ""
    behind = rf"(?!{LETTER})" if _LETTER.match(name[-1]) else ""
    return re.compile(f"{before}{re.escape(name)}{behind}")


_LETTER = re.compile(LETTER)


def _fold(words: str) -> str:
    """Fold what does not distinguish names: case and Chinese script."""
    return simplified(words).casefold()
