"""Finds the address of an article's main picture in the page's metadata."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from crawler.pages import jsonld


def find(tree: Any, node: dict[str, Any], meta: dict[str, str], url: str) -> str | None:
    """Return the article's picture: og:image, else JSON-LD's, else Twitter's, else microdata's."""
    image = node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    if isinstance(image, dict):
        image = image.get("url") or image.get("contentUrl") or image.get("@id")
    marked = tree.xpath("//*[@itemprop='image']/descendant-or-self::*/@*[name()='src' or name()='href']")
    found = (
        *(meta.get(name) for name in ("og:image", "og:image:url", "og:image:secure_url")),
        jsonld.text(image),
        *(meta.get(name) for name in ("twitter:image", "twitter:image:src", "image", "thumbnailurl")),
        *map(str, marked[:1]),
    )
    return next((address for value in found if value and (address := _whole_address(value, url))), None)


def _whole_address(value: str, url: str) -> str | None:
    """Return a full web address, on the page's site if relative; None for embedded pictures."""
    try:
        address = urljoin(url, value.strip())
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None
