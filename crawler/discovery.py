"""Finds in a site's page where its articles can be collected: feeds, sitemaps, lists of links. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import normalise, site

FEED_TYPES = ("rss", "atom", "feed+json", "rdf")
USUAL_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/news.xml")
USUAL_SITEMAPS = ("/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/sitemap.xml")
_FEED_WORDS = re.compile(r"(?<![a-z])(rss|atom|feeds?)(?![a-z])|\.(rss|rdf|atom)$", re.IGNORECASE)
_ARTICLE = re.compile(r"\d{4}[/-]?\d{2}[/-]?\d{2}|\d{6,}|(-[a-z0-9]+){3,}|\.s?html?$", re.IGNORECASE)
_HEADLINE = re.compile(r"(?:\S+\s+){4}\S+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af].{9,}")
"""Five words, or ten characters in scripts without spaces; navigation links are shorter."""

FEWEST_LINKS = 5
"""Matching links from which a selector counts as a list of articles."""


def feeds(tree: Any, url: str) -> list[str]:
    """Return the feeds that a page announces or links to, announced ones first."""
    announced = [
        link.get("href")
        for link in tree.xpath("//link[@href][contains(concat(' ', @rel, ' '), ' alternate ')]")
        if any(kind in (link.get("type") or "").lower() for kind in FEED_TYPES)
    ]
    linked = [link.get("href") for link in tree.xpath("//a[@href]") if _FEED_WORDS.search(link.get("href"))]
    return _addresses([*announced, *linked], url)


def sitemaps(robots: str, url: str) -> list[str]:
    """Return the sitemaps named in a robots.txt, news sitemaps first."""
    named = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", robots)
    return _addresses(sorted(named, key=lambda address: "news" not in address.lower()), url)


def usual(url: str) -> list[str]:
    """Return the usual addresses of feeds and sitemaps."""
    parts = urlsplit(url)
    return _addresses(
        [f"{parts.scheme}://{parts.netloc}{path}" for path in (*USUAL_FEEDS, *USUAL_SITEMAPS)], url
    )


def links(tree: Any, url: str) -> str | None:
    """Return a CSS selector of the links that look like articles of the same site, or None."""
    found: Counter[str] = Counter()
    for link in tree.xpath("//a[@href]"):
        address = normalise(link.get("href"), url)
        path = urlsplit(address).path if address and site(address) == site(url) else ""
        if _ARTICLE.search(path) or (
            path.strip("/") and _HEADLINE.match(" ".join(link.text_content().split()))
        ):
            found.update(_selectors(link))
    best = max(found.items(), key=lambda pair: (pair[1], -len(pair[0])), default=None)
    return best[0] if best and best[1] >= FEWEST_LINKS else None


def _selectors(link: Any) -> list[str]:
    """Return selectors for a link: by its own class, and by its nearest ancestor with one."""
    own = (link.get("class") or "").split()
    above = next((element for element in link.iterancestors() if element.get("class")), None)
    selectors = [f"a.{name}" for name in own if _plain(name)]
    if above is not None:
        selectors += [f".{name} a" for name in above.get("class").split() if _plain(name)]
    return selectors or ["h2 a" if any(e.tag == "h2" for e in link.iterancestors()) else "a[href]"]


def _plain(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][\w-]*", name))


def _addresses(found: list[str], url: str) -> list[str]:
    return list(dict.fromkeys(address for value in found if value and (address := normalise(value, url))))
