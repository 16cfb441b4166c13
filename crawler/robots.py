"""Obeys robots.txt by RFC 9309, and caches it for a day across all crawls and runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from crawler import pipelines
from crawler.decoding import decode
from crawler.download import is_loopback
from crawler.faults import (
    DOWNLOAD_FAILURES,
    ForbiddenByRobotsError,
    RefusedRequest,
    UnknownRobotsError,
    of_exception,
)
from crawler.rate_limit import LONGEST_WAIT

if TYPE_CHECKING:
    from crawler.source_spider import SourceSpider

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are parsed (RFC 9309, section 2.5: at least 500 KiB)."""

AGENT = "Rejoinder"
"""The user agent that rules for us name."""

REFUSED, FAILED = 400, 500
"""HTTP statuses from which there is no robots.txt, and from which its rules are unknown (RFC 9309, section 2.3.1)."""


class Rules:
    """A host's robots.txt, as it applies to us."""

    def __init__(self, http_status: int | None, body: str, why: str = "no reply") -> None:
        """Parse a reply.

        Args:
            http_status: of the reply; None: there was none.
            body: its text.
            why: what came instead of a reply.
        """
        self._why = why
        self._unreachable = http_status is None or http_status >= FAILED
        self._http_status = http_status
        self._parsed = Protego.parse(body if http_status is not None and http_status < REFUSED else "")

    def check(self, url: str) -> None:
        """Return if an address may be fetched.

        Raises:
            UnknownRobotsError: the rules are unknown, so it may not (RFC 9309, section 2.3.1.4).
            ForbiddenByRobotsError: it may not.
        """
        if self._unreachable:
            said = f"HTTP {self._http_status}" if self._http_status else self._why
            raise UnknownRobotsError(f"robots.txt cannot be fetched ({said}), which counts as disallowed")
        if not self._parsed.can_fetch(url, AGENT):
            raise ForbiddenByRobotsError("disallowed by robots.txt")

    @property
    def delay(self) -> float | None:
        """Return the Crawl-delay in seconds, if any."""
        delay = self._parsed.crawl_delay(AGENT)
        return None if delay is None else min(float(delay), LONGEST_WAIT)


class RobotsCache:
    """The rules of hosts, each fetched once however many requests wait for it."""

    def __init__(self) -> None:
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, key: str, fetch: Callable[[], Awaitable[Rules]]) -> Rules:
        """Return the rules for a key, calling `fetch` if unknown; that one crawl had no time for them says nothing to the next."""
        known = self._rules.get(key)
        if known is None or (known.done() and (known.cancelled() or known.exception())):
            known = self._rules[key] = asyncio.ensure_future(fetch())
        return await known


class RobotsMiddleware:
    """Checks robots.txt before every request."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create the middleware for Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or reject it.

        Raises:
            ForbiddenByRobotsError: robots.txt disallows it.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        run = cast("SourceSpider", self.crawler.spider).run
        parts = urlsplit(request.url)
        allowed = cast("SourceSpider", self.crawler.spider).source.allow_private
        key = f"{parts.scheme}://{parts.netloc}{' private' if allowed else ''}"
        rules = await run.robots.rules(key, lambda: self._load(request.url))
        if rules.delay is not None:
            run.rate_limit.set_between(parts.hostname or "", rules.delay)
        rules.check(request.url)

    async def _load(self, url: str) -> Rules:
        """Load the rules from the store if they are less than a day old, else from the host."""
        run = cast("SourceSpider", self.crawler.spider).run
        parts = urlsplit(url)
        known = None if is_loopback(url) else pipelines.robots_of(run.store, parts.netloc, datetime.now(UTC))
        if known:
            return Rules(*known)
        http_status, body, why = await self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if http_status is not None and http_status < FAILED and not is_loopback(url):
            pipelines.save_robots(run.store, parts.netloc, http_status, body, datetime.now(UTC))
        return Rules(http_status, body, why)

    async def _fetch(self, url: str) -> tuple[int | None, str, str]:
        """Return HTTP status and text of a robots.txt; without a reply None, no text, and the reason."""
        request = Request(
            url, callback=NO_CALLBACK, priority=1000, dont_filter=True, meta={"dont_obey_robotstxt": True}
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except RefusedRequest:
            raise
        except DOWNLOAD_FAILURES as error:
            return None, "", of_exception(error)[1].partition(":")[0]
        return response.status, decode(response.body[:LARGEST]), ""
