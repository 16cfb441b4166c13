"""Which addresses from outside may become links. What is no plain web address stays text."""

from __future__ import annotations

from urllib.parse import urlsplit

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
