"""Parses RSS and Atom: bytes in, entries out. Knows no source and fetches nothing.

Broken feeds are the rule: all recoverable entries are used, and only what is not a feed at all is refused.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import feedparser

from crawler import dates
from crawler.addresses import normalise
from crawler.decoding import decode
from crawler.texts import plain

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!#?\w{1,32};)", re.DOTALL)
_CHARACTER = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_TAG = re.compile("<")
_HTML = re.compile(
    r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)

MOST_ENTRIES = 2000
"""Feeds list the newest entries first, usually ten to a hundred. Parsing a megabyte of empty entries took 24 MB."""

LARGEST = 3_000_000
"""Bytes of a feed that are parsed; a hundred full-text articles have two million at most."""

MOST_TAGS = 60_000
"""Tags of a feed that are parsed; two thousand entries of about fourteen elements have as many."""

LONGEST_REFERENCE = 8
"""Digits of a character reference; the last code point, &#1114111;, has seven."""

FIRST_HALF, LAST_HALF = 0xD800, 0xDFFF
"""Surrogates, which are not characters by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed or sitemap: what is known about an article before its page is fetched."""

    url: str
    guid: str | None = None
    """None if the feed uses it for several entries."""
    title: str | None = None
    published: datetime | None = None
    published_raw: str | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    """Plain text; stands in for a page that cannot be read."""
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed."""

    entries: tuple[Entry, ...]
    title: str | None = None
    lang: str | None = None
    without_address: int = 0
    """Entries without a page address, which are dropped."""
    is_cut: bool = False
    """Whether it exceeds `MOST_ENTRIES` or another limit, so that the rest was not parsed."""


class NotAFeed(ValueError):
    """Raised when a reply is not a feed; says what it is instead."""


def read(body: bytes, url: str, *, content_type: str | None = None, zone: str = "UTC") -> Feed:
    """Parse a feed; returns its entries in order, each address once.

    Args:
        body: as received.
        url: where it came from, to resolve relative addresses.
        content_type: the Content-Type header.
        zone: zone of times without one.

    Raises:
        NotAFeed: the reply is a web page, or has no entries.
    """
    text = _DOCTYPE.sub("", decode(first_part(body), content_type), count=1)
    if _HTML.match(text[:2000]):
        raise NotAFeed("a web page instead of a feed")
    text, is_cut = _first_entries(text)
    is_cut = is_cut or len(body) > LARGEST
    text = _BARE_AMPERSAND.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
    text = _CHARACTER.sub(lambda found: found[0] if _exists(found) else "", text)
    try:
        parsed = feedparser.parse(
            DECLARATION.sub("", text).lstrip().encode("utf-8", "replace"),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, AttributeError, TypeError, ValueError) as error:
        # feedparser 6.0.14 fails on elements in places where it expects text.
        raise NotAFeed(f"a feed that cannot be read: {type(error).__name__} in its parser") from error
    if not parsed.entries and not parsed.get("version"):
        raise NotAFeed(
            "not RSS or Atom: " + (f"{len(body)} bytes of something else" if body else "an empty reply")
        )
    head = _texts(parsed.feed)
    guids = Counter(_texts(entry).get("id") for entry in parsed.entries)
    entries: dict[str, Entry] = {}
    without_address = 0
    for entry in parsed.entries:
        said = _texts(entry)
        address = _address(entry, said, url, head.get("link") or url)
        if address is None:
            without_address += 1
        elif address not in entries:
            entries[address] = _entry(entry, said, address, zone, guids[said.get("id")] == 1)
    return Feed(
        entries=tuple(entries.values()),
        title=plain(head.get("title")),
        lang=_language(head.get("language")),
        without_address=without_address,
        is_cut=is_cut,
    )


def first_part(body: bytes) -> bytes:
    """Return the part of a feed that is parsed, plus a blank if there is more; cut behind a tag, not inside a character."""
    if len(body) <= LARGEST:
        return body
    return body[: body.rfind(b">", 0, LARGEST) + 1 or LARGEST].ljust(LARGEST + 1)


def _first_entries(text: str) -> tuple[str, bool]:
    """Cut a feed at the first entry or tag beyond the limit; returns the text and whether anything was cut."""
    beyond = [
        found.start()
        for pattern, most in ((_ENTRY, MOST_ENTRIES), (_TAG, MOST_TAGS))
        if (found := next(islice(pattern.finditer(text), most, None), None))
    ]
    return (text[: min(beyond)], True) if beyond else (text, False)


def _exists(reference: re.Match[str]) -> bool:
    """Return whether a reference names a valid character: feedparser 6.0.14 abandons the feed at an invalid one."""
    digits = reference[1] or reference[2]
    number = int(digits[:LONGEST_REFERENCE], 16 if reference[1] else 10)
    return (
        len(digits) <= LONGEST_REFERENCE
        and number <= sys.maxunicode
        and not FIRST_HALF <= number <= LAST_HALF
    )


def _address(entry: Any, said: Mapping[str, str], url: str, base: str) -> str | None:
    links = [link.get("href") for link in _parts(entry, "links") if link.get("rel") in {None, "alternate"}]
    for candidate in (said.get("feedburner_origlink"), said.get("link"), *links, said.get("id")):
        if candidate and (address := normalise(candidate, base if candidate.startswith("/") else url)):
            return address
    return None


def _entry(entry: Any, said: Mapping[str, str], address: str, zone: str, own_guid: bool) -> Entry:
    raw = said.get("published") or said.get("created") or said.get("updated")
    contents = [content.get("value", "") for content in _parts(entry, "content")]
    return Entry(
        url=address,
        guid=said.get("id") if own_guid else None,
        title=plain(said.get("title")),
        published=dates.read(raw, zone),
        published_raw=raw,
        updated=dates.read(said.get("updated"), zone),
        authors=_authors(entry, said),
        summary=plain(max(contents, key=len, default="") or said.get("summary"), lines=True),
        lang=_language(said.get("language")),
    )


def _authors(entry: Any, said: Mapping[str, str]) -> tuple[str, ...]:
    names = [author.get("name") for author in _parts(entry, "authors")] or [said.get("author")]
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip() and "@" not in name))


def _language(said: str | None) -> str | None:
    return (said or "")[:2].lower() or None


def _texts(found: Any) -> dict[str, str]:
    """Return the text values of a feed or an entry, by feedparser's names; nested elements may yield other types."""
    return {name: value for name, value in dict.items(found) if isinstance(value, str)}


def _parts(entry: Any, name: str) -> list[dict[str, Any]]:
    """Return the values feedparser has gathered under a name; an element of that name in the feed may replace them."""
    found = dict.get(entry, name)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []
