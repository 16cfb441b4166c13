"""Shares out page reading: crawls take turns, and each has a budget of seconds for its slow pages."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SMALL = 200_000
"""Bytes of a list that needs no process: a feed of so many takes a third of a second at most."""

CPU_SECONDS = 20.0
"""Of the processor, for all slow pages of a crawl together; ordinary pages take 0.02 to 0.3."""

SLOW_CPU_SECONDS = 1.0
"""From which a page counts against them; the least that a page has."""

TOO_SLOW = "takes too long to read"
UNREADABLE = "ends the process that reads it"
NO_PROCESS = "could not be read: no process could be started"
PUT_OFF = "was put off, because others of the source take too long to read"


class UnreadError(Exception):
    """Raised when something takes too long to read, or ends the process that reads it: says so, without a subject."""


class PutOffError(UnreadError):
    """Raised when it was not tried, because the crawl's slow pages have had all their seconds."""


@dataclass(slots=True, eq=False)
class Job:
    """Something to be read."""

    share: Share
    work: Callable[[], Any]
    outcome: asyncio.Future[Any]
    cpu_seconds: float = 0.0
    """What it may take."""
    began: float = 0.0
    is_slow: bool = False
    """Whether its reading is under way for long."""

    def tell(self, error: BaseException | None, result: Any = None) -> None:
        """End it, for whoever asked for it and still waits."""
        if self.outcome.done():
            return
        if error:
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(result)


@dataclass(slots=True, eq=False)
class Share:
    """What one crawl has of the readers."""

    waiting: deque[Job] = field(default_factory=deque)
    cpu_seconds: float = field(default_factory=lambda: CPU_SECONDS)
    """That are left to its slow pages."""

    def take(self, seconds: float) -> None:
        """Count what a page took."""
        if seconds > SLOW_CPU_SECONDS:
            self.cpu_seconds -= seconds


class Waiting:
    """What waits to be read, of all crawls."""

    def __init__(self) -> None:
        self._shares: deque[Share] = deque()
        """Those of which something waits, the next one first."""

    def put(self, job: Job, *, first: bool = False) -> None:
        """Let it wait behind what its crawl has waiting, or before that."""
        job.is_slow = False
        if first:
            job.share.waiting.appendleft(job)
        else:
            job.share.waiting.append(job)
        if job.share not in self._shares:
            self._shares.append(job.share)

    def next(self, may_begin: Callable[[Share], bool]) -> Job | None:
        """The first page of the crawl whose turn it is, of those that may begin one; what has no seconds left is told."""
        for _ in range(len(self._shares)):
            share = self._shares.popleft()
            while share.waiting and share.cpu_seconds <= 0:
                share.waiting.popleft().tell(PutOffError(PUT_OFF))
            if not share.waiting:
                continue
            self._shares.append(share)
            if may_begin(share):
                return share.waiting.popleft()
        return None

    def of_others(self, share: Share) -> bool:
        """Whether another crawl waits."""
        return any(other.waiting for other in self._shares if other is not share)

    def tell_all(self, error: Exception) -> None:
        """End all that waits."""
        for share in self._shares:
            while share.waiting:
                share.waiting.popleft().tell(error)
