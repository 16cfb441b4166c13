"""Builds a Document from a feed's entry and the article's page. Pure: neither fetches nor stores."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler import dates
from crawler.addresses import document_id
from crawler.feeds import Entry
from records import Document, Issue, Keep, Source

if TYPE_CHECKING:
    from crawler.pages import Page

EXCERPT = 400
"""Characters of the body kept if a source's `keep` is "excerpt"."""

REPORTED = frozenset({"future_date", "needs_js", "consent", "human_check"})
"""Flags that a person should know about."""

POORER = frozenset({"stub", "feed_only"})
"""Flags of a poorer version, which does not replace a stored one."""

NO_ARTICLE = frozenset({"needs_js", "consent", "human_check"})
"""Flags of pages whose text is not the article's; the feed's summary stands in."""


def document(page: Page, entry: Entry, source: Source, now: datetime) -> Document | None:
    """Build the article of a page, filling gaps from the feed's entry. None: there is no article."""
    if "missing" in page.flags or _redirected_home(page, entry):
        return None
    words = "" if NO_ARTICLE & set(page.flags) else page.body
    if not words and not entry.summary:
        return None
    listed = _sane(entry.published, now)
    of_the_feed = listed is not None and (page.published is None or "day_only" in page.flags)
    published = listed if of_the_feed else page.published
    flags = (
        (*(flag for flag in page.flags if flag not in {"no_date", "day_only"}), *_precision(entry))
        if of_the_feed
        else page.flags
    )
    canonical = page.canonical_url or entry.url
    body = words or entry.summary or ""
    title = (page.title if words else entry.title) or entry.title or page.title
    return Document(
        id=document_id(source.id, canonical),
        source=source.id,
        kind=source.kind,
        url=page.url,
        canonical_url=canonical,
        guid=entry.guid,
        title=title,
        title_meta=page.title_meta or entry.title,
        text=text_of(title, body, source.keep),
        authors=page.authors or entry.authors,
        published=published,
        published_raw=entry.published_raw if of_the_feed else page.published_raw,
        modified=page.modified,
        seen=now,
        lang=page.lang or entry.lang or source.lang,
        free=page.free,
        image=page.image,
        entity=source.entity,
        flags=flags if words else (*flags, "feed_only"),
    )


def from_entry(entry: Entry, source: Source, now: datetime) -> Document | None:
    """Build an article from the feed alone, if its page cannot be fetched; None without a title."""
    if not entry.title:
        return None
    published = _sane(entry.published, now)
    return Document(
        id=document_id(source.id, entry.url),
        source=source.id,
        kind=source.kind,
        url=entry.url,
        canonical_url=entry.url,
        guid=entry.guid,
        title=entry.title,
        text=text_of(entry.title, entry.summary or "", source.keep),
        authors=entry.authors,
        published=published,
        published_raw=entry.published_raw,
        seen=now,
        lang=entry.lang or source.lang,
        entity=source.entity,
        flags=("feed_only", *(_precision(entry) if published else ("no_date",))),
    )


def anomalies(found: Document) -> tuple[Issue, ...]:
    """Return issues for the document's anomalies."""
    return tuple(
        Issue(
            kind=flag,
            source=found.source,
            document=found.id,
            message=f"{flag}: {found.title}",
            where=found.url,
        )
        for flag in found.flags
        if flag in REPORTED
    )


def text_of(title: str | None, body: str, keep: Keep = "full") -> str:
    """Return the stored text: title, blank line, body; as much of the body as `keep` allows."""
    if keep == "link":
        body = ""
    elif keep == "excerpt" and len(body) > EXCERPT:
        whole, _, last = body[:EXCERPT].rpartition(" ")
        body = f"{whole if whole and last.isascii() else body[:EXCERPT]} …"
    return f"{title}\n\n{body}" if title and body else title or body


def _precision(entry: Entry) -> tuple[str, ...]:
    """Return a flag if the entry dates the article to the day only."""
    raw = entry.published_raw
    return ("day_only",) if raw is not None and not dates.has_clock(raw) else ()


def _redirected_home(page: Page, entry: Entry) -> bool:
    """Return whether an article's address redirected to the front page, a polite way of saying that it is gone."""
    there = urlsplit(page.url)
    return not there.path.strip("/") and not there.query and urlsplit(entry.url).path.strip("/") != ""


def _sane(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None or dates.is_absurd(moment, now) else moment
