"""The continuous crawl: each source when it is due, whatever the others do. Starts and counts crawls; fetches nothing itself."""

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
from steps.stepping import Clock, now

if TYPE_CHECKING:
    from crawler.rounds import Rounds

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds."""
LOOK_EVERY = 30
"""Ticks between two looks for sources that are due; a source's own `every` is counted in minutes."""

SEEN_EVERY = timedelta(minutes=10)
"""A round is written down at least so often, due or not: who watches from outside must see that it goes on."""

UNREADABLE = "sources_unreadable"

LARGEST = 1024
"""Megabytes of memory beyond which the process makes room for a fresh one; a thousand crawls stay under 300."""

ROUNDS_TO_SWEEP = 10
"""Rounds between two sweeps of what refers to itself, as finished crawls do: Python's own come later the more there is."""

OLDEST = timedelta(hours=24)
"""After so long it does the same, as soon as nothing is under way."""


def keep_crawling(
    settings: Settings,
    *,
    clock: Clock = now,
    hosts: Mapping[str, str] | None = None,
    tell: Callable[[Sequence[str]], object] = len,
    until: Callable[[], bool] = bool,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    largest: float = LARGEST,
) -> None:
    """Crawl each source whenever it is due, until there is reason to begin afresh; what is under way is then waited for.

    Args:
        settings: where everything is; the source list is read again whenever it changes.
        clock: the present.
        hosts: names of this machine → the server that answers for them.
        tell: called every second with the ids of the sources that are being crawled.
        until: whether to end.
        pause: sleeps; a simulation does that its own way.
        largest: megabytes of resident memory beyond which it makes room for a fresh process.

    Raises:
        ConfigError, ConfigErrors: the source list is wrong.
        StepIsRunningError: another crawl is at it.
    """
    with locks.alone(settings.store, "crawl"):
        store = db.connect(settings.store)
        runs.cut_off(store, clock(), step="crawl")
        asyncio.run(_keep_crawling(settings, store, clock, hosts, tell, until, pause, largest))
        store.close()


def cut_short(settings: Settings, ids: Sequence[str], why: str, *, clock: Clock = now) -> None:
    """Note of each source whose crawl was under way when its process ended badly that this may be its fault."""
    from crawler import rounds  # noqa: PLC0415 (brings Scrapy)

    for source in sources.load(settings.sources):
        if source.id in ids:
            rounds.cut_short(source, settings.store, why, clock())


def when_due(settings: Settings, present: datetime) -> list[tuple[str, datetime]]:
    """When each source is asked next, the next one first; at once where nothing was ever collected."""
    listed = sources.load(settings.sources)
    if not settings.store.exists():
        return [(source.id, present) for source in listed]
    store = db.connect(settings.store)
    found = [(source.id, max(present, polls.due_at(store, source, present))) for source in listed]
    store.close()
    return sorted(found, key=lambda one: one[1])


async def _keep_crawling(
    settings: Settings,
    store: Database,
    clock: Clock,
    hosts: Mapping[str, str] | None,
    tell: Callable[[Sequence[str]], object],
    until: Callable[[], bool],
    pause: Callable[[float], Awaitable[object]],
    largest: float,
) -> None:
    from crawler import rounds  # noqa: PLC0415 (brings Scrapy, which no other step waits for)

    listed, begun, under_way = _listed(settings, store), clock(), set[asyncio.Task[None]]()
    ended = 0
    seen, ticks = datetime.min.replace(tzinfo=begun.tzinfo), 0
    async with rounds.going_on(settings.store, clock=clock, contact=settings.contact, hosts=hosts) as going:
        while not until() and not _is_to_make_room(clock() - begun, under_way, largest):
            if ticks % LOOK_EVERY == 0:
                due = [
                    source
                    for source in polls.due(store, next(listed), clock())
                    if source.id not in going.busy
                ]
                if due or abs(clock() - seen) >= SEEN_EVERY:
                    seen = clock()
                    under_way.add(asyncio.create_task(_round(going, due, store, clock)))
            await pause(TICK)
            ticks += 1
            tell(sorted(going.busy))
            for done in [task for task in under_way if task.done()]:
                under_way.remove(done)
                done.result()
                ended += 1
                if ended % ROUNDS_TO_SWEEP == 0:
                    gc.collect()
        await asyncio.gather(*under_way)


async def _round(going: Rounds, due: Sequence[Source], store: Database, clock: Clock) -> None:
    with runs.run(store, "crawl", clock(), clock=clock) as this:
        result = await going.crawl(due)
        this.counts.update(result.counts)
        this.partly = result.partly


def _listed(settings: Settings, store: Database) -> Iterator[Sequence[Source]]:
    """The source list as it stands whenever it is asked for, written down when it has changed."""
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
                log.warning("%s; the list goes on as it was", error)
                issues.note(
                    store, Issue(kind=UNREADABLE, message=f"{error}; the list goes on as it was"), now()
                )
        yield listed


def _is_to_make_room(age: timedelta, under_way: set[asyncio.Task[None]], largest: float) -> bool:
    return resident() > largest or (age > OLDEST and not under_way)


def resident() -> float:
    """Resident memory of this process, in MB."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
