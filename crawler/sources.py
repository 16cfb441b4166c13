"""Reads and validates the source list. Knows nothing of collecting but the names of the parsers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import cssselect
from pydantic import Field, ValidationError, field_validator, model_validator

from config.errors import ConfigError, ConfigErrors
from config.toml import Table, line_of, read
from crawler import accounts, boards, filings
from records import DocumentKind, Keep, Source, Spider

KIND_OF: dict[Spider, DocumentKind] = {"account": "post", "filings": "filing"}
"""What a spider collects unless the source says otherwise; the others collect articles."""

STARTER = Path(__file__).with_name("sources.toml")
"""The list of public sources shipped with the project."""

SHORTEST_INTERVAL = 60
"""Seconds: no public source is polled more often than once a minute."""


PLATFORMS: Mapping[Spider, Collection[str]] = {
    "board": boards.PLATFORMS,
    "account": accounts.PLATFORMS,
    "filings": filings.PLATFORMS,
}
"""Platforms with a parser, by the spiders that need one."""


class SourceTable(Table):
    """A [[source]]: the fields of records.Source as typed by a person."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    spider: Spider
    url: str
    platform: str | None = None
    account: str | None = None
    lang: str | None = None
    zone: str | None = None
    kind: DocumentKind | None = None
    tier: int = Field(default=2, ge=1, le=3)
    every: int = Field(default=900, ge=SHORTEST_INTERVAL)
    expect: int = Field(default=0, ge=0)
    keep: Keep = "full"
    retain_days: int | None = Field(default=None, ge=1)
    entity: str | None = None
    links: str | None = None
    cookie_env: str | None = None
    allow_private: bool = False

    @field_validator("url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f'write a full web address like "https://example.com/feed.xml", not {value!r}')
        return value

    @field_validator("lang")
    @classmethod
    def _language(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[a-z]{2}", value):
            raise ValueError(f'write a two-letter language code like "en" or "zh", not {value!r}')
        return value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        try:
            ZoneInfo(value or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f'no such time zone: {value!r}; write one like "Asia/Shanghai"') from None
        return value

    @field_validator("links")
    @classmethod
    def _selector(cls, value: str | None) -> str | None:
        try:
            cssselect.parse(value or "a")
        except cssselect.SelectorError as error:
            raise ValueError(f"not a CSS selector: {error}") from None
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.spider in {"board", "account", "filings"} and not self.platform:
            raise ValueError(f'a {self.spider} needs platform = "…", the parser of its replies')
        if self.spider == "account" and not self.account:
            raise ValueError('an account needs account = "…", its id on the platform')
        if self.spider == "listing" and not self.links:
            raise ValueError('a listing needs links = "…", a CSS selector for its links to articles')
        if self.platform == "edgar-facts" and not self.entity:
            raise ValueError(
                'edgar-facts needs entity = "…", the watch-list id of the company whose figures they are'
            )
        return self


class SourceFile(Table):
    """The whole source list file."""

    source: tuple[SourceTable, ...] = ()


def load(path: Path) -> tuple[Source, ...]:
    """Read a source list.

    Raises:
        ConfigError, ConfigErrors: with file and line: unknown keys, wrong values, an id or an address used twice.
    """
    typed = read(path, SourceFile)
    if errors := [*_repetitions(path, typed), *_unread(path, typed)]:
        raise ConfigErrors(errors)
    return tuple(_source(table) for table in typed.source)


def of_record(listed: object) -> Source | None:
    """Return the recorded source of a reply, as listed at that time; None if it is not a valid source."""
    try:
        return _source(SourceTable.model_validate(listed))
    except ValidationError:
        return None


def strangers(path: Path, listed: Iterable[Source], known: Collection[str]) -> Iterator[ConfigError]:
    """Yield an error for each source whose `entity` is not among the `known` ids of the watch list."""
    text = path.read_text(encoding="utf-8-sig")
    for index, source in enumerate(listed):
        if source.entity is not None and source.entity not in known:
            yield ConfigError(
                path,
                line_of(text, ("source", index, "entity")),
                f"entity {source.entity!r} is not in the watch list; add it there, or use one of its ids",
            )


def _unread(path: Path, typed: SourceFile) -> Iterator[ConfigError]:
    """Yield an error for each source whose platform has no parser."""
    for index, table in enumerate(typed.source):
        known = PLATFORMS.get(table.spider)
        if known is not None and table.platform not in known:
            yield ConfigError(
                path,
                line_of(path.read_text(encoding="utf-8-sig"), ("source", index, "platform")),
                f"there is no {table.spider} parser for {table.platform!r}; known platforms: {', '.join(sorted(known))}",
            )


def _repetitions(path: Path, typed: SourceFile) -> Iterator[ConfigError]:
    text = path.read_text(encoding="utf-8-sig")
    firsts: dict[tuple[str, str], str] = {}
    for index, table in enumerate(typed.source):
        for key, value in (("id", table.id), ("url", f"{table.url} {table.account or ''}".strip())):
            first = firsts.setdefault((key, value), f"{index}")
            if first != f"{index}":
                line = line_of(text, ("source", index, key))
                other = typed.source[int(first)].id
                remedy = "ids are unique" if key == "id" else f"it is the address of {other!r} already"
                yield ConfigError(path, line, f"{key} {value!r} is used twice; {remedy}")


def usual_zone(lang: str | None) -> str:
    """Return the zone of a source's times unless it is listed with another: Chinese papers write Beijing's."""
    return "Asia/Shanghai" if lang == "zh" else "UTC"


def _source(table: SourceTable) -> Source:
    kind: DocumentKind = table.kind or KIND_OF.get(table.spider, "article")
    return Source(**{**dict(table), "kind": kind, "zone": table.zone or usual_zone(table.lang)})
