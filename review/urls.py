"""Which outside URLs may become links, and the paths of the desk's own pages."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

LONGEST = 2000
"""Longest URL that browsers and mail clients are sure to follow, in characters."""


def safe_url(url: str | None) -> str | None:
    """Return the URL if it is http or https with a host, else None: no javascript:, data: or control characters."""
    if not url or len(url) > LONGEST or not url.isprintable() or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def page_of(kind: str, identity: str) -> str:
    """Return the path of a page of the desk. Ids from an archive may contain any character."""
    return f"/{kind}/{quote(identity, safe=':')}"
