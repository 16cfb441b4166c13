"""Parses pages in child processes, in parallel to the fetching loop: fairly, within a time limit, isolated from crashes.

One server's pages cost only their own source. Crawls take turns page by page; one with a slow page gets no second
process meanwhile; and once its slow pages have used up its seconds, the others are postponed to its next crawl.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from crawler import trimming
from crawler.fair_share import (
    NO_PROCESS,
    SLOW_CPU_SECONDS,
    TOO_SLOW,
    UNREADABLE,
    Job,
    Share,
    UnreadError,
    Waiting,
)
from crawler.processes import ReadingProcess

if TYPE_CHECKING:
    from crawler.pages import Page

SECONDS = 120.0
"""Wall-clock limit for one page; on a busy machine, a process may have to wait."""

PATIENCE = 3.0
"""Wall-clock seconds after which a page counts as slow, so its crawl gets no second process."""

PROCESSES = 2

AHEAD = 1
"""Pages of the same crawl queued in a process behind the current one, so that it need not wait for the loop."""

Done = TypeVar("Done")


@dataclass(slots=True, eq=False)
class _Reader:
    """A process and its jobs: the first is running, the others are queued."""

    process: ReadingProcess
    jobs: deque[Job] = field(default_factory=deque)
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class PageReader:
    """Parses pages, as many in parallel as there are processes."""

    def __init__(self, processes: int = PROCESSES, seconds: float = SECONDS) -> None:
        self._processes = processes
        self._seconds = seconds
        self._readers: list[_Reader] = []
        self._starting: list[asyncio.Task[None]] = []
        self._waiting = Waiting()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*self._starting)
        for reader in self._readers:
            reader.process.close()

    def prepare(self) -> None:
        """Start the processes, so that they are ready for the first page."""
        while len(self._readers) + len(self._starting) < self._processes:
            self._starting.append(asyncio.create_task(self._start()))

    async def read(
        self,
        html: bytes,
        url: str,
        *,
        content_type: str | None,
        zone: str,
        lang: str | None,
        now: datetime,
        share: Share | None = None,
    ) -> Page:
        """Run `pages.read_page` in a child process; raises what `do` raises."""
        work = partial(
            _read_page, trimming.trim(html), url, content_type=content_type, zone=zone, lang=lang, now=now
        )
        return await self.do(work, share)

    async def do(self, work: Callable[[], Done], share: Share | None = None) -> Done:
        """Run any parser in a child process, within limits.

        Args:
            work: a picklable callable with a picklable result.
            share: the time share of the requesting crawl; None: one of its own.

        Raises:
            UnreadError: it took too long, or crashed its process.
            PutOffError: the crawl has no seconds left.
        """
        job = Job(share or Share(), work, asyncio.get_running_loop().create_future())
        self._waiting.put(job)
        self.prepare()
        self._deal()
        done: Done = await job.outcome
        return done

    async def _start(self) -> None:
        process = ReadingProcess()
        try:
            await process.start()
        except (OSError, EOFError, RuntimeError) as error:
            if not self._readers:
                # Fail the waiting jobs now; the next one will try to start a process again.
                self._waiting.tell_all(UnreadError(f"{NO_PROCESS}: {error}"))
        else:
            self._readers.append(_Reader(process))
        finally:
            self._starting = [task for task in self._starting if task is not asyncio.current_task()]
        self._deal()

    def _deal(self) -> None:
        """Assign waiting jobs to processes that have room."""
        while pair := self._pair():
            self._give(*pair)
        self._make_room()

    def _pair(self) -> tuple[_Reader, Job] | None:
        """Return a process with room and its next job; behind a possibly slow page, only a job of the same crawl."""
        for reader in self._readers:
            if not reader.jobs and (job := self._waiting.next(self._may_begin)):
                return reader, job
        for reader in self._readers:
            share = reader.jobs[0].share if reader.jobs else None
            if share is None or len(reader.jobs) > AHEAD or not share.waiting:
                continue
            if self._may_begin(share) and not self._waiting.others_waiting(share):
                return reader, share.waiting.popleft()
        return None

    def _may_begin(self, share: Share) -> bool:
        """Return whether the crawl has time left and no slow page of its own is running."""
        return share.cpu_seconds > 0 and not any(
            reader.jobs and reader.jobs[0].share is share and reader.jobs[0].is_slow
            for reader in self._readers
        )

    def _make_room(self) -> None:
        """While others wait, a crawl keeps one process for its slow pages; stop the one that began later."""
        slow = [reader for reader in self._readers if reader.jobs and reader.jobs[0].is_slow]
        slow.sort(key=lambda reader: reader.jobs[0].began)
        held: list[Share] = []
        for reader in slow:
            share = reader.jobs[0].share
            if share in held and self._waiting.others_waiting(share):
                self._end(reader)
                return
            held.append(share)

    def _give(self, reader: _Reader, job: Job) -> None:
        job.cpu_seconds = _limit(job.share)
        reader.jobs.append(job)
        try:
            future = reader.process.submit(job.work, job.cpu_seconds)
        except RuntimeError:
            self._end(reader)  # it has already been killed, by us while idle or by its timer
            return
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda done: loop.call_soon_threadsafe(self._done, reader, job, done))
        if len(reader.jobs) == 1:
            self._begin(reader)

    def _begin(self, reader: _Reader) -> None:
        """Start the timers of the first job."""
        loop, job = asyncio.get_running_loop(), reader.jobs[0]
        job.began = monotonic()
        reader.timers = [
            loop.call_later(PATIENCE, self._is_slow, reader),
            loop.call_later(self._seconds, reader.process.kill),
        ]

    def _is_slow(self, reader: _Reader) -> None:
        reader.jobs[0].is_slow = True
        self._make_room()

    def _done(self, reader: _Reader, job: Job, future: Future[tuple[Any, float]]) -> None:
        """Handle a finished page or an ended process."""
        if reader not in self._readers:
            return  # the jobs of an ended process have been queued again
        if isinstance(future.exception(), BrokenProcessPool):
            self._ended(reader)
            return
        reader.jobs.popleft()
        self._stop_clock(reader)
        if error := future.exception():
            job.tell(error)
        else:
            result, took = future.result()
            job.tell(None, result)
            job.share.take(took)
        if reader.jobs and reader.jobs[0].cpu_seconds > _limit(job.share):
            self._end(reader)  # the queued job has less time left than it was given
            return
        if reader.jobs:
            self._begin(reader)
        self._deal()

    def _ended(self, reader: _Reader) -> None:
        """Handle a process that died: its current job fails, the others are queued again."""
        job = reader.jobs.popleft()
        if monotonic() - job.began >= min(job.cpu_seconds, self._seconds):
            job.share.cpu_seconds -= job.cpu_seconds
            job.tell(UnreadError(TOO_SLOW))
        else:
            job.tell(UnreadError(UNREADABLE))
        self._end(reader)

    def _end(self, reader: _Reader) -> None:
        """Discard a process: queue its jobs again and start another."""
        self._readers.remove(reader)
        self._stop_clock(reader)
        reader.process.kill()
        for job in reversed(reader.jobs):
            self._waiting.put(job, first=True)
        self.prepare()
        self._deal()

    def _stop_clock(self, reader: _Reader) -> None:
        for timer in reader.timers:
            timer.cancel()


def _limit(share: Share) -> float:
    """Return the CPU seconds that the next page of a crawl may take."""
    return max(share.cpu_seconds, SLOW_CPU_SECONDS)


def _read_page(html: bytes, url: str, **options: Any) -> Page:
    """Runs in the child process; the parent needs none of the parsing libraries, which take 0.2 s and 25 MB."""
    from crawler.pages import read_page  # noqa: PLC0415

    return read_page(html, url, **options)
