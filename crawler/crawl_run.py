"""State shared by the crawls of one run: store, clock, turns, robots.txt rules, page reader, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from crawler.extraction import PageReader
from crawler.rate_limit import RateLimit
from crawler.robots import RobotsCache

MOST_PAGES = 60
"""New pages of a source per crawl: at one request a second, as many as a crawl has time for."""

Clock = Callable[[], datetime]


@dataclass(slots=True, kw_only=True)
class CrawlRun:
    """The state of one collecting run."""

    store: Database
    clock: Clock
    contact: str
    reader: PageReader
    record: Path | None = None
    """Folder that keeps raw replies; None: none are kept."""
    most_pages: int = MOST_PAGES
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Local host names (`….localhost`) → the server that answers for them: "http://127.0.0.1:47610"."""
    rate_limit: RateLimit = field(default_factory=RateLimit)
    robots: RobotsCache = field(default_factory=RobotsCache)
    counts: Counter[str] = field(default_factory=Counter)
    troubles: dict[str, str] = field(default_factory=dict)
    """Source → why it could not be collected completely."""

    def count(self, done: Mapping[str, int]) -> None:
        """Add to the counts."""
        self.counts.update(done)
