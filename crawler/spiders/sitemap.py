"""Collects the articles that a sitemap names; of an index, those of its most recent sitemaps."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from scrapy.http import Response

from crawler import sitemaps
from crawler.collected import Answer
from crawler.feeds import MOST_ENTRIES, Entry
from crawler.following import FollowingSpider
from crawler.watching import content_type

RECENT = timedelta(days=3)
"""Older pages of a sitemap are an archive, not news."""

MOST_CHILDREN = 3
"""Sitemaps of an index that are asked: the ones that changed last."""


class SitemapSpider(FollowingSpider):
    """A sitemap."""

    name = "sitemap"

    async def read(self, response: Response) -> Answer:
        """The sitemap's recent pages, or its sitemaps."""
        try:
            work = partial(
                sitemaps.read,
                response.body,
                response.url,
                content_type=content_type(response),
                zone=self.source.zone,
            )
            sitemap = await self.read_beside(response.body, work)
        except sitemaps.NotASitemap as error:
            return Answer(status="error", why=str(error))
        dated = sorted(
            sitemap.children, key=lambda child: child[1].timestamp() if child[1] else 0.0, reverse=True
        )
        children = [url for url, _ in dated if url != response.url]
        asked_for_children = response.meta["asked"] != self.source.url
        recent = sorted(filter(self._recent, sitemap.entries), key=_age)
        if not sitemap.entries and not children:
            return Answer(status="empty", why="a sitemap without pages")
        return Answer(
            status="ok",
            entries=tuple(recent[:MOST_ENTRIES]),
            left_out=f"the sitemap has {len(recent)} recent pages; the newest {MOST_ENTRIES} were read"
            if len(recent) > MOST_ENTRIES
            else None,
            addresses=() if asked_for_children else tuple(children[:MOST_CHILDREN]),
        )

    def _recent(self, entry: Entry) -> bool:
        moment = _moment(entry)
        return moment is None or self.visit.clock() - moment <= RECENT


def _moment(entry: Entry) -> datetime | None:
    return entry.published or entry.updated


def _age(entry: Entry) -> float:
    """The newest first, then those without a date, in the sitemap's order."""
    moment = _moment(entry)
    return -moment.timestamp() if moment else 0.0
