"""Reads pages in processes of their own: beside the loop that fetches them, within a time, and at no risk to it.

A page that takes too long, or kills its process, costs itself. The server from which the processes are forked stays
for the life of this one, with the libraries loaded: the first page of a program waits about a second, later ones none.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from functools import partial
from multiprocessing import connection
from types import TracebackType
from typing import Self, TypeVar

from crawler.pages import Page, read_page

CPU_SECONDS_PER_PAGE = 20.0
"""Of the processor for one page, then its process is ended; ordinary ones take 0.02 to 0.3."""

SECONDS_PER_PAGE = 120.0
"""By the clock: a busy machine may let a process wait."""

PROCESSES = 2

AHEAD = 2
"""Pages that wait in the pool behind those being read, so that no process waits for the loop to bring the next."""


Done = TypeVar("Done")


class UnreadError(Exception):
    """Raised when what was to be read took too long, or killed the process that read it; says which."""


class PageReader:
    """Reads pages, as many at once as there are processes."""

    def __init__(self, processes: int = PROCESSES, seconds: float = SECONDS_PER_PAGE) -> None:
        self._processes = processes
        self._seconds = seconds
        self._places = asyncio.Semaphore(processes + AHEAD)
        self._opening = asyncio.Lock()
        self._alone = asyncio.Lock()
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    async def read(
        self, html: bytes, url: str, *, content_type: str | None, zone: str, lang: str | None, now: datetime
    ) -> Page:
        """`pages.read_page`, elsewhere; a page that cannot be read there is empty and flagged."""
        work = partial(read_page, html, url, content_type=content_type, zone=zone, lang=lang, now=now)
        try:
            return await self.do(work)
        except UnreadError as error:
            return Page(url=url, body="", flags=(str(error),))

    async def do(self, work: Callable[[], Done]) -> Done:
        """Any reading, elsewhere and within limits.

        Args:
            work: what can be sent to another process, as its result can be sent back.

        Raises:
            UnreadError: "too_slow" or "unreadable".
        """
        limited = partial(_within_limit, work)
        try:
            async with self._places:
                return await self._done(await self._open(), limited)
        except BrokenProcessPool:
            # This page may have killed the process, or one beside it: it gets a second try where it can kill no other.
            return await self._alone_done(limited)

    async def _done(self, pool: ProcessPoolExecutor, work: Callable[[], Done]) -> Done:
        """What a pool makes of it; a pool that fails at it is given up."""
        future = asyncio.get_running_loop().run_in_executor(pool, work)
        done, _waiting = await asyncio.wait([future], timeout=self._seconds)
        if not done:
            self._kill(pool)
            await asyncio.wait([future])
            future.exception()
            raise UnreadError("too_slow")
        if isinstance(future.exception(), BrokenProcessPool):
            self._forget(pool)
        return future.result()

    async def _alone_done(self, work: Callable[[], Done]) -> Done:
        async with self._alone:
            with _pool_of(1) as pool:
                try:
                    return await self._done(pool, work)
                except BrokenProcessPool:
                    raise UnreadError("unreadable") from None

    async def _open(self) -> ProcessPoolExecutor:
        async with self._opening:
            if self._pool is None:
                self._pool = _pool_of(self._processes)
                # Until the libraries are loaded no page's time runs.
                await asyncio.get_running_loop().run_in_executor(self._pool, os.getpid)
            return self._pool

    def _kill(self, pool: ProcessPoolExecutor) -> None:
        """A running task cannot be cancelled; its process can be ended."""
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - no public way before Python 3.14
            process.kill()
        self._forget(pool)

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        pool.shutdown(wait=False)


def _pool_of(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["crawler.warm", "crawler.extraction", "crawler.filings"])
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_the_crawl)


def _end_with_the_crawl() -> None:
    """In the process: when the crawl is killed nobody ends it, and it would wait for pages as long as the machine runs."""
    crawl = multiprocessing.parent_process()
    assert crawl is not None

    def wait() -> None:
        connection.wait([crawl.sentinel])
        os._exit(0)

    threading.Thread(target=wait, daemon=True, name="ends with the crawl").start()


def _within_limit(work: Callable[[], Done]) -> Done:
    """In the process: the signal's default action ends it, in the middle of C code too."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS_PER_PAGE)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
