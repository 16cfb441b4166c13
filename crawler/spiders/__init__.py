"""HOW sources are collected: one spider a mechanism. File, class, name and the source list's `spider` agree.

`feed`, `sitemap`, `listing`, `board`, `account`, `filings`; what they have in common is crawler/watching.py and crawler/following.py.
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
