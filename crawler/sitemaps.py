"""Parses sitemaps: plain, indexes, and news sitemaps with title, date and language. Fetches nothing.

They may have fifty megabytes, so they are parsed as a stream: each element is released once its values have been
taken.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from crawler import dates
from crawler.addresses import normalise
from crawler.decoding import decode_pieces
from crawler.feeds import DECLARATION, MOST_ENTRIES, Entry
from crawler.texts import plain

LARGEST = 50 * 2**20
"""Bytes of a sitemap, decompressed (sitemaps.org, protocol, 2016)."""

MOST_LISTED = 50_000
"""Pages of a sitemap (same source)."""

PIECE = 64 * 1024
LARGEST_ELEMENT = 2**20
"""Bytes within which an element must end; news sitemaps need a thousand."""

LONGEST_VALUE = 10_000
"""Characters of an address, a title or a date."""

_KINDS = frozenset({"urlset", "sitemapindex"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A parsed sitemap: entries, or the sitemaps listed by an index with their last change."""

    entries: tuple[Entry, ...] = ()
    """Recent ones, the newest first, then undated ones in the sitemap's order; at most `MOST_ENTRIES`."""
    children: tuple[tuple[str, datetime | None], ...] = ()
    listed: int = 0
    """Pages that it lists."""
    recent: int = 0
    """How many of them are recent or undated."""
    is_cut: bool = False
    """Whether it continues beyond what was parsed."""


class NotASitemap(ValueError):
    """Raised when a reply is not a sitemap; says what it is instead."""


@dataclass(slots=True)
class _Reading:
    """The state of parsing."""

    url: str
    zone: str
    since: datetime | None
    root: etree._Element | None = None
    kind: str | None = None
    """Local name of the root."""
    values: dict[str, str] = field(default_factory=dict)
    """Text values of the current element by local name, with "news:" before those of Google's news extension."""
    entries: dict[str, Entry] = field(default_factory=dict)
    children: list[tuple[str, datetime | None]] = field(default_factory=list)
    listed: int = 0
    recent: int = 0
    is_cut: bool = False

    def end(self, element: etree._Element) -> None:
        """Handle the end of an element: release it, and take the entry it belongs to once that has ended."""
        parent = element.getparent()
        if parent is None:
            return
        self.remember(element)
        if parent.getparent() is None:
            self.take()
        parent.remove(element)

    def remember(self, element: etree._Element) -> None:
        """Take the text of an element."""
        text = (element.text or "").strip()
        if text and len(text) <= LONGEST_VALUE and isinstance(element.tag, str):
            namespace, name = _name(element.tag)
            self.values.setdefault(f"news:{name}" if "sitemap-news" in namespace else name, text)

    def take(self) -> None:
        """Take a finished <url> or <sitemap>."""
        values, self.values = self.values, {}
        self.listed += 1
        address = normalise(values["loc"], self.url) if "loc" in values else None
        if address is None:
            return
        if self.kind == "sitemapindex":
            if len(self.children) < MOST_ENTRIES:
                self.children.append((address, dates.read(values.get("lastmod"), self.zone)))
            return
        entry = _entry(address, values, self.zone)
        moment = entry.published or entry.updated
        if address in self.entries or (self.since and moment and moment < self.since):
            return
        self.recent += 1
        self.entries[address] = entry
        if len(self.entries) > 2 * MOST_ENTRIES:
            self.entries = {kept.url: kept for kept in self.newest()}

    def newest(self) -> tuple[Entry, ...]:
        return tuple(sorted(self.entries.values(), key=_age)[:MOST_ENTRIES])


def read(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    zone: str = "UTC",
    since: datetime | None = None,
) -> Sitemap:
    """Return the pages or further sitemaps that a sitemap lists.

    Args:
        body: as received, compressed or not.
        url: where it came from.
        content_type: the Content-Type header.
        zone: zone of times without one.
        since: older pages are skipped.

    Raises:
        NotASitemap: a web page, or XML without addresses.
    """
    if not body:
        raise NotASitemap("an empty reply")
    reading = _Reading(url, zone, since)
    _parse(reading, decode_pieces(_unpacked(body), content_type))
    if reading.kind is None:
        raise NotASitemap("not XML")
    if reading.kind not in _KINDS:
        raise NotASitemap(f"<{reading.kind}> instead of a sitemap")
    if not reading.listed and not _is_ended(body, reading.kind):
        raise NotASitemap(f"<{reading.kind}> without an end")
    return Sitemap(
        entries=reading.newest(),
        children=tuple(reading.children),
        listed=reading.listed,
        recent=reading.recent,
        is_cut=reading.is_cut,
    )


def _parse(reading: _Reading, pieces: Iterator[str]) -> None:
    parser = etree.XMLPullParser(
        ("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    silence = 0
    for piece in pieces:
        with suppress(etree.XMLSyntaxError, ValueError):
            parser.feed((piece if reading.kind else _beginning(piece)).encode("utf-8", "replace"))
        silence = 0 if _take_events(reading, parser) else silence + len(piece)
        if reading.kind is not None and reading.kind not in _KINDS:
            return
        if silence > LARGEST_ELEMENT or reading.listed > MOST_LISTED:
            reading.is_cut = True
            return
    with suppress(etree.XMLSyntaxError, ValueError):
        parser.close()
    _take_events(reading, parser)
    for left in [] if reading.root is None else reading.root:
        for element in left.iter():
            reading.remember(element)
        reading.take()


def _take_events(reading: _Reading, parser: etree.XMLPullParser) -> bool:
    """Process the pending parser events; returns whether there were any."""
    happened = False
    for event, element in parser.read_events():
        happened = True
        if reading.root is None:
            reading.root = element
            reading.kind = _name(element.tag)[1] if isinstance(element.tag, str) else ""
        if event == "end":
            reading.end(element)
    return happened


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


def _age(entry: Entry) -> float:
    """Sort key: the newest first, then undated entries in the sitemap's order."""
    moment = entry.published or entry.updated
    return -moment.timestamp() if moment else 0.0


def _name(tag: str) -> tuple[str, str]:
    """Return namespace and local name. lxml's own QName rejects names that its parser accepts, such as "u:"."""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name.lower()


def _beginning(piece: str) -> str:
    """Return the first piece without the XML declaration, whose encoding no longer applies."""
    return DECLARATION.sub("", piece, count=1).lstrip()


def _is_ended(body: bytes, kind: str) -> bool:
    """Return whether an empty sitemap is complete; only a short one can be."""
    text = "".join(decode_pieces(_unpacked(body[:PIECE]))).lower()
    return f"</{kind}" in text or "/>" in text


def _unpacked(body: bytes) -> Iterator[bytes]:
    """Yield the decompressed bytes in pieces; a .xml.gz file is compressed regardless of the transfer.

    Raises:
        NotASitemap: it cannot be decompressed.
    """
    if not body.startswith(b"\x1f\x8b"):
        for start in range(0, len(body), PIECE):
            yield body[start : start + PIECE]
        return
    packed, total = zlib.decompressobj(wbits=31), 0
    try:
        for start in range(0, len(body), PIECE):
            rest = body[start : start + PIECE]
            while rest and total < LARGEST:
                piece = packed.decompress(rest, PIECE)
                total += len(piece)
                yield piece
                rest = packed.unconsumed_tail
    except zlib.error as error:
        raise NotASitemap(f"compressed, but cannot be decompressed: {error}") from error
