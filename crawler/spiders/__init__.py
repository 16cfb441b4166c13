"""HOW sources are collected: one spider per mechanism. File, class, name and the source list's `spider` agree.

Where to look: `feed`, `sitemap`, `listing`, `board`, `account`, `filings`; they share crawler/watching.py and crawler/following.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.spiders.account import AccountSpider
from crawler.spiders.board import BoardSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.filings import FilingsSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.watching import SourceSpider

SPIDERS: Mapping[str, type[SourceSpider]] = {
    spider.name: spider
    for spider in (FeedSpider, SitemapSpider, ListingSpider, BoardSpider, AccountSpider, FilingsSpider)
}
