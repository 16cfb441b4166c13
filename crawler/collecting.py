"""One collecting run: a crawl for each source, side by side in one loop, each bounded; one that fails is one row."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import getproxies

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from crawler import pipelines
from crawler.collected import Collected
from crawler.extraction import PageReader
from crawler.settings import settings_for
from crawler.spiders import SPIDERS
from crawler.visit import Clock, Visit
from crawler.watching import SourceSpider
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


def collect(
    sources: Sequence[Source],
    store: Path,
    *,
    clock: Clock,
    contact: str,
    record: Path | None = None,
    progress: Callable[[Source], None] | None = None,
) -> CollectResult:
    """`collect_async`, from where no loop runs."""
    return asyncio.run(
        collect_async(sources, store, clock=clock, contact=contact, record=record, progress=progress)
    )


async def collect_async(
    sources: Sequence[Source],
    store: Path,
    *,
    clock: Clock,
    contact: str,
    record: Path | None = None,
    progress: Callable[[Source], None] | None = None,
) -> CollectResult:
    """Ask every source once and store what comes.

    Args:
        sources: what is asked.
        store: path of the store.
        clock: the present; every stored time is of this clock.
        contact: a web or mail address that requests carry, at which whoever is asked can reach us.
        record: folder that keeps raw replies; None: none are kept.
        progress: called with each source when it is done.
    """
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    async with PageReader() as reader:
        visit = Visit(
            store=pipelines.open_store(store), clock=clock, contact=contact, reader=reader, record=record
        )
        pipelines.save_sources(visit.store, sources)
        runner = AsyncCrawlerRunner({"TWISTED_REACTOR_ENABLED": False})
        places = asyncio.Semaphore(AT_ONCE)

        async def one(source: Source) -> None:
            async with places:
                await _crawl(runner, source, visit)
            if progress:
                progress(source)

        await asyncio.gather(*(one(source) for source in sources))
        visit.store.close()
    return CollectResult(counts=dict(visit.counts), partly=_partly(visit, len(sources)))


async def _crawl(runner: AsyncCrawlerRunner, source: Source, visit: Visit) -> None:
    """One source's crawl; whatever happens in it, it ends and every request of it has an outcome."""
    settings = {**settings_for(source, visit.contact), "HTTPPROXY_IN_USE": bool(getproxies())}
    crawler = Crawler(SPIDERS[source.spider], settings)
    task = runner.crawl(crawler, source=source, visit=visit)
    await asyncio.wait([task])
    if error := task.exception():
        log.error("the crawl of %s broke", source.id, exc_info=error)
        _note_broken(source, visit, error)
    spider = crawler.spider
    if isinstance(spider, SourceSpider):
        for item in spider.unfinished():
            visit.count(pipelines.save(visit.store, item))


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
