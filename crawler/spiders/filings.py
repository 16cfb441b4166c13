"""Collects filings, by the reader of the place where they are filed."""

from __future__ import annotations

from scrapy.http import Response

from crawler.collected import Answer
from crawler.following import FollowingSpider


class FilingsSpider(FollowingSpider):
    """A list of filings."""

    name = "filings"

    def read(self, response: Response) -> Answer:
        """The filings on the list."""
        raise NotImplementedError
