"""Retries temporary failures: when the server says, else after a growing pause."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler.download import is_loopback
from crawler.rate_limit import LONGEST_WAIT

if TYPE_CHECKING:
    from crawler.source_spider import SourceSpider

LONGEST_PAUSE = 24 * 3600
"""Seconds: a longer Retry-After is treated as one day."""

FIRST_PAUSE = 2.0
"""Seconds before the first retry; doubled for each further one."""


def retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most a day; None if invalid."""
    text = (header or "").strip()
    if text.isdigit():
        return float(min(int(text[:9]), LONGEST_PAUSE))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_PAUSE)


class PoliteRetryMiddleware(RetryMiddleware):
    """Extends Scrapy's middleware, which ignores Retry-After and does not wait."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the reply, or a new request if the host may be asked again."""
        if response.status not in self.retry_http_codes or request.meta.get("dont_retry"):
            return response
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = retry_after(header, datetime.now(UTC))
        rate_limit = cast("SourceSpider", self.crawler.spider).run.rate_limit
        host = urlsplit(request.url).hostname or ""
        if asked is not None and asked > LONGEST_WAIT:
            rate_limit.pause(host, asked)
            return response
        again = self._retry(request, f"HTTP {response.status}")
        if again is not None:
            rate_limit.pause(host, asked if asked is not None else _growing(request))
        return again or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """Retry a request whose connection failed."""
        if not isinstance(exception, self.exceptions_to_retry) or request.meta.get("dont_retry"):
            return None
        again = self._retry(request, exception)
        if again is not None:
            cast("SourceSpider", self.crawler.spider).run.rate_limit.pause(
                urlsplit(request.url).hostname or "", _growing(request)
            )
        return again


def _growing(request: Request) -> float:
    return 0.0 if is_loopback(request.url) else FIRST_PAUSE * 2 ** int(request.meta.get("retry_times", 0))
