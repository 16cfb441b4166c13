"""The address of a filing whose list was served by a mirror."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from crawler.addresses import site
from crawler.filings import hkex
from crawler.filings.reply import Filing


def served_from(filing: Filing, url: str) -> Filing:
    """Move a filing to the host that served the list, if the list itself gives no hosts (HKEX's, company facts).

    Args:
        filing: with the register's own address.
        url: where the list came from.
    """
    if not (filing.url.startswith(hkex.SITE) or filing.words is not None) or site(filing.url) == site(url):
        return filing
    return replace(filing, url=urljoin(url, urlsplit(filing.url)._replace(scheme="", netloc="").geturl()))
