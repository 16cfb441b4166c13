"""Tries out an address for `rejoinder source try`: what would be collected, and the block to add. Stores nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.http import Response

from crawler import dates, discovery, offers, pipelines, timelines, trees
from crawler.addresses import normalise
from crawler.blocks import block
from crawler.collected import Answer
from crawler.collecting import collect, crawl_one, open_run
from crawler.crawl_run import CrawlRun
from crawler.decoding import decode
from crawler.pages import metadata
from crawler.refusals import by_file, by_page
from crawler.source_spider import SourceSpider, content_type
from records import Source

PAGES = 3
"""Articles fetched in a trial."""

MOST_CANDIDATES = 6
"""Candidate addresses tried before giving up."""


class NothingThere(ValueError):
    """Raised when nothing can be collected at an address; says what was tried."""


class ProbeSpider(SourceSpider):
    """Fetches one address and keeps the raw reply."""

    name = "probe"
    reply: tuple[bytes, str, str | None] | None = None

    async def read(self, response: Response) -> Answer:
        """Accept any reply."""
        self.reply = (response.body, response.url, content_type(response))
        return Answer(status="ok")


def describe(url: str, *, contact: str) -> str:
    """Describe what would be collected at an address, with the block to add to the source list.

    Raises:
        NothingThere: nothing collectable, or no reply.
    """
    return asyncio.run(_describe(url, contact))


async def _describe(url: str, contact: str) -> str:
    address = normalise(url) if "://" in url else normalise(f"https://{url}")
    if address is None:
        raise NothingThere(f"{url!r} is not a web address; write it like https://example.com/")
    with TemporaryDirectory(prefix="rejoinder-") as folder:
        probes = Path(folder) / "probes.db"
        async with open_run([], probes, clock=_now, contact=contact) as run:
            source, told = await find(address, run)
        if source is None:
            raise NothingThere(told)
        store = Path(folder) / "pages.db"
        result = await collect([source], store, clock=_now, contact=contact, most_pages=PAGES)
        lines = [
            told,
            *(["", *_collected(store, source.zone)] if source.spider != "board" else []),
            *([f"Not wholly: {result.partly}"] if result.partly else []),
        ]
    return "\n".join([*lines, "", "To watch it, add this to your source list:", "", block(source)])


async def find(url: str, run: CrawlRun) -> tuple[Source | None, str]:
    """Return the source that an address stands for (None if none), and a description of what was found."""
    return await _of_profile(url, run) or await _of_address(url, run)


async def _of_address(url: str, run: CrawlRun) -> tuple[Source | None, str]:
    reply, why = await _fetch(url, run)
    if reply is None:
        return None, f"{url}: {why}"
    if direct := offers.of_reply(*reply):
        return direct
    body, found_at, kind = reply
    tree = None if by_file(body) else trees.parse(decode(body, kind))
    if tree is None:
        return None, f"{url}: {by_file(body) or 'an empty reply'}, no list of articles"
    announced = discovery.feeds(tree, found_at)
    for candidate in (announced + discovery.usual(found_at))[:MOST_CANDIDATES]:
        other, _ = await _fetch(candidate, run)
        if other and (found := offers.of_reply(*other)):
            return found
    return _listing(url, found_at, tree) or (None, f"{url}: {_describe_page(body, tree, found_at)}")


def _listing(url: str, found_at: str, tree: Any) -> offers.Offer | None:
    selector = discovery.links(tree, found_at)
    if selector is None:
        return None
    name = " ".join((tree.findtext(".//title") or found_at).split())
    lang = (tree.get("lang") or "")[:2].lower() or None
    source = replace(offers.source_of("listing", name, found_at, lang=lang), links=selector)
    return source, f"{url}: no feed or sitemap; a page with links to articles ({selector})"


def _describe_page(body: bytes, tree: Any, found_at: str) -> str:
    """Describe a page without feeds or article links.

    Signs of a wall are checked last: many good pages have them too, such as the captcha of a newsletter form.
    """
    if (wall := by_page(body)) and wall[0] in {"wall", "blocked"}:
        return wall[1]
    if metadata.read(tree, found_at).is_article:
        return "a single article; give the address of the site, a section or a feed"
    return "not a feed, a sitemap, a board or a page with links to articles"


async def _of_profile(url: str, run: CrawlRun) -> offers.Offer | None:
    """Return the timeline of a profile page, which itself has no readable posts."""
    address = timelines.of_profile(url)
    reply, _ = await _fetch(address, run) if address else (None, "")
    if reply and (timeline := timelines.of_lookup(*reply[:2])):
        reply, _ = await _fetch(timeline, run)
    return offers.of_reply(*reply) if reply else None


async def _fetch(url: str, run: CrawlRun) -> tuple[tuple[bytes, str, str | None] | None, str]:
    """Return a reply (body, address, content type), or why there is none."""
    probe = offers.source_of("feed", "probe", url)
    pipelines.save_sources(run.store, [probe])
    spider = await crawl_one(probe, run, ProbeSpider)
    why = run.troubles.pop(probe.id, "no reply")
    return (spider.reply if isinstance(spider, ProbeSpider) else None), why


def _collected(store: Path, zone: str) -> list[str]:
    found = pipelines.latest_documents(pipelines.open_store(store), PAGES)
    if not found:
        return ["No article could be read."]
    return [
        "Collected on trial:",
        *(
            f"  {row['published'] or 'no date':25}  {row['lang'] or '?'}  {len(row['text']):6} characters  {row['title']}"
            for row in found
        ),
        *_zone_advice(found, zone),
    ]


def _zone_advice(found: list[dict[str, Any]], zone: str) -> list[str]:
    """Say what to do if times of day are written without a zone."""
    bare = [
        raw
        for row in found
        if (raw := row["published_raw"]) and ":" in raw and dates.read(raw, "UTC") and not dates.has_zone(raw)
    ]
    if not bare:
        return []
    return [
        "",
        f'Times have no zone ("{bare[0]}") and were taken as {zone}; a line like zone = "Asia/Hong_Kong" sets it.',
    ]


def _now() -> datetime:
    return datetime.now(UTC)
