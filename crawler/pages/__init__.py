"""Parses an article page: HTML in, one Page out. Fetches nothing and knows no store.

`read_page` uses, in this order: `metadata` (with `jsonld`, `bylines`, `marked_authors`, `pictures`), `bodies` (with
`boilerplate`, `missing_paragraphs`, `cached_xpath`), `tails`, `titles`, `heads`, `standfirsts`, `publication_time`,
`undated` and `conditions`. Their word lists are in words.toml, read by `lexicon`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler import dates, scripts, sites, trees, trimming
from crawler.addresses import normalise, site
from crawler.decoding import decode
from crawler.pages import (
    bodies,
    conditions,
    heads,
    metadata,
    publication_time,
    standfirsts,
    tails,
    titles,
    undated,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as found on its page."""

    url: str
    body: str
    """Paragraphs separated by blank lines; empty if none was found."""
    title: str | None = None
    """As displayed on the page."""
    title_meta: str | None = None
    """As given in the page's metadata."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_raw: str | None = None
    modified: datetime | None = None
    lang: str | None = None
    canonical_url: str | None = None
    free: bool | None = None
    image: str | None = None
    flags: tuple[str, ...] = ()
    """Anomalies: no_date day_only future_date zone_assumed modified_before_published; those of conditions.find; empty; cut
    (the page exceeded the size limit and was truncated)
    """


def read_page(
    html: bytes,
    url: str,
    *,
    content_type: str | None = None,
    zone: str = "UTC",
    lang: str | None = None,
    now: datetime | None = None,
) -> Page:
    """Parse an article's page.

    Args:
        html: as received, decompressed.
        url: the address it came from.
        content_type: the Content-Type header, which may name an encoding.
        zone: zone of times without one.
        lang: the source's usual language, if the page names none.
        now: upper limit for dates; None: future dates are not flagged.
    """
    html = trimming.trim(html)
    text = decode(html, content_type)
    tree = trees.parse(text)
    if tree is None:
        return Page(url=url, body="", lang=lang, flags=("empty",))
    special = sites.of(url)
    zone = special.zone or zone
    special.prepare(tree)
    said = metadata.read(tree, url)
    body = tails.cut(special.find(tree) or bodies.find(tree, text, said.body), said.authors)
    title = titles.choose(said.headings, said.titles)
    body = heads.cut(_without_title(body, (title, *said.headings)), said.authors)
    first = standfirsts.find(tree, title, said.descriptions, said.authors, body)
    body = f"{first}\n\n{body}" if first and body else body
    written_in = _language(said.lang) or lang or scripts.language(body)
    published, raw, flags = _published(said, tree, url, zone, now, written_in)
    modified = next((moment for value in said.modified if (moment := dates.read(value, zone))), None)
    if modified and published and modified < published:
        modified, flags = None, (*flags, "modified_before_published")
    return Page(
        url=url,
        body=body,
        title=title,
        title_meta=next(iter(said.titles), None),
        authors=said.authors,
        published=published,
        published_raw=raw,
        modified=modified,
        lang=written_in,
        canonical_url=_canonical(said.canonical, url),
        free=said.free,
        image=said.image,
        flags=(
            *flags,
            *(("cut",) if trimming.is_cut(html) else ()),
            *conditions.find(said, body, tree, text),
            *_other_language(_language(said.lang), body),
        ),
    )


def as_json(page: Page, identity: str | None = None) -> dict[str, Any]:
    """Format a page as `rejoinder extract` prints it; times in ISO 8601 with their zone, missing values null."""
    return {
        "id": identity,
        "title": page.title,
        "title_meta": page.title_meta,
        "authors": list(page.authors),
        "published": _published_as_text(page),
        "modified": page.modified.isoformat() if page.modified else None,
        "language": page.lang,
        "canonical_url": page.canonical_url,
        "free": page.free,
        "body": page.body,
    }


def _published(
    said: metadata.Metadata, tree: Any, url: str, zone: str, now: datetime | None, lang: str | None
) -> tuple[datetime | None, str | None, tuple[str, ...]]:
    """Return the first readable date, its original wording, and flags."""
    for raw in said.published:
        moment = dates.read(raw, zone)
        if moment is None:
            continue
        if now is not None and dates.is_absurd(moment, now):
            return None, raw, ("future_date",)
        if not dates.has_clock(raw):
            return moment, raw, ("day_only",)
        return moment, raw, () if dates.has_zone(raw) else ("zone_assumed",)
    day = undated.find(tree, url, lang) or next(filter(dates.read, publication_time.near_title(tree)), None)
    moment = dates.read(day, zone)
    if moment is None or (now is not None and dates.is_absurd(moment, now)):
        return None, None, ("no_date",)
    said_at, line = publication_time.find(tree, moment.date().isoformat()) or (None, None)
    exact = dates.read(said_at, zone)
    if said_at is None or exact is None or (now is not None and dates.is_absurd(exact, now)):
        return moment.replace(hour=0, minute=0, second=0), day, ("day_only",)
    return exact, line, () if dates.has_zone(said_at) else ("zone_assumed",)


def _published_as_text(page: Page) -> str | None:
    if page.published is None:
        return None
    return page.published.date().isoformat() if "day_only" in page.flags else page.published.isoformat()


def _canonical(said: tuple[str, ...], url: str) -> str | None:
    """Return the canonical address, if it is on the same site and not the front page."""
    for value in said:
        address = normalise(value, url or None)
        if address and (not url or site(address) == site(url)) and urlsplit(address).path.strip("/"):
            return address
    return normalise(url) if url else None


def _language(said: tuple[str, ...]) -> str | None:
    for value in said:
        code = value.replace("_", "-").split("-")[0].strip().lower()
        if len(code) == 2 and code.isalpha():  # noqa: PLR2004 - ISO 639-1
            return code
    return None


def _other_language(declared: str | None, body: str) -> tuple[str, ...]:
    """Flag a declared language that differs from the text's: templates are translated without their lang attribute."""
    found = scripts.language(body)
    return ("language_differs",) if declared and found and declared != found else ()


def _without_title(body: str, titles: tuple[str | None, ...]) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if rest and first.strip() in {title.strip() for title in titles if title} else body
