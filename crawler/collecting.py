"""One collecting run: a crawl for each source, side by side in one loop. A crawl that fails costs one row."""

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
from crawler.extraction import PageReader
from crawler.settings import settings_for
from crawler.source_spider import SourceSpider
from crawler.spiders import SPIDERS
from crawler.visit import MOST_PAGES, Clock, Visit
from records import Poll, Source

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Crawls side by side."""

MOST_NAMED = 5
"""Sources that are named in the reason why a run is partly done; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectResult:
    """What a collecting run did."""

    counts: Mapping[str, int]
    """Polls by status (ok empty wall blocked error stale), documents (new changed same), sightings, pages failed."""
    partly: str | None = None
    """What could not be collected, in words for a person; None when whole."""


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
    """Ask every source once and store what comes.

    Args:
        sources: what is asked.
        store: path of the store.
        clock: the present; every stored time is of this clock.
        contact: a web or mail address that requests carry, at which whoever is asked can reach us.
        record: folder that keeps raw replies; None: none are kept.
        hosts: names of this machine → the server that answers for them; stored addresses keep the name.
        most_pages: new articles of a source that are fetched; the rest waits for the next run, the newest come first.
        progress: called with each source when it is done.
    """
    async with visiting(
        sources, store, clock=clock, contact=contact, record=record, hosts=hosts, most_pages=most_pages
    ) as visit:
        return await crawl_all(sources, visit, asyncio.Semaphore(AT_ONCE), progress)


async def crawl_all(
    sources: Sequence[Source],
    visit: Visit,
    places: asyncio.Semaphore,
    progress: Callable[[Source], object] | None = None,
) -> CollectResult:
    """A crawl for each of the sources, as many side by side as there are places."""

    async def one(source: Source) -> None:
        async with places:
            await crawl_one(source, visit, SPIDERS[source.spider])
        if progress:
            progress(source)

    await asyncio.gather(*(one(source) for source in sources))
    pipelines.check_expectations(visit.store, sources, visit.clock())
    return CollectResult(counts=dict(visit.counts), partly=_partly(visit, len(sources)))


@asynccontextmanager
async def visiting(
    sources: Sequence[Source],
    store: Path,
    *,
    clock: Clock,
    contact: str,
    record: Path | None = None,
    hosts: Mapping[str, str] | None = None,
    most_pages: int = MOST_PAGES,
) -> AsyncIterator[Visit]:
    """What the crawls of a run share, for as long as they run."""
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    # It warns, at every crawl, that no Referer is sent after a redirect: none is sent at all, on purpose.
    logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)
    async with PageReader() as reader:
        visit = Visit(
            store=pipelines.open_store(store),
            clock=clock,
            contact=contact,
            reader=reader,
            record=record,
            hosts=hosts or {},
            most_pages=most_pages,
        )
        pipelines.save_sources(visit.store, sources)
        yield visit
        visit.store.close()


async def crawl_one(source: Source, visit: Visit, spider_class: type[SourceSpider]) -> SourceSpider | None:
    """One source's crawl; whatever happens in it, it ends and every request of it has an outcome.

    Never cancelled: that would leave it running, unseen. Its settings bound it.
    """
    settings = {**settings_for(source, visit.contact), "HTTPPROXY_IN_USE": bool(getproxies())}
    crawler = Crawler(spider_class, settings)
    task = AsyncCrawlerRunner({"TWISTED_REACTOR_ENABLED": False}).crawl(crawler, source=source, visit=visit)
    await asyncio.wait([task])
    if error := task.exception():
        log.error("the crawl of %s broke", source.id, exc_info=error)
        _note_broken(source, visit, error)
    spider = crawler.spider
    if not isinstance(spider, SourceSpider):
        return None
    for item in spider.unfinished():
        visit.count(pipelines.save(visit.store, item))
    return spider


def _note_broken(source: Source, visit: Visit, error: BaseException) -> None:
    why = f"the crawl broke: {type(error).__name__}: {error}"
    poll = Poll(source=source.id, url=source.url, at=visit.clock(), status="error", why=why)
    visit.count(pipelines.save(visit.store, Collected(at=visit.clock(), source=source.id, poll=poll)))
    visit.troubles[source.id] = why


def _partly(visit: Visit, asked: int) -> str | None:
    if not visit.troubles:
        return None
    named = "; ".join(f"{source} ({why})" for source, why in list(visit.troubles.items())[:MOST_NAMED])
    more = len(visit.troubles) - MOST_NAMED
    return f"{len(visit.troubles)} of {asked} sources not wholly: {named}" + (
        f"; and {more} more" if more > 0 else ""
    )
