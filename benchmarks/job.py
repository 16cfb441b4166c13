"""Measures memory of the continuous crawl: the sample newsroom over a simulated day, each source when due.

The simulated clock advances a minute whenever no crawl is running. `python -m benchmarks job [--hours 24]`
"""

from __future__ import annotations

import asyncio
import logging
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import sample
import steps
from benchmarks import subjects
from config import settings as settings_file
from steps import continuous

SETTLED_AFTER = 100
"""Crawls after which caches are considered full."""


class Day:
    """A simulated period: its clock and measurements."""

    def __init__(self, newsroom: sample.Newsroom, hours: float) -> None:
        self.newsroom = newsroom
        self.begin = newsroom.at = sample.MOMENTS[0]
        self.hours = hours
        self.busy: frozenset[str] = frozenset()
        self.crawls = 0
        self.settled = float("nan")
        self.cpu = time.process_time()

    def now(self) -> datetime:
        """Return the simulated time."""
        return self.newsroom.at

    def is_over(self) -> bool:
        """Return whether the period is over."""
        return self.now() - self.begin >= timedelta(hours=self.hours)

    def tell(self, busy: Sequence[str]) -> None:
        """Count the crawls ended since the last call."""
        for _ in self.busy - set(busy):
            self.crawls += 1
            if self.crawls == SETTLED_AFTER:
                self.settled = continuous.resident_mb()
            if self.crawls % SETTLED_AFTER == 0:
                cost = (time.process_time() - self.cpu) / self.crawls
                line = f"{self.crawls:5} crawls, {self.now() - self.begin}: {continuous.resident_mb():6.1f} MB, {cost:.3f} s of CPU a crawl\n"
                sys.stdout.write(line)
                sys.stdout.flush()
        self.busy = frozenset(busy)

    async def pause(self, _: float) -> None:
        """Advance a simulated minute if no crawl is running, else wait briefly."""
        await asyncio.sleep(0.01)
        if not self.busy:
            self.newsroom.at += timedelta(minutes=1)


def main(argv: list[str]) -> None:
    """Print RSS every hundred crawls of a source, and its growth since the first hundred."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--hours", type=float, default=24)
    asked = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    continuous.CHECK_DUE_EVERY = 1
    with tempfile.TemporaryDirectory() as folder, sample.Newsroom() as newsroom:
        day = Day(newsroom, asked.hours)
        settings = settings_file.load(sample.CONFIG, home=Path(folder))
        hosts = {sample.HOST: newsroom.url}
        steps.keep_crawling(
            settings, clock=day.now, hosts=hosts, tell=day.tell, until=day.is_over, pause=day.pause
        )
    rss = continuous.resident_mb()
    sys.stdout.write(
        f"{asked.hours:g} simulated hours, {day.crawls} crawls: RSS {rss:.1f} MB, against {day.settled:.1f} MB"
        f" after {SETTLED_AFTER}: {rss / day.settled:.3f}\n"
        f"highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MB\n"
    )
