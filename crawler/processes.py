"""A child process that reads one thing after another and can be ended in the middle of one. Knows no pages.

The server from which processes are forked stays for the life of this one, with the libraries loaded: the first thing
that is read waits about a second, later ones none.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import connection
from typing import Any

LOADED = ["crawler.preload", "crawler.extraction", "crawler.filings", "crawler.feeds", "crawler.sitemaps"]


class ReadingProcess:
    """One process. As it is a pool of its own, it is known what was being read when it ended."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_the_crawl)

    async def start(self) -> None:
        """Wait until it is there and has loaded what it needs."""
        # Beside the loop: the very first start waits for the server that forks, and loads the libraries.
        await asyncio.wrap_future(await asyncio.to_thread(self._pool.submit, os.getpid))

    def submit(self, work: Callable[[], Any], cpu_seconds: float) -> Future[tuple[Any, float]]:
        """Have something read behind what it has already: the result, and how many seconds of CPU that took.

        What takes more of them ends the process.
        """
        return self._pool.submit(partial(_within, work, cpu_seconds))

    def kill(self) -> None:
        """End it, whatever it is doing."""
        for process in list((self._pool._processes or {}).values()):  # noqa: SLF001 - no public way before Python 3.14
            process.kill()
        self._pool.shutdown(wait=False)

    def close(self) -> None:
        """Let it finish what it has begun, and end."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _end_with_the_crawl() -> None:
    """In the process: when the crawl is killed nobody ends it, and it would wait for pages as long as the machine runs."""
    crawl = multiprocessing.parent_process()
    assert crawl is not None

    def wait() -> None:
        connection.wait([crawl.sentinel])
        os._exit(0)

    threading.Thread(target=wait, daemon=True, name="ends with the crawl").start()


def _within(work: Callable[[], Any], cpu_seconds: float) -> tuple[Any, float]:
    """In the process: the signal's default action ends it, in the middle of C code too."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        return work(), time.process_time() - began
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
