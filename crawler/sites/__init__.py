"""Sites whose pages need more than the general extraction. Each overrides as little as possible and is found by its registered name.

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
    """What is special about the site of an address; mostly nothing."""
    return SITES.get(site(url), USUAL)
