"""Parses a section page: the links to articles on it. Fetches nothing."""

from __future__ import annotations

from lxml.cssselect import CSSSelector

from crawler import refusals, trees, trimming
from crawler.addresses import normalise
from crawler.collected import Answer
from crawler.decoding import decode
from crawler.feeds import MOST_ENTRIES, Entry
from crawler.texts import plain


def read(body: bytes, url: str, *, content_type: str | None, links: str | None) -> Answer:
    """Parse a section page.

    Args:
        body: as received.
        url: where it came from.
        content_type: the Content-Type header.
        links: CSS selector of the links to articles; None: every link.
    """
    wall = refusals.by_page(body)
    tree = trees.parse(decode(trimming.trim(body), content_type))
    entries: dict[str, Entry] = {}
    for link in [] if tree is None else CSSSelector(links or "a[href]")(tree):
        address = normalise(link.get("href") or "", url)
        if address and address != normalise(url):
            entries.setdefault(address, Entry(url=address, title=plain(link.text_content())))
    if entries:
        left_out = f"the page has {len(entries)} links; the first {MOST_ENTRIES} were read"
        return Answer(
            status="ok",
            entries=tuple(entries.values())[:MOST_ENTRIES],
            left_out=left_out if len(entries) > MOST_ENTRIES else None,
        )
    if wall and wall[0] == "wall":
        return Answer(status="wall", why=wall[1])
    what = (
        f"no link on the page matches {links!r}; has its layout changed?" if links else "a page without links"
    )
    return Answer(status="error", why=what)
