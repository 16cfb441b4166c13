"""Sites whose pages need more than the general reading; each overrides the least. Known by their registered name.

`base` says what a site may set; `sina` is the one site that does.
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
