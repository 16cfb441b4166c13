"""Fetches over HTTP: from public addresses only, unless the source allows others, and one request at a time per host."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.faults import OUT_OF_TIME, OutOfTimeError, PrivateAddressError

if TYPE_CHECKING:
    from crawler.source_spider import SourceSpider

REMEDY = "set allow_private = true for the source if this is intended"


def is_public(address: str) -> bool:
    """Return whether an IP address is public: not loopback, private, link-local, multicast or reserved."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour):
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_loopback(url: str) -> bool:
    """Return whether an address names this machine."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")  # RFC 6761, section 6.3


def is_private(url: str) -> bool:
    """Return whether an address itself shows that it is not public: a private IP or a local host name."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not is_public(_dotted(host))
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".internal", ".local"))


def _dotted(host: str) -> str:
    """Return an IP in its usual form: to a socket, 2130706433, 0x7f.1 and 127.1 are all 127.0.0.1."""
    if re.fullmatch(r"[0-9a-fx.]+", host) and host[0].isdigit():
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(host))
    return host


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only; checked at connection time, as a name can resolve differently each time."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the public addresses of a host.

        Raises:
            PrivateAddressError: it has none.
        """
        found = await self._inner.resolve(host, port, family)
        public = [result for result in found if is_public(result["host"])]
        if not public:
            raise PrivateAddressError(f"{host} is in a private network; {REMEDY}")
        return public

    async def close(self) -> None:
        """Release the resolver."""
        await self._inner.close()


class PoliteHandler(AiohttpDownloadHandler):
    """Scrapy's asyncio handler, with the address guard and per-host turns."""

    # Scrapy calls its handler experimental and warns at every crawl; our tests run it for hours.
    experimental: ClassVar[bool] = False
    # Created on demand: each scheme's handler loads the system's certificates, which takes 30 ms.
    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._run = cast("SourceSpider", crawler.spider).run
        self._source = cast("SourceSpider", crawler.spider).source
        # Without a reactor, Scrapy's slots let a burst through: they count a request only once it has started.
        self._places = asyncio.Semaphore(crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        self._end = monotonic() + crawler.settings.getfloat("CLOSESPIDER_TIMEOUT")
        if not self._source.allow_private and not crawler.settings.getbool("HTTPPROXY_IN_USE"):
            connector = cast("aiohttp.TCPConnector", self._session.connector)
            connector._resolver = PublicResolver()  # noqa: SLF001 - Scrapy makes the connector

    async def download_request(self, request: Request) -> Response:
        """Fetch when it is this request's turn.

        Raises:
            PrivateAddressError: the address is not public and the source does not allow that.
            HostPausedError: the host asked for a long pause.
            OutOfTimeError: the crawl has used up its time.
        """
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if not self._source.allow_private and is_private(request.url):
            raise PrivateAddressError(f"{host} is in a private network; {REMEDY}")
        if self._source.allow_private and is_loopback(request.url):
            await self._run.rate_limit.wait(host)
            async with self._places:
                return await self._download_here(request, self._run.hosts.get(host))
        async with self._run.rate_limit.take(host):
            return await self._in_time(request)

    async def _download_here(self, request: Request, server: str | None) -> Response:
        """Fetch from this machine, without rate limit; `server` answers for the host if given."""
        if server is None:
            return await self._in_time(request)
        parts = urlsplit(request.url)
        moved = request.replace(url=urlsplit(server)._replace(path=parts.path, query=parts.query).geturl())
        moved.headers["Host"] = parts.netloc
        response = await self._in_time(moved)
        return response.replace(url=request.url)

    async def _in_time(self, request: Request) -> Response:
        """Fetch unless time is up; Scrapy still works off the queue of a crawl that it closes."""
        if monotonic() > self._end:
            raise OutOfTimeError(OUT_OF_TIME)
        return await super().download_request(request)
