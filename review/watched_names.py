"""Names of the watch list for people and for SQL: entity ids to names, sides and companies. config reads the file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from records import Company, Person, Watchlist

REMEMBERED = 4096
"""Answers that a connection keeps: a query asks the same of thousands of rows."""


@dataclass(frozen=True, slots=True)
class Watching:
    """The watch list as pages and queries ask for it."""

    watchlist: Watchlist

    def name(self, entity: str | None) -> str | None:
        """The name behind an id; the id itself where the list knows it no longer."""
        found = self._entry(entity)
        return found.name if found else entity

    def side(self, entity: str | None) -> str | None:
        """own, peer or other: of a company, or of the company that a person speaks for; None where unknown."""
        company = self.watchlist.company(self.company(entity))
        return company.watch if company else None

    def company(self, entity: str | None) -> str | None:
        """The company's id: of the company itself, or of the last company that a person holds or held an office at."""
        if self.watchlist.company(entity):
            return entity
        person = self.watchlist.person(entity)
        roles = person.companies_on(None) if person else ()
        return roles[-1] if roles else None

    def role(self, entity: str | None) -> str | None:
        """The title of a person's last office."""
        person = self.watchlist.person(entity)
        return person.roles[-1].title if person and person.roles else None

    def title(self, entity: str | None, written: str | None) -> str | None:
        """The office as a text has it; the list's where the text has none, or has it in another script than the desk."""
        return written if written and written.isascii() else self.role(entity) or written

    def called(self, written: str | None) -> str | None:
        """The list's name for what a text calls somebody, by name or alias; what it does not know stays as written."""
        for entry in self.entries():
            if written in (entry.name, *entry.aliases):
                return entry.name
        return written

    def path(self, entity: str | None) -> str | None:
        """The desk's page of an entity, or None where it has none."""
        if self.watchlist.company(entity):
            return f"/company/{entity}"
        return f"/person/{entity}" if self.watchlist.person(entity) else None

    def people_of(self, company: str) -> tuple[Person, ...]:
        """Everybody who speaks or spoke for a company."""
        return tuple(person for person in self.watchlist.people if company in person.companies_on(None))

    def own(self) -> tuple[Company, ...]:
        """The team's own companies."""
        return tuple(company for company in self.watchlist.companies if company.watch == "own")

    def entries(self) -> tuple[Company | Person, ...]:
        """Everybody on the list, companies first."""
        return (*self.watchlist.companies, *self.watchlist.people)

    def _entry(self, entity: str | None) -> Company | Person | None:
        return self.watchlist.company(entity) or self.watchlist.person(entity)


def register(conn: sqlite3.Connection, watching: Watching) -> None:
    """Give a connection the functions that the named queries use: entity_name, entity_side, entity_company."""
    for name, function in (
        ("entity_name", watching.name),
        ("entity_side", watching.side),
        ("entity_company", watching.company),
    ):
        conn.create_function(name, 1, lru_cache(REMEMBERED)(function), deterministic=True)
