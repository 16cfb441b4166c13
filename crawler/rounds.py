"""Continuous crawling: overlapping rounds of sources, so that none waits for a slow one of an earlier round."""

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
from crawler.collecting import CollectResult, crawl_all, visiting
from crawler.robots import RobotsCache
from crawler.visit import Clock, Visit
from records import Issue, Poll, Source

AT_ONCE = 100
"""Crawls side by side. One that waits costs a megabyte and no time; sixteen dead servers must not hold the seventeenth."""


class Rounds:
    """Rounds of crawls over one store, with turns at hosts and readers of pages in common."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._places = asyncio.Semaphore(AT_ONCE)
        self.busy: set[str] = set()
        """Sources whose crawl has begun, or waits for a place, and has not ended."""

    async def crawl(self, sources: Sequence[Source]) -> CollectResult:
        """Ask each of the sources once; none of them may be busy."""
        self.busy |= {source.id for source in sources}
        # What robots.txt said is kept in the store for a day, that it could not be had no longer than a round.
        visit = replace(self._visit, robots=RobotsCache(), counts=Counter(), troubles={})
        return await crawl_all(sources, visit, self._places, lambda source: self.busy.discard(source.id))


@asynccontextmanager
async def going_on(
    store: Path, *, clock: Clock, contact: str, hosts: Mapping[str, str] | None = None
) -> AsyncIterator[Rounds]:
    """Rounds over a store, for as long as the block lasts; `collecting.collect` tells the arguments."""
    async with visiting((), store, clock=clock, contact=contact, hosts=hosts) as visit:
        yield Rounds(visit)


def note_interrupted(source: Source, store: Path, why: str, now: datetime) -> None:
    """Note that a source's crawl ended with its process, which it may have killed: it waits longer with each time."""
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
