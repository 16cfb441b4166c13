"""Collects the articles of a sitemap, or of an index's most recent sitemaps."""

from __future__ import annotations

from datetime import timedelta

from scrapy.http import Response

from crawler import sitemaps
from crawler.article_spider import ArticleSpider
from crawler.collected import Answer
from crawler.feeds import MOST_ENTRIES

RECENT = timedelta(days=3)
"""Older pages of a sitemap are an archive, not news."""

MOST_CHILDREN = 3
"""Sitemaps of an index that are fetched: the most recently changed."""


class SitemapSpider(ArticleSpider):
    """Polls a sitemap."""

    name = "sitemap"

    async def read(self, response: Response) -> Answer:
        """Parse the sitemap's recent pages, or its sitemaps."""
        try:
            sitemap = await self.read_list(
                response,
                response.body,
                sitemaps.read,
                zone=self.source.zone,
                since=self.run.clock() - RECENT,
            )
        except sitemaps.NotASitemap as error:
            return Answer(status="error", why=str(error))
        dated = sorted(
            sitemap.children, key=lambda child: child[1].timestamp() if child[1] else 0.0, reverse=True
        )
        children = [url for url, _ in dated if url != response.url]
        asked_for_children = response.meta["asked"] != self.source.url
        if not sitemap.listed:
            return Answer(status="empty", why="a sitemap without pages")
        return Answer(
            status="ok",
            entries=sitemap.entries,
            left_out=left_out(sitemap),
            addresses=() if asked_for_children else tuple(children[:MOST_CHILDREN]),
        )


def left_out(sitemap: sitemaps.Sitemap) -> str | None:
    """Return why some pages were not read, for an issue; None if all were."""
    if sitemap.is_cut:
        return (
            f"the sitemap exceeds the size limit; of its first {sitemap.listed} pages, the newest were read"
        )
    if sitemap.recent > MOST_ENTRIES:
        return f"the sitemap has {sitemap.recent} recent pages; the newest {MOST_ENTRIES} were read"
    return None
