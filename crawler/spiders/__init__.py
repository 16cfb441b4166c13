"""The spiders: one per mechanism of collecting. File, class, name and the source list's `spider` agree.

Where to look: `feed`, `sitemap`, `listing`, `board`, `account`, `filings`; they extend crawler/source_spider.py or
crawler/article_spider.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.source_spider import SourceSpider
from crawler.spiders.account import AccountSpider
from crawler.spiders.board import BoardSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.filings import FilingsSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.sitemap import SitemapSpider

SPIDERS: Mapping[str, type[SourceSpider]] = {
    spider.name: spider
    for spider in (FeedSpider, SitemapSpider, ListingSpider, BoardSpider, AccountSpider, FilingsSpider)
}
