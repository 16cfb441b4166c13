"""Collects the articles linked from a section page."""

from __future__ import annotations

from scrapy.http import Response

from crawler import sections, trimming
from crawler.article_spider import ArticleSpider
from crawler.collected import Answer


class ListingSpider(ArticleSpider):
    """Polls a section page; the source's `links` selects its links to articles."""

    name = "listing"

    async def read(self, response: Response) -> Answer:
        """Parse the page's links."""
        body = trimming.trim(response.body)
        return await self.read_list(response, body, sections.read, links=self.source.links)
