"""Reads pages beside the loop that fetches them, so that neither waits for the other."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from crawler.pages import Page, read_page

WORTH_A_POOL = 24
"""Pages waiting at once from which processes of their own pay for their start (about a second each)."""


class PageReader:
    """Reads pages in a thread, and in processes once many wait."""

    def __init__(self, processes: int = 2) -> None:
        self._processes = processes
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    async def read(
        self, html: bytes, url: str, *, content_type: str | None, zone: str, lang: str | None, now: datetime
    ) -> Page:
        """`pages.read_page`, elsewhere."""
        work = partial(read_page, html, url, content_type=content_type, zone=zone, lang=lang, now=now)
        loop = asyncio.get_running_loop()
        self._waiting += 1
        try:
            return await loop.run_in_executor(self._executor(), work)
        except BrokenProcessPool:
            # A page that kills its process (memory, a bug in C) costs itself; the others get a new pool.
            self._pool = None
            return Page(url=url, body="", flags=("unreadable",))
        finally:
            self._waiting -= 1

    def _executor(self) -> Executor:
        if self._pool is None and self._processes and self._waiting > WORTH_A_POOL:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["crawler.pages"])
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context)
        return self._pool or self._thread
