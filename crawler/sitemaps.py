"""Reads sitemaps: plain, indexes, and the news kind with title, date and language. Fetches nothing."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from crawler import dates
from crawler.addresses import normalise
from crawler.decoding import decode
from crawler.feeds import Entry
from crawler.texts import plain

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)

LARGEST = 50 * 2**20
"""Bytes of a sitemap, unpacked (sitemaps.org, protocol, 2016)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap as read: entries, or the sitemaps that an index names with their last change."""

    entries: tuple[Entry, ...] = ()
    children: tuple[tuple[str, datetime | None], ...] = ()


class NotASitemap(ValueError):
    """Raised when a reply is no sitemap; says what it is instead."""


def read(body: bytes, url: str, *, content_type: str | None = None, zone: str = "UTC") -> Sitemap:
    """The pages or further sitemaps that a sitemap names.

    Raises:
        NotASitemap: a web page, or XML without addresses.
    """
    text = decode(_unpacked(body), content_type)
    root = _root(text)
    if root is None or not isinstance(root.tag, str):
        raise NotASitemap("not XML" if body else "an empty reply")
    kind = _name(root.tag)[1]
    if kind not in {"urlset", "sitemapindex"}:
        raise NotASitemap(f"<{kind}> came in place of a sitemap")
    if not len(root) and "</" + kind not in text.lower() and "/>" not in text:
        raise NotASitemap(f"<{kind}> without an end")
    entries: dict[str, Entry] = {}
    children: list[tuple[str, datetime | None]] = []
    for element in root:
        if not isinstance(element.tag, str):
            continue
        values = _values(element)
        address = normalise(values.get("loc", ""), url)
        if address is None:
            continue
        if kind == "sitemapindex":
            children.append((address, dates.read(values.get("lastmod"), zone)))
        else:
            entries.setdefault(address, _entry(address, values, zone))
    return Sitemap(entries=tuple(entries.values()), children=tuple(children))


def _entry(address: str, values: dict[str, str], zone: str) -> Entry:
    raw = values.get("news:publication_date")
    return Entry(
        url=address,
        title=plain(values.get("news:title")),
        published=dates.read(raw, zone),
        published_raw=raw,
        updated=dates.read(values.get("lastmod"), zone),
        lang=(values.get("news:language") or "")[:2].lower() or None,
    )


def _values(element: etree._Element) -> dict[str, str]:
    """Text by local name; of Google's news extension, with "news:" before it."""
    values: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            namespace, name = _name(child.tag)
            prefix = "news:" if "sitemap-news" in namespace else ""
            values.setdefault(f"{prefix}{name}", child.text.strip())
    return values


def _name(tag: str) -> tuple[str, str]:
    """Namespace and local name. lxml's own QName raises on names that its parser has let pass, such as "u:"."""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name.lower()


def _root(text: str) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(_DECLARATION.sub("", text).lstrip().encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _unpacked(body: bytes) -> bytes:
    """A .xml.gz is packed as a file, apart from how it travelled."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise NotASitemap(f"packed, but cannot be unpacked: {error}") from error
