"""A child process that runs parsers one after another and can be killed in the middle of one. Knows no pages.

The fork server stays alive with this process and has the libraries loaded: the first job waits about a second, later
ones do not.
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
    """One process. Since it is a pool of its own, it is known which job was running when it died."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent)

    async def start(self) -> None:
        """Wait until the process has started and loaded its libraries."""
        # In a thread: the very first start waits for the fork server to import the libraries.
        await asyncio.wrap_future(await asyncio.to_thread(self._pool.submit, os.getpid))

    def submit(self, work: Callable[[], Any], cpu_seconds: float) -> Future[tuple[Any, float]]:
        """Queue a job; its result comes with the CPU seconds it took.

        A job that takes more than `cpu_seconds` kills the process.
        """
        return self._pool.submit(partial(_within, work, cpu_seconds))

    def kill(self) -> None:
        """Kill the process, whatever it is doing."""
        for process in list((self._pool._processes or {}).values()):  # noqa: SLF001 - no public way before Python 3.14
            process.kill()
        self._pool.shutdown(wait=False)

    def close(self) -> None:
        """Let the process finish its jobs, then end it."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """In the child: end with the parent. If the crawl is killed, nothing else would ever end this process."""
    crawl = multiprocessing.parent_process()
    assert crawl is not None

    def wait() -> None:
        connection.wait([crawl.sentinel])
        os._exit(0)

    threading.Thread(target=wait, daemon=True, name="ends with the crawl").start()


def _within(work: Callable[[], Any], cpu_seconds: float) -> tuple[Any, float]:
    """In the child: the signal's default action ends it, even inside C code."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        return work(), time.process_time() - began
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
