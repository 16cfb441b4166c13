"""A minimal crawler for comparison: Scrapy without delays, trafilatura in two processes, nothing stored.

benchmarks/crawl runs it in the same round as ours.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import trafilatura
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.http import Response

PROCESSES = 2

SETTINGS = {
    "TWISTED_REACTOR_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "CONCURRENT_ITEMS": 4,
    "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_ENABLED": False,
}


class BareSpider(Spider):
    """Fetches /0, /1 ... and has each page read."""

    name = "bare"

    def __init__(self, *, origin: str, pages: int, pool: ProcessPoolExecutor) -> None:
        super().__init__()
        self.origin, self.pages, self.pool = origin, pages, pool
        self.read = 0

    async def start(self) -> AsyncIterator[Any]:
        """Yield a request per page."""
        for number in range(self.pages):
            yield Request(f"{self.origin}/{number}")

    async def parse(self, response: Response) -> None:
        """Have a page read."""
        loop = asyncio.get_running_loop()
        self.read += await loop.run_in_executor(self.pool, extract, response.body)


def extract(html: bytes) -> bool:
    """Extract body and metadata with trafilatura alone; return whether there was anything."""
    return trafilatura.bare_extraction(html, include_comments=False, with_metadata=True) is not None


async def crawl(origin: str, pages: int) -> int:
    """Read every page; return how many trafilatura could extract."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["trafilatura"])
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        crawler = Crawler(BareSpider, SETTINGS)
        await AsyncCrawlerRunner({"TWISTED_REACTOR_ENABLED": False}).crawl(
            crawler, origin=origin, pages=pages, pool=pool
        )
        spider = crawler.spider
        assert isinstance(spider, BareSpider)
        return spider.read
