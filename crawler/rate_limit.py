"""Rate limit: one request at a time per host, with a pause in between, longer if the host wants it.

Shared by all crawls of a process: Scrapy's own slots know only the requests of one crawl.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from crawler.faults import HostPausedError

BETWEEN = 1.0
"""Seconds between two requests to a host, unless it asks for more."""

LONGEST_WAIT = 60.0
"""Seconds a request waits for its turn at most; beyond that, the host is left for a later crawl."""


class RateLimit:
    """Hosts, and when each may be asked again. Uses the machine's clock, whatever the crawl's own clock says."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self._between: dict[str, float] = {}

    @asynccontextmanager
    async def take(self, host: str) -> AsyncIterator[None]:
        """Wait for the turn at a host and hold it for the length of the block.

        Raises:
            HostPausedError: the host asked for a pause longer than a crawl.
        """
        async with self._locks[host]:
            await self.wait(host)
            await asyncio.sleep(self._next.get(host, 0.0) - self._seconds())
            self._next[host] = self._seconds() + self._between.get(host, BETWEEN)
            yield

    async def wait(self, host: str) -> None:
        """Wait until a host's pause is over, without taking a turn.

        Raises:
            HostPausedError: the host asked for a pause longer than a crawl.
        """
        seconds = self._paused.get(host, 0.0) - self._seconds()
        if seconds > LONGEST_WAIT:
            raise HostPausedError(f"{host} asked for a pause of another {seconds:.0f} seconds")
        await asyncio.sleep(seconds)

    def pause(self, host: str, seconds: float) -> None:
        """Send no requests to a host for this long."""
        self._paused[host] = max(self._paused.get(host, 0.0), self._seconds() + seconds)

    def set_between(self, host: str, seconds: float) -> None:
        """Keep this many seconds between two requests, if that is more than our own: Crawl-delay of robots.txt."""
        self._between[host] = max(BETWEEN, seconds)
