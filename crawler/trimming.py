"""Cuts a page to a size that an article's page can have: first scripts and styles, then anything beyond the limit.

A tree takes up to eighty times the bytes of its page: ten megabytes of small elements took seven hundred.
"""

from __future__ import annotations

import re
from itertools import islice

SMALL = 500_000
"""Bytes; the largest of 416 pages had as many without its scripts and styles, and 1.4 million with them."""

LARGEST = 1_000_000
MOST_TAGS = 25_000
"""None of the same pages had more than 5,800."""

CUT = b"<!-- rejoinder: the page goes on -->"
"""Marks the end of a page that was cut off."""

_DROPPED = {
    b"script": re.compile(rb"<script\b(?![^>]{0,300}ld\+json)", re.IGNORECASE),
    b"style": re.compile(rb"<style\b", re.IGNORECASE),
    b"svg": re.compile(rb"<svg\b", re.IGNORECASE),
}


def trim(html: bytes) -> bytes:
    """Return a page unchanged, or its beginning if it is larger than any article's. Trimming is idempotent."""
    if is_cut(html) or (len(html) <= SMALL and html.count(b"<") <= MOST_TAGS):
        return html
    if len(html) > SMALL:
        for name, begins in _DROPPED.items():
            html = _without(html, begins, re.compile(rb"</%b\s*>" % name, re.IGNORECASE))
    first = beginning(html, LARGEST, MOST_TAGS)
    return first if len(first) == len(html) else first + CUT


def is_cut(html: bytes) -> bool:
    """Return whether a page was cut off."""
    return html.endswith(CUT)


def beginning(markup: bytes, largest: int, most_tags: int) -> bytes:
    """Return the beginning of a reply, limited to so many bytes and tags."""
    beyond = next(islice(re.finditer(b"<", markup), most_tags, None), None)
    end = min(largest, beyond.start() if beyond else len(markup))
    if end >= len(markup):
        return markup
    # A cut inside a character would make the rest look like another encoding.
    return markup[: markup.rfind(b">", 0, end) + 1 or end]


def _without(html: bytes, begins: re.Pattern[bytes], ends: re.Pattern[bytes]) -> bytes:
    """Remove all elements of a kind; if one is not closed, the rest stays."""
    kept, place = [], 0
    while begin := begins.search(html, place):
        end = ends.search(html, begin.end())
        if end is None:
            break
        kept.append(html[place : begin.start()])
        place = end.end()
    return b"".join([*kept, html[place:]])
