"""Collects the articles that a section page links to."""

from __future__ import annotations

from functools import partial

from scrapy.http import Response

from crawler import sections, trimming
from crawler.collected import Answer
from crawler.following import FollowingSpider
from crawler.watching import content_type


class ListingSpider(FollowingSpider):
    """A section page; the source's `links` selects its links to articles."""

    name = "listing"

    async def read(self, response: Response) -> Answer:
        """The page's links."""
        body = trimming.trim(response.body)
        work = partial(
            sections.read,
            body,
            response.url,
            content_type=content_type(response),
            links=self.source.links,
        )
        return await self.read_beside(body, work)
