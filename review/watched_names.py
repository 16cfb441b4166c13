"""The watch list for pages and SQL: entity ids to names, sides and companies. config reads the file."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from records import Company, Person, Role, Watchlist

REMEMBERED = 4096
"""Results cached per connection, since a query asks the same for thousands of rows."""


@dataclass(frozen=True, slots=True)
class Watching:
    """The watch list with the look-ups of pages and queries."""

    watchlist: Watchlist

    def name(self, entity: str | None) -> str | None:
        """Return the name of an id; the id itself if it is not listed any more."""
        found = self._entry(entity)
        return found.name if found else entity

    def side(self, entity: str | None) -> str | None:
        """Return own, peer or other, of a company or of the company a person speaks for; None if unknown."""
        company = self.watchlist.company(self.company(entity))
        return company.watch if company else None

    def company(self, entity: str | None, at: str | None = None) -> str | None:
        """Return the company's id; for a person, of the company they hold an office at; None if they hold none.

        Args:
            entity: id of a company or a person.
            at: a stored time, on whose day the office is held; None: any day, past ones too.
        """
        if self.watchlist.company(entity):
            return entity
        roles = self._roles(entity, at)
        return roles[-1].company if roles else None

    def spoken_for(self, role: str | None, organisation: str | None) -> str | None:
        """Return the company for which somebody who is not listed speaks, by office and employer as a text gives them."""
        office, employer = (role or "").casefold(), (organisation or "").casefold()
        words = _speaking()
        if not any(word in office for word in words["offices"]) or any(
            office.startswith(word) for word in words["former"]
        ):
            return None
        return next(
            (
                company.id
                for company in self.watchlist.companies
                if employer in (name.casefold() for name in (company.name, *company.aliases))
            ),
            None,
        )

    def title(self, entity: str | None, written: str | None, at: str | None = None) -> str | None:
        """Return the office as the text words it; the list's title, or a translation, if the text has none or another script.

        Args:
            entity: id of a person, or anything else.
            written: the office in the text.
            at: as in `company`.
        """
        if written and written.isascii():
            return written
        roles = self._roles(entity, at)
        return roles[-1].title if roles else written and _in_english(written)

    def _roles(self, entity: str | None, at: str | None) -> tuple[Role, ...]:
        """Return the offices of a person in the order of the list."""
        person = self.watchlist.person(entity)
        day = date.fromisoformat(at[:10]) if at else None
        return tuple(role for role in person.roles if day is None or role.held_on(day)) if person else ()

    def speaker(self, entity: str | None, written: str | None) -> str | None:
        """Return a speaker's listed name, else the name in the text; an office instead of a name in English: "spokesperson"."""
        return self.name(entity) or (written and _in_english(written))

    def called(self, written: str | None) -> str | None:
        """Return the listed name for a name or alias in a text, and its company before a Chinese brand; another name unchanged."""
        for entry in self.entries():
            if written in (entry.name, *entry.aliases):
                return entry.name
        makers = (company for company in self.watchlist.companies if written in company.brands)
        maker = None if written is None or written.isascii() else next(makers, None)
        return f"{maker.name} ({written})" if maker else written

    def introduced(self, company: str | None, headline: str) -> str:
        """Return a headline with its company in front, unless it names the company, a brand or one of its people."""
        listed = self.watchlist.company(company)
        if listed is None:
            return headline
        people = self.people_of(listed.id)
        names = (listed.name, *listed.aliases, *listed.brands)
        spoken = (name for person in people for name in (person.name, *person.aliases))
        named = any(name in headline for name in (*names, *spoken))
        return headline if named else f"{listed.name}: {headline}"

    def path(self, entity: str | None) -> str | None:
        """Return the path of an entity's page, or None."""
        if self.watchlist.company(entity):
            return f"/company/{entity}"
        return f"/person/{entity}" if self.watchlist.person(entity) else None

    def people_of(self, company: str) -> tuple[Person, ...]:
        """Return everyone who speaks or spoke for a company."""
        return tuple(person for person in self.watchlist.people if company in person.companies_on(None))

    def own(self) -> tuple[Company, ...]:
        """Return the team's own companies."""
        return tuple(company for company in self.watchlist.companies if company.watch == "own")

    def entries(self) -> tuple[Company | Person, ...]:
        """Return all entries, companies first."""
        return (*self.watchlist.companies, *self.watchlist.people)

    def _entry(self, entity: str | None) -> Company | Person | None:
        return self.watchlist.company(entity) or self.watchlist.person(entity)


def _in_english(office: str) -> str:
    """Return a Chinese office in English, or unchanged unless all its parts are known: 董事长兼CEO as "chairman and CEO"."""
    if office.isascii():
        return office
    told = [
        part if part.isascii() else _offices()["english"].get(part)
        for part in re.split("[兼暨、及/]", office)
    ]
    return " and ".join(filter(None, told)) if all(told) else office


@cache
def _speaking() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(word.casefold() for word in _offices()[kind]) for kind in ("offices", "former")}


@cache
def _offices() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))


def register(conn: sqlite3.Connection, watching: Watching) -> None:
    """Add the functions of the named queries to a connection: entity_name, entity_side, entity_company, spoken_for."""
    conn.create_function("spoken_for", 2, lru_cache(REMEMBERED)(watching.spoken_for), deterministic=True)
    for name, arguments, function in (
        ("entity_name", 1, watching.name),
        ("entity_side", 1, watching.side),
        ("entity_company", 1, watching.company),
        ("entity_company", 2, watching.company),
    ):
        conn.create_function(name, arguments, lru_cache(REMEMBERED)(function), deterministic=True)
