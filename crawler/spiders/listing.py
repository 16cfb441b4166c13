"""Collects the articles that a section page links to."""

from __future__ import annotations

from lxml.cssselect import CSSSelector
from scrapy.http import Response

from crawler import refusals, trees
from crawler.addresses import normalise
from crawler.collected import Answer
from crawler.decoding import decode
from crawler.feeds import Entry
from crawler.following import FollowingSpider
from crawler.texts import plain
from crawler.watching import content_type


class ListingSpider(FollowingSpider):
    """A section page; the source's `links` selects its links to articles."""

    name = "listing"

    async def read(self, response: Response) -> Answer:
        """The page's links."""
        wall = refusals.by_page(response.body)
        tree = trees.parse(decode(response.body, content_type(response)))
        links = [] if tree is None else CSSSelector(self.source.links or "a[href]")(tree)
        entries: dict[str, Entry] = {}
        for link in links:
            address = normalise(link.get("href") or "", response.url)
            if address and address != normalise(response.url):
                entries.setdefault(address, Entry(url=address, title=plain(link.text_content())))
        if entries:
            return Answer(status="ok", entries=tuple(entries.values()))
        if wall and wall[0] == "wall":
            return Answer(status="wall", why=wall[1])
        return Answer(status="empty", why=f"no link on the page matches {self.source.links!r}")
