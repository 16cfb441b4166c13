"""Scrapy settings that differ from the defaults, each with its reason."""

from __future__ import annotations

from typing import Any

from crawler.download import is_loopback
from records import Source

SECONDS_PER_REQUEST = 20
"""From the first byte sent to the last one received, so that a slow-dripping server costs no more."""

SECONDS_PER_CRAWL = 120
"""After this a crawl sends no new requests; those under way add at most SECONDS_PER_REQUEST."""

LARGEST_REPLY = 10 * 2**20
"""Bytes, compressed and decompressed: the largest page of 940 had 3 MB."""

SETTINGS: dict[str, Any] = {
    # Plain asyncio: one loop for crawls and everything else, started and ended as often as needed.
    "TWISTED_REACTOR_ENABLED": False,
    "DOWNLOAD_HANDLERS": {
        "http": "crawler.download.PoliteHandler",
        "https": "crawler.download.PoliteHandler",
        # A redirect must not lead to local files.
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "ITEM_PIPELINES": {"crawler.pipelines.StorePipeline": 300},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.robots.RobotsMiddleware": 100,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "crawler.retrying.PoliteRetryMiddleware": 550,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "crawler.unpacking.WholeReplyMiddleware": 590,
    },
    # Every status reaches the spider, which turns it into a poll.
    "HTTPERROR_ALLOW_ALL": True,
    # The spiders avoid duplicate requests themselves; the filter would silently drop a redirect to the same address.
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 1,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 1,
    "DOWNLOAD_TIMEOUT": SECONDS_PER_REQUEST,
    "CLOSESPIDER_TIMEOUT": SECONDS_PER_CRAWL,
    "DOWNLOAD_MAXSIZE": LARGEST_REPLY,
    "DOWNLOAD_WARNSIZE": 0,
    "RETRY_TIMES": 2,
    # Scrapy's list without the errors of its Twisted client, whose import costs every crawling process half a second.
    "RETRY_EXCEPTIONS": [
        "scrapy.exceptions.CannotResolveHostError",
        "scrapy.exceptions.DownloadConnectionRefusedError",
        "scrapy.exceptions.DownloadFailedError",
        "scrapy.exceptions.DownloadTimeoutError",
        "scrapy.exceptions.ResponseDataLossError",
        OSError,
    ],
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_MAXDELAY": 5,
    # The default of 100 creates a hundred idle tasks for every reply.
    "CONCURRENT_ITEMS": 4,
    # Bytes of unparsed replies at which fetching pauses; the default of 5 MB is fifteen pages.
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 20_000_000,
    # No source needs a session, and content behind cookies is not collected.
    "COOKIES_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    # They open ports, one of which executes what it is sent.
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    # Off by default, but a newsroom's page is worth little if anybody could have written it.
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "MEMUSAGE_ENABLED": False,
    "LOGSTATS_INTERVAL": 0,
    "STATS_DUMP": False,
}

ON_LOOPBACK: dict[str, Any] = {
    # Our own machine needs no rate limit.
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}


def settings_for(source: Source, contact: str) -> dict[str, Any]:
    """Return the settings of a source's crawl.

    Args:
        source: the source to poll.
        contact: a web or email address at which sites can reach us.
    """
    own = ON_LOOPBACK if source.allow_private and is_loopback(source.url) else {}
    language = {"zh": "zh-CN,zh;q=0.9,en;q=0.5"}.get(source.lang or "", "en,zh;q=0.5")
    return {
        **SETTINGS,
        **own,
        "USER_AGENT": f"Rejoinder/0.1 (+{contact})",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": language,
        },
    }
