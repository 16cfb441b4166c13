"""Parses Google's daily trends (trends.google.com/trending/rss?geo=HK): RSS with elements of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from crawler import markup
from crawler.boards.heat import parse_heat
from records import Sighting


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the searches in order; traffic is written in the country's language ("50,000+", "1천+")."""
    root = markup.decode(body)
    if etree.QName(root).localname != "rss":
        raise markup.NotXml(f"no RSS, but <{etree.QName(root).localname}>")
    for index, item in enumerate(markup.elements(root, "item")):
        title = markup.text(item, "title")
        if title is None:
            continue
        traffic = markup.text(item, "approx_traffic")
        yield Sighting(
            platform="google-trends",
            list="hot",
            title=title,
            position=index + 1,
            index=index,
            captured_at=captured_at,
            heat=parse_heat(traffic),
            heat_raw=traffic,
            url=_news(item, "news_item_url"),
            excerpt=_news(item, "news_item_title"),
        )


def _news(item: etree._Element, name: str) -> str | None:
    """Return a field of the first news article shown for the search."""
    return next((markup.text(news, name) for news in markup.elements(item, "news_item")), None)
