"""Collects the articles listed by an RSS or Atom feed."""

from __future__ import annotations

from scrapy.http import Response

from crawler import feeds, refusals
from crawler.article_spider import ArticleSpider
from crawler.collected import Answer
from crawler.texts import counted


class FeedSpider(ArticleSpider):
    """Polls a feed."""

    name = "feed"

    async def read(self, response: Response) -> Answer:
        """Parse the feed's entries."""
        try:
            body = feeds.first_part(response.body)
            feed = await self.read_list(response, body, feeds.read, zone=self.source.zone)
        except feeds.NotAFeed as error:
            wall = refusals.by_page(response.body)
            if wall and wall[0] == "wall":
                return Answer(status="wall", why=wall[1])
            return Answer(status="error", why=str(error))
        missing = left_out(feed)
        if not feed.entries:
            return Answer(status="empty", why="a feed without entries", left_out=missing)
        return Answer(status="ok", entries=feed.entries, left_out=missing)


def left_out(feed: feeds.Feed) -> str | None:
    """Return why some entries of a feed were dropped, for an issue; None if none were."""
    if feed.is_cut:
        return (
            f"the feed has more than {feeds.MOST_ENTRIES} entries or {feeds.LARGEST // 10**6} MB; "
            f"its first {len(feed.entries)} entries were read"
        )
    if not feed.without_address:
        return None
    return f"{counted(feed.without_address, 'entry', 'entries')} of the feed without a page address"
