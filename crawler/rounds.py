"""Continuous crawling in overlapping rounds, so that no source waits for a slow one of an earlier round."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crawler import pipelines
from crawler.backoff import after_failure
from crawler.collected import Collected
from crawler.collecting import CollectResult, crawl_all, open_run
from crawler.crawl_run import Clock, CrawlRun
from crawler.robots import RobotsCache
from records import Issue, Poll, Source

AT_ONCE = 100
"""Concurrent crawls. A waiting one costs a megabyte and no time; sixteen dead servers must not block the seventeenth."""


class Rounds:
    """Rounds of crawls on one store that share host turns and page readers."""

    def __init__(self, run: CrawlRun) -> None:
        self._run = run
        self._places = asyncio.Semaphore(AT_ONCE)
        self.busy: set[str] = set()
        """Sources whose crawl is running or queued."""

    async def crawl(self, sources: Sequence[Source]) -> CollectResult:
        """Poll each of the sources once; none of them may be busy."""
        self.busy |= {source.id for source in sources}
        # A robots.txt is kept in the store for a day; that it could not be fetched is remembered only for a round.
        run = replace(self._run, robots=RobotsCache(), counts=Counter(), troubles={})
        return await crawl_all(sources, run, self._places, lambda source: self.busy.discard(source.id))


@asynccontextmanager
async def open_rounds(
    store: Path, *, clock: Clock, contact: str, hosts: Mapping[str, str] | None = None
) -> AsyncIterator[Rounds]:
    """Set up rounds on a store for the length of the block; for the arguments see `collecting.collect`."""
    async with open_run((), store, clock=clock, contact=contact, hosts=hosts) as run:
        yield Rounds(run)


def note_interrupted(source: Source, store: Path, why: str, now: datetime) -> None:
    """Record that a source's crawl died with its process, perhaps by its fault: its wait grows each time."""
    opened = pipelines.open_store(store)
    state = after_failure(source, source.url, pipelines.state_of(opened, source.url), now)
    pipelines.save(
        opened,
        Collected(
            at=now,
            source=source.id,
            poll=Poll(source=source.id, url=source.url, at=now, status="error", why=why),
            states=(state,),
            issues=(Issue(kind="poll_failed", source=source.id, message=why, where=source.url),),
        ),
    )
    opened.close()
