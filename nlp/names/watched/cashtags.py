"""Finds watched companies by their ticker after a dollar sign, as posts write it: "$HLDN is down"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.names.watched.page import Joined, Page
from records import Watchlist

_TAG = re.compile(r"(?<![\w$])\$(?P<ticker>[A-Z]{1,6})\b(?!\$|[.-]?\d)")
"""A sum has digits after the sign, and a currency code has them after the letters."""


def find(page: Page, watchlist: Watchlist) -> Iterator[Joined]:
    """Yield the cashtags of watched companies, with the dollar sign."""
    if "$" not in page.text:
        return
    tickers = {
        re.split(r"[:.]", company.ticker)[0 if "." in company.ticker else -1].upper(): company.id
        for company in watchlist.companies
        if company.ticker
    }
    for tag in _TAG.finditer(page.text):
        if entity := tickers.get(tag["ticker"]):
            yield tag.start(), tag.end(), "ORG", entity
