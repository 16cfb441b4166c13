"""Fair scheduling of page parsing: crawls take turns, and each has a time budget for its slow pages."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SMALL = 200_000
"""Bytes of a list that is parsed in-process: a feed of this size takes at most a third of a second."""

CPU_SECONDS = 20.0
"""CPU seconds for all slow pages of a crawl together; ordinary pages take 0.02 to 0.3."""

SLOW_CPU_SECONDS = 1.0
"""CPU seconds from which a page counts against the budget; every page may take this much."""

TOO_SLOW = "takes too long to parse"
UNREADABLE = "crashes its parser"
NO_PROCESS = "could not be parsed: no process could be started"
PUT_OFF = "was postponed because other pages of the source take too long to parse"


class UnreadError(Exception):
    """Raised when something takes too long to parse or crashes its process; the message has no subject."""


class PutOffError(UnreadError):
    """Raised when a page was not tried because the crawl's slow pages have used up its budget."""


@dataclass(slots=True, eq=False)
class Job:
    """A parser call and its caller's future."""

    share: Share
    work: Callable[[], Any]
    outcome: asyncio.Future[Any]
    cpu_seconds: float = 0.0
    """CPU limit in seconds."""
    began: float = 0.0
    is_slow: bool = False
    """Whether it has been running for long."""

    def tell(self, error: BaseException | None, result: Any = None) -> None:
        """Complete the job for the caller, if still waiting."""
        if self.outcome.done():
            return
        if error:
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(result)


@dataclass(slots=True, eq=False)
class Share:
    """One crawl's share of the parsing processes."""

    waiting: deque[Job] = field(default_factory=deque)
    cpu_seconds: float = field(default_factory=lambda: CPU_SECONDS)
    """CPU seconds left for its slow pages."""

    def take(self, seconds: float) -> None:
        """Charge a page's time to the budget, if it was slow."""
        if seconds > SLOW_CPU_SECONDS:
            self.cpu_seconds -= seconds


class Waiting:
    """The queued jobs of all crawls."""

    def __init__(self) -> None:
        self._shares: deque[Share] = deque()
        """Shares with queued jobs, the next one first."""

    def put(self, job: Job, *, first: bool = False) -> None:
        """Queue a job behind the others of its crawl, or before them."""
        job.is_slow = False
        if first:
            job.share.waiting.appendleft(job)
        else:
            job.share.waiting.append(job)
        if job.share not in self._shares:
            self._shares.append(job.share)

    def next(self, may_begin: Callable[[Share], bool]) -> Job | None:
        """Return the next job among the crawls that may start one; jobs without budget are failed."""
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

    def others_waiting(self, share: Share) -> bool:
        """Return whether another crawl has queued jobs."""
        return any(other.waiting for other in self._shares if other is not share)

    def tell_all(self, error: Exception) -> None:
        """Fail all queued jobs."""
        for share in self._shares:
            while share.waiting:
                share.waiting.popleft().tell(error)
