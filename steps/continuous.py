"""The continuous crawl: polls each source when it is due, independently of the others. The crawls themselves are in crawler/."""

from __future__ import annotations

import asyncio
import gc
import logging
import resource
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

import db
import db.sources
from config.errors import ConfigError, ConfigErrors
from config.settings import Settings
from crawler import sources
from db import issues, locks, polls, runs
from records import Issue, Source
from steps.running import Clock, now

if TYPE_CHECKING:
    from crawler.rounds import Rounds

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds."""
CHECK_DUE_EVERY = 30
"""Ticks between checks for due sources; a source's own `every` is counted in minutes."""

RECORD_EVERY = timedelta(minutes=10)
"""A round is recorded at least this often, due or not, so that outside monitoring sees the crawl is alive."""

UNREADABLE = "sources_unreadable"

MAX_MEMORY_MB = 1024
"""Megabytes of memory beyond which the process ends for a fresh one; a thousand crawls stay under 300."""

ROUNDS_PER_COLLECTION = 10
"""Rounds between garbage collections: finished crawls are reference cycles, and Python's own collections grow rarer."""

MAX_AGE = timedelta(hours=24)
"""After this long the process ends too, once no crawl is under way."""


Pause = Callable[[float], Awaitable[object]]
"""Sleeps for seconds."""


def keep_crawling(
    settings: Settings,
    *,
    clock: Clock = now,
    hosts: Mapping[str, str] | None = None,
    tell: Callable[[Sequence[str]], object] = lambda _: None,
    until: Callable[[], bool] = lambda: False,
    pause: Pause = asyncio.sleep,
    largest: float = MAX_MEMORY_MB,
) -> None:
    """Crawl each source whenever it is due, until the process should restart; then wait for the crawls under way.

    Args:
        settings: where everything is; the source list is read again whenever it changes.
        clock: the current time.
        hosts: host names → the local server that answers for them.
        tell: called every second with the ids of the sources being crawled.
        until: whether to end.
        pause: sleeps; a simulation passes its own.
        largest: megabytes of resident memory beyond which the process ends.

    Raises:
        ConfigError, ConfigErrors: the source list is wrong.
        StepIsRunningError: another crawl is running.
    """
    with locks.alone(settings.store, "crawl"):
        store = db.connect(settings.store)
        runs.close_interrupted(store, clock(), step="crawl")
        begun = clock()

        def over(under_way: bool) -> bool:
            return until() or _should_restart(clock() - begun, largest, under_way=under_way)

        asyncio.run(_crawl_until(over, _Crawl(settings, store, clock, tell), hosts, pause))
        store.close()


def note_interrupted(settings: Settings, ids: Sequence[str], why: str, *, clock: Clock = now) -> None:
    """Record against each source that was being crawled when its process died that it may be the cause."""
    from crawler import rounds  # noqa: PLC0415 (imports Scrapy)

    for source in sources.load(settings.sources):
        if source.id in ids:
            rounds.note_interrupted(source, settings.store, why, clock())


def due_times(settings: Settings, present: datetime) -> list[tuple[str, datetime]]:
    """Return when each source is polled next, earliest first; a source never collected is due at once."""
    listed = sources.load(settings.sources)
    if not settings.store.exists():
        return [(source.id, present) for source in listed]
    store = db.connect(settings.store)
    found = [(source.id, max(present, polls.due_at(store, source, present))) for source in listed]
    store.close()
    return sorted(found, key=lambda one: one[1])


async def _crawl_until(
    over: Callable[[bool], bool], crawl: _Crawl, hosts: Mapping[str, str] | None, pause: Pause
) -> None:
    """Begin rounds until it is over, which `over` is asked every second; it is told whether any is under way."""
    from crawler import rounds  # noqa: PLC0415 (imports Scrapy, which other steps need not load)

    settings, ticks = crawl.settings, 0
    async with rounds.open_rounds(
        settings.store, clock=crawl.clock, contact=settings.contact, hosts=hosts
    ) as going:
        while not over(bool(crawl.under_way)):
            if ticks % CHECK_DUE_EVERY == 0:
                crawl.begin_due(going)
            await pause(TICK)
            ticks += 1
            crawl.tell(sorted(going.busy))
            crawl.close_ended()
        await asyncio.gather(*crawl.under_way)


class _Crawl:
    """The rounds of a continuous crawl: which are under way, and when the last began."""

    def __init__(
        self, settings: Settings, store: Database, clock: Clock, tell: Callable[[Sequence[str]], object]
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.tell = tell
        self.under_way: set[asyncio.Task[None]] = set()
        self._store = store
        self._listed = _listed(settings, store)
        self._began: datetime | None = None
        self._ended = 0

    def begin_due(self, going: Rounds) -> None:
        """Begin a round of the sources that are due; one of none where the last is long ago."""
        listed, present = next(self._listed), self.clock()
        due = [source for source in polls.due(self._store, listed, present) if source.id not in going.busy]
        if due or self._began is None or abs(present - self._began) >= RECORD_EVERY:
            self._began = present
            self.under_way.add(asyncio.create_task(_round(going, due, self._store, self.clock)))

    def close_ended(self) -> None:
        """Let go of the rounds that have ended.

        Raises:
            Exception: whatever ended one of them.
        """
        for done in [task for task in self.under_way if task.done()]:
            self.under_way.remove(done)
            done.result()
            self._ended += 1
            if self._ended % ROUNDS_PER_COLLECTION == 0:
                gc.collect()


async def _round(going: Rounds, due: Sequence[Source], store: Database, clock: Clock) -> None:
    with runs.run(store, "crawl", clock(), clock=clock) as this:
        result = await going.crawl(due)
        this.counts.update(result.counts)
        this.partly = result.partly


def _listed(settings: Settings, store: Database) -> Iterator[Sequence[Source]]:
    """Yield the current source list each time it is asked for, saving it to the store when it has changed."""
    read_at, listed = None, None
    while True:
        changed = settings.sources.stat().st_mtime_ns if settings.sources.exists() else None
        if listed is None or changed != read_at:
            read_at = changed
            try:
                listed = sources.load(settings.sources)
                db.sources.save_all(store, listed, whole_list=True)
                issues.clear(store, UNREADABLE, None, now())
            except (ConfigError, ConfigErrors) as error:
                if listed is None:
                    raise
                log.warning("%s; the previous list stays in use", error)
                issues.note(
                    store, Issue(kind=UNREADABLE, message=f"{error}; the previous list stays in use"), now()
                )
        yield listed


def _should_restart(age: timedelta, largest: float, *, under_way: bool) -> bool:
    return resident_mb() > largest or (age > MAX_AGE and not under_way)


def resident_mb() -> float:
    """Return the resident memory of this process in MB."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
