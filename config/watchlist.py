"""Reads and validates the watch list: companies and people, their names, and who speaks for whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import Field, field_validator

from config import short_names
from config.errors import ConfigError, ConfigErrors
from config.toml import Table, line_of, read
from records import Account, Company, Person, Role, Watch, Watchlist


class AccountTable(Table):
    """accounts = [{ platform = "weibo", id = "1749127163" }]."""

    platform: str = Field(min_length=1)
    id: str = Field(min_length=1)


class RoleTable(Table):
    """roles = [{ company = "xiaomi", title = "founder", from = "2010-04-06" }]."""

    company: str
    title: str = Field(min_length=1)
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")


class CompanyTable(Table):
    """A [[company]]."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    watch: Watch = "other"
    ticker: str | None = None
    lei: str | None = None
    wikidata: str | None = None
    cik: str | None = None
    fiscal_year_end: str | None = None
    brands: tuple[str, ...] = ()
    accounts: tuple[AccountTable, ...] = ()

    @field_validator("fiscal_year_end")
    @classmethod
    def _month_and_day(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value):
            raise ValueError(f'write month and day, as "12-31", not {value!r}')
        return value

    @field_validator("lei")
    @classmethod
    def _lei(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Z0-9]{18}\d{2}", value):
            raise ValueError(f"an LEI has 18 letters or digits and 2 check digits, not {value!r}")
        return value

    @field_validator("wikidata")
    @classmethod
    def _wikidata(cls, value: str | None) -> str | None:
        return _wikidata_id(value)


class PersonTable(Table):
    """A [[person]]."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleTable, ...] = ()
    accounts: tuple[AccountTable, ...] = ()
    wikidata: str | None = None

    @field_validator("wikidata")
    @classmethod
    def _wikidata(cls, value: str | None) -> str | None:
        return _wikidata_id(value)


class WatchlistFile(Table):
    """The whole watch list file."""

    company: tuple[CompanyTable, ...] = ()
    person: tuple[PersonTable, ...] = ()


def load(path: Path) -> Watchlist:
    """Read a watch list; who is listed by an official name alone has the everyday name among the aliases: Tesla of "Tesla, Inc.".

    Raises:
        ConfigError, ConfigErrors: with file and line: unknown keys, an id used twice, a role at an unknown company,
            dates in the wrong order, an alias or account that belongs to two entries.
    """
    typed = read(path, WatchlistFile)
    if errors := list(_contradictions(path, typed)):
        raise ConfigErrors(errors)
    everyday = _everyday_names(typed)
    return Watchlist(
        companies=tuple(_company(table, everyday[table.id]) for table in typed.company),
        people=tuple(_person(table, everyday[table.id]) for table in typed.person),
    )


def _everyday_names(typed: WatchlistFile) -> dict[str, tuple[str, ...]]:
    """Everyday names by id that the file does not give; none that two entries would share."""
    found = {
        **{table.id: _short(short_names.of_company, table) for table in typed.company},
        **{table.id: _short(short_names.of_person, table) for table in typed.person},
    }
    entries: list[CompanyTable | PersonTable] = [*typed.company, *typed.person]
    given = {name.casefold() for entry in entries for name in (entry.name, *entry.aliases)}
    given |= {brand.casefold() for company in typed.company for brand in company.brands}
    claimed = Counter(name.casefold() for names in found.values() for name in names)
    return {
        id_: tuple(name for name in names if name.casefold() not in given and claimed[name.casefold()] == 1)
        for id_, names in found.items()
    }


def _short(shorten: Callable[[str], tuple[str, ...]], entry: CompanyTable | PersonTable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(short for name in (entry.name, *entry.aliases) for short in shorten(name)))


def _contradictions(path: Path, typed: WatchlistFile) -> Iterator[ConfigError]:
    text = path.read_text(encoding="utf-8-sig")
    companies = {table.id for table in typed.company}
    owners: dict[tuple[str, str], str] = {}
    sections: tuple[tuple[str, Sequence[CompanyTable | PersonTable]], ...] = (
        ("company", typed.company),
        ("person", typed.person),
    )
    for section, entries in sections:
        for index, entry in enumerate(entries):
            for key, why in (*_taken(entry, f"{section} {index}", owners), *_bad_roles(entry, companies)):
                # Finding the line takes a pass over the file, so it is left to this point.
                yield ConfigError(path, line_of(text, (section, index, key)), why)


def _taken(
    entry: CompanyTable | PersonTable, table: str, owners: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Yield key and reason for each empty id, name, brand or account, and each one that has another owner."""
    brands = entry.brands if isinstance(entry, CompanyTable) else ()
    claims = [
        ("id", entry.id, "id"),
        *(("name", name.casefold(), "aliases") for name in dict.fromkeys((entry.name, *entry.aliases))),
        *(("name", brand.casefold(), "brands") for brand in brands),
        *(("account", f"{account.platform}:{account.id}", "accounts") for account in entry.accounts),
    ]
    for what, value, key in claims:
        if not value.strip():
            yield key, f"an empty {what} in {entry.id!r}; remove it"
        own = table if what == "id" else entry.id
        owner = owners.setdefault((what, value), own)
        if owner == own:
            continue
        if what == "id":
            yield key, f"id {value!r} is used twice; ids must be unique across companies and persons"
        else:
            yield key, f"{what} {value!r} belongs to both {owner!r} and {entry.id!r}; remove it from one"


def _bad_roles(entry: CompanyTable | PersonTable, companies: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield key and reason for each role at an unknown company or with dates in the wrong order."""
    for role in entry.roles if isinstance(entry, PersonTable) else ():
        if role.company not in companies:
            yield "roles", f"role of {entry.id!r} at unknown company {role.company!r}; add the company"
        if role.since and role.until and role.until < role.since:
            yield "roles", f"role of {entry.id!r} ends ({role.until}) before it begins ({role.since})"


def _company(table: CompanyTable, everyday: tuple[str, ...]) -> Company:
    aliases = table.aliases + everyday
    return Company(**{**dict(table), "aliases": aliases, "accounts": _accounts(table.accounts)})


def _person(table: PersonTable, everyday: tuple[str, ...]) -> Person:
    roles, aliases = tuple(Role(**dict(role)) for role in table.roles), table.aliases + everyday
    return Person(
        **{**dict(table), "aliases": aliases, "roles": roles, "accounts": _accounts(table.accounts)}
    )


def _accounts(tables: tuple[AccountTable, ...]) -> tuple[Account, ...]:
    return tuple(Account(platform=table.platform, id=table.id) for table in tables)


def _wikidata_id(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"Q[1-9]\d*", value):
        raise ValueError(f'a Wikidata id looks like "Q1636958", not {value!r}')
    return value
