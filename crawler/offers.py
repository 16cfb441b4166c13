"""Identifies the reply at an address (timeline, feed, sitemap, board or register) and proposes a source for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler import accounts, boards, feeds, filings, sitemaps, timelines
from crawler.addresses import site
from crawler.blocks import identity
from crawler.download import is_private
from crawler.sources import usual_zone
from crawler.texts import counted
from records import Source

SHOWN = 3
"""Topics or filings that are listed as examples."""

_RELEASES = re.compile(
    r"press[-_ ]?(releases?|room|centre|center)|news[-_ ]?room|media[-_ ]?(centre|center|releases?)|investors?\b|pressemitteilung|communiqu|新闻稿|公告",
    re.IGNORECASE,
)
"""What companies call the section for their own announcements."""

Offer = tuple[Source, str]
"""A source, and a description of its contents."""


def of_reply(body: bytes, url: str, kind: str | None) -> Offer | None:
    """Return the source that a reply could be; None if it is none of these kinds.

    Args:
        body: as received, decompressed.
        url: where it came from.
        kind: the Content-Type header.
    """
    return (
        _timeline(body, url)
        or _feed(body, url, kind)
        or _sitemap(body, url, kind)
        or _register(body, url)
        or _board(body, url)
    )


def source_of(spider: Any, name: str, url: str, lang: str | None = None) -> Source:
    """Make a source as it would be listed."""
    return Source(
        id=identity(name, url),
        name=name,
        spider=spider,
        url=url,
        lang=lang,
        zone=usual_zone(lang),
        allow_private=is_private(url),
    )


def _timeline(body: bytes, url: str) -> Offer | None:
    if (whose := timelines.whose(url)) is None:
        return None
    platform, account = whose
    posts = accounts.parse(platform, body, captured_at=boards.EPOCH, account=account).posts
    if not posts:
        return None
    author = next((post.author for post in posts if post.author), account)
    source = replace(
        source_of("account", f"{author} on {platform.capitalize()}", url),
        platform=platform,
        account=account,
        kind="post",
    )
    told = f"{url}: the account {account} ({platform}) with {counted(len(posts), 'post')}; set `entity` to its owner's watch-list id"
    return replace(_with_rate(source, [post.published for post in posts]), expect=0), told


def _feed(body: bytes, url: str, kind: str | None) -> Offer | None:
    try:
        feed = feeds.read(body, url, content_type=kind)
    except feeds.NotAFeed:
        return None
    source = source_of("feed", feed.title or url, url, lang=feed.lang)
    if _RELEASES.search(f"{url} {feed.title or ''}"):
        source = replace(source, kind="release")
    times = [entry.published for entry in feed.entries]
    return _with_rate(source, times), f"{url}: a feed with {counted(len(feed.entries), 'entry', 'entries')}"


def _sitemap(body: bytes, url: str, kind: str | None) -> Offer | None:
    try:
        sitemap = sitemaps.read(body, url, content_type=kind)
    except sitemaps.NotASitemap:
        return None
    source = source_of("sitemap", url.split("/")[2], url)
    times = [entry.published or entry.updated for entry in sitemap.entries]
    pages = counted(sitemap.listed - len(sitemap.children), "page")
    told = f"{url}: a sitemap with {pages} and {counted(len(sitemap.children), 'sitemap')}"
    return _with_rate(source, times), f"{told}; pages of the last three days are collected"


def _register(body: bytes, url: str) -> Offer | None:
    for platform in filings.PLATFORMS:
        found = filings.parse(platform, body).filings
        if not found:
            continue
        companies = sorted({filing.company for filing in found})
        name = f"{companies[0]} at the register" if len(companies) == 1 else f"Filings at {site(url)}"
        source = replace(source_of("filings", name, url), platform=platform, kind="filing")
        if platform == "edgar-facts":
            source = replace(source, entity=identity(companies[0], url))
        return source, "\n  ".join(
            [
                f"{url}: {counted(len(found), 'filing')} ({platform}), as",
                *(filing.title for filing in found[:SHOWN]),
            ]
        )
    return None


def _board(body: bytes, url: str) -> Offer | None:
    platform = boards.recognise(body)
    if platform is None:
        return None
    shown = boards.parse(platform, body, captured_at=boards.EPOCH).sightings
    source = replace(source_of("board", f"{platform} at {site(url)}", url), platform=platform, every=300)
    return source, "\n  ".join(
        [
            f"{url}: a board ({platform}) with {counted(len(shown), 'topic')}, as",
            *(topic.title for topic in shown[:SHOWN]),
        ]
    )


def _with_rate(source: Source, times: Iterable[datetime | None]) -> Source:
    """Set `every` and `expect` from how often something appeared in the last days of the list."""
    known = sorted(moment for moment in times if moment)
    if len(known) < 3:  # noqa: PLR2004 - too few to tell a rate by
        return replace(source, every=3600)
    days = max((known[-1] - known[0]).total_seconds() / 86400, 0.5)
    a_day = len(known) / days
    every = 300 if a_day > 100 else 900 if a_day > 10 else 3600  # noqa: PLR2004 - busy wires, papers, newsrooms
    return replace(source, every=every, expect=int(a_day / 4))
