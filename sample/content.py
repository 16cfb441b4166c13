"""Loads the outlets of the sample newsroom and their articles as of a simulated time. Serves nothing."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
FENCE = "+++\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented news outlet."""

    id: str
    """Also its path prefix on the server, and the name of its template."""
    name: str
    lang: str
    """As its pages declare it: "en", "en-SG", "zh-CN", "zh-HK"."""
    zone: str
    path: str
    """Format of an article's path below the prefix, for str.format."""
    index: str
    """Path of its feed, sitemap or section page below the prefix."""
    index_template: str
    index_type: str
    tagline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An editor's change after publication."""

    at: datetime
    replace: tuple[tuple[str, str], ...] = ()
    """Old and new wording; applied to title, summary and body."""
    note: str | None = None
    """Correction notice shown below the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as of some time; as loaded, at publication."""

    outlet: Outlet
    slug: str
    title: str
    published: datetime
    body: str
    """Paragraphs with blank lines between; "## " begins a heading, "> " a block quotation."""
    summary: str
    authors: tuple[str, ...] = ()
    section: str = "Business"
    tags: tuple[str, ...] = ()
    seo_title: str | None = None
    """The headline in the metadata, if different."""
    agency: str | None = None
    """The agency credited, if any."""
    free: bool = True
    gone: datetime | None = None
    """When it was removed."""
    changes: tuple[Change, ...] = ()
    modified: datetime
    notes: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """A stable number such as content systems assign."""
        return 1_000_000 + zlib.crc32(self.slug.encode()) % 9_000_000

    @property
    def local(self) -> datetime:
        """Publication time in the outlet's time zone."""
        return self.published.astimezone(ZoneInfo(self.outlet.zone))

    @property
    def local_modified(self) -> datetime:
        """Time of the last change in the outlet's time zone."""
        return self.modified.astimezone(ZoneInfo(self.outlet.zone))

    @property
    def path(self) -> str:
        """Its path on the server."""
        return f"/{self.outlet.id}/{self.outlet.path.format(article=self, day=self.local)}"

    @property
    def picture(self) -> str:
        """Path of its picture on the server."""
        return f"/{self.outlet.id}/pictures/{self.number}.svg"

    @property
    def blocks(self) -> tuple[tuple[str, str], ...]:
        """The body as ("h2" | "blockquote" | "p", text)."""
        return tuple(_block(part) for part in self.body.split("\n\n"))

    def at(self, moment: datetime) -> Article | None:
        """Return it as of a time; None before publication and after removal."""
        if moment < self.published or (self.gone is not None and moment >= self.gone):
            return None
        article = self
        for change in self.changes:
            if change.at <= moment:
                article = _changed(article, change)
        return article


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return all outlets, in the order of outlets.toml."""
    tables = tomllib.loads((HERE / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    return tuple(Outlet(**table) for table in tables)


@cache
def articles() -> tuple[Article, ...]:
    """Return all articles of all outlets, newest first."""
    loaded = (
        _load(outlet, path)
        for outlet in outlets()
        for path in sorted((HERE / "articles" / outlet.id).glob("*.md"))
    )
    return tuple(sorted(loaded, key=lambda article: (article.published, article.slug), reverse=True))


def readable(outlet: Outlet, moment: datetime) -> Iterator[Article]:
    """Yield an outlet's visible articles at a time, newest first."""
    for article in articles():
        if article.outlet == outlet and (shown := article.at(moment)):
            yield shown


def _load(outlet: Outlet, path: Path) -> Article:
    empty, front, body = path.read_text(encoding="utf-8").split(FENCE, 2)
    if empty:
        raise ValueError(f"{path}: begins with {empty!r}; the front matter goes between two lines of +++")
    table = tomllib.loads(front)
    changes = tuple(
        Change(at=change["at"], note=change.get("note"), replace=tuple(map(tuple, change.get("replace", ()))))
        for change in table.pop("change", ())
    )
    text = body.strip()
    summary = table.pop("summary", None) or text.split("\n\n", 1)[0]
    return Article(
        outlet=outlet,
        slug=path.stem,
        body=text,
        summary=summary,
        authors=tuple(table.pop("authors", ())),
        tags=tuple(table.pop("tags", ())),
        changes=changes,
        modified=table["published"],
        **table,
    )


def _changed(article: Article, change: Change) -> Article:
    title, summary, body = article.title, article.summary, article.body
    for old, new in change.replace:
        if old not in body and old not in title:
            raise ValueError(
                f"{article.path}: the change of {change.at} replaces {old!r}, which is not there"
            )
        title, summary, body = (text.replace(old, new) for text in (title, summary, body))
    notes = (*article.notes, change.note) if change.note else article.notes
    return replace(article, title=title, summary=summary, body=body, modified=change.at, notes=notes)


def _block(part: str) -> tuple[str, str]:
    for mark, tag in (("## ", "h2"), ("> ", "blockquote")):
        if part.startswith(mark):
            return tag, part.removeprefix(mark)
    return "p", part
