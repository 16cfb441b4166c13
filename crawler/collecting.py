"""One collecting run: a crawl per source, concurrently in one event loop. A failing crawl costs one row."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import getproxies

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from crawler import pipelines
from crawler.collected import Collected
from crawler.crawl_run import MOST_PAGES, Clock, CrawlRun
from crawler.extraction import PageReader
from crawler.settings import settings_for
from crawler.source_spider import SourceSpider
from crawler.spiders import SPIDERS
from records import Poll, Source

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Concurrent crawls."""

MOST_NAMED = 5
"""Sources named in the reason for an incomplete run; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectResult:
    """The result of a collecting run."""

    counts: Mapping[str, int]
    """Polls by status (ok empty wall blocked error stale), documents (new changed same), sightings, pages failed."""
    partly: str | None = None
    """What could not be collected, in plain words; None when everything was."""


async def collect(
    sources: Sequence[Source],
    store: Path,
    *,
    clock: Clock,
    contact: str,
    record: Path | None = None,
    hosts: Mapping[str, str] | None = None,
    most_pages: int = MOST_PAGES,
    progress: Callable[[Source], None] | None = None,
) -> CollectResult:
    """Poll every source once and store the results.

    Args:
        sources: the sources to poll.
        store: path of the store.
        clock: the current time, used for all stored times.
        contact: a web or email address sent with requests, so that sites can reach us.
        record: folder that keeps raw replies; None: none are kept.
        hosts: host names → the local server that answers for them; stored addresses keep the name.
        most_pages: new articles fetched per source, newest first; the rest wait for the next run.
        progress: called with each source when it is done.
    """
    async with open_run(
        sources, store, clock=clock, contact=contact, record=record, hosts=hosts, most_pages=most_pages
    ) as run:
        return await crawl_all(sources, run, asyncio.Semaphore(AT_ONCE), progress)


async def crawl_all(
    sources: Sequence[Source],
    run: CrawlRun,
    places: asyncio.Semaphore,
    progress: Callable[[Source], object] | None = None,
) -> CollectResult:
    """Crawl the sources, as many concurrently as the semaphore allows."""

    async def one(source: Source) -> None:
        async with places:
            await crawl_one(source, run, SPIDERS[source.spider])
        if progress:
            progress(source)

    await asyncio.gather(*(one(source) for source in sources))
    pipelines.check_expectations(run.store, sources, run.clock())
    return CollectResult(counts=dict(run.counts), partly=_partly(run, len(sources)))


@asynccontextmanager
async def open_run(
    sources: Sequence[Source],
    store: Path,
    *,
    clock: Clock,
    contact: str,
    record: Path | None = None,
    hosts: Mapping[str, str] | None = None,
    most_pages: int = MOST_PAGES,
) -> AsyncIterator[CrawlRun]:
    """Set up what the crawls of a run share."""
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    # At every crawl, Scrapy warns that it sends no Referer after a redirect: none is sent at all, on purpose.
    logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)
    async with PageReader() as reader:
        run = CrawlRun(
            store=pipelines.open_store(store),
            clock=clock,
            contact=contact,
            reader=reader,
            record=record,
            hosts=hosts or {},
            most_pages=most_pages,
        )
        pipelines.save_sources(run.store, sources)
        yield run
        run.store.close()


async def crawl_one(source: Source, run: CrawlRun, spider_class: type[SourceSpider]) -> SourceSpider | None:
    """Crawl one source; whatever happens, the crawl ends and each of its requests has an outcome.

    It is never cancelled, which would leave it running unnoticed; its settings limit its time.
    """
    settings = {**settings_for(source, run.contact), "HTTPPROXY_IN_USE": bool(getproxies())}
    crawler = Crawler(spider_class, settings)
    task = AsyncCrawlerRunner({"TWISTED_REACTOR_ENABLED": False}).crawl(crawler, source=source, run=run)
    await asyncio.wait([task])
    if error := task.exception():
        log.error("the crawl of %s failed", source.id, exc_info=error)
        _note_broken(source, run, error)
    spider = crawler.spider
    if not isinstance(spider, SourceSpider):
        return None
    for item in spider.unfinished():
        run.count(pipelines.save(run.store, item))
    return spider


def _note_broken(source: Source, run: CrawlRun, error: BaseException) -> None:
    why = f"the crawl failed: {type(error).__name__}: {error}"
    poll = Poll(source=source.id, url=source.url, at=run.clock(), status="error", why=why)
    run.count(pipelines.save(run.store, Collected(at=run.clock(), source=source.id, poll=poll)))
    run.troubles[source.id] = why


def _partly(run: CrawlRun, asked: int) -> str | None:
    if not run.troubles:
        return None
    named = "; ".join(f"{source} ({why})" for source, why in list(run.troubles.items())[:MOST_NAMED])
    more = len(run.troubles) - MOST_NAMED
    return f"{len(run.troubles)} of {asked} sources incomplete: {named}" + (
        f"; and {more} more" if more > 0 else ""
    )
