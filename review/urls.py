"""Which outside addresses may become links, and how the desk's own addresses are written."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

LONGEST = 2000
"""What browsers and mail clients surely follow."""


def safe_url(url: str | None) -> str | None:
    """The address when it is http or https with a host, else None: no javascript:, data: or control characters."""
    if not url or len(url) > LONGEST or not url.isprintable() or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def page_of(kind: str, identity: str) -> str:
    """The path of a page of the desk; an id that comes from an archive may hold any sign."""
    return f"/{kind}/{quote(identity, safe=':')}"
