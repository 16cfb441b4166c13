"""Sites that need more than the general extraction, by registered name. Each overrides as little as possible.

Where to look: `base` defines what a site may override; `sina` is the only site that does.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.addresses import site
from crawler.sites.base import Site
from crawler.sites.sina import SINA

SITES: Mapping[str, Site] = {"sina.com.cn": SINA, "sina.cn": SINA}

USUAL = Site()


def of(url: str) -> Site:
    """Return the overrides for the site of an address, usually none."""
    return SITES.get(site(url), USUAL)
