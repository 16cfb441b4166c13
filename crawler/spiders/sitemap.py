"""Collects the articles that a sitemap names; of an index, those of its most recent sitemaps."""

from __future__ import annotations

from datetime import timedelta

from scrapy.http import Response

from crawler import sitemaps
from crawler.collected import Answer
from crawler.feeds import Entry
from crawler.following import FollowingSpider
from crawler.watching import content_type

RECENT = timedelta(days=3)
"""Older pages of a sitemap are an archive, not news."""

MOST_CHILDREN = 3
"""Sitemaps of an index that are asked: the ones that changed last."""


class SitemapSpider(FollowingSpider):
    """A sitemap."""

    name = "sitemap"

    def read(self, response: Response) -> Answer:
        """The sitemap's recent pages, or its sitemaps."""
        try:
            sitemap = sitemaps.read(
                response.body, response.url, content_type=content_type(response), zone=self.source.zone
            )
        except sitemaps.NotASitemap as error:
            return Answer(status="error", why=str(error))
        dated = sorted(
            sitemap.children, key=lambda child: child[1].timestamp() if child[1] else 0.0, reverse=True
        )
        children = [url for url, _ in dated if url != response.url]
        asked_for_children = response.meta["asked"] != self.source.url
        entries = tuple(entry for entry in sitemap.entries if self._recent(entry))
        if not sitemap.entries and not children:
            return Answer(status="empty", why="a sitemap without pages")
        return Answer(
            status="ok",
            entries=entries,
            addresses=() if asked_for_children else tuple(children[:MOST_CHILDREN]),
        )

    def _recent(self, entry: Entry) -> bool:
        moment = entry.published or entry.updated
        return moment is None or self.visit.clock() - moment <= RECENT
