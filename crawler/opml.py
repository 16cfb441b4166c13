"""OPML, the format in which feed readers exchange lists of feeds: parsed into sources, and written from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from xml.etree import ElementTree as ET

from lxml import etree

from crawler.addresses import normalise
from crawler.blocks import identity
from crawler.markup import NotXml, decode, elements
from records import Source


class NotOpml(ValueError):
    """Raised when a file is not OPML."""


def read(body: bytes, *, listed: Collection[Source] = ()) -> tuple[Source, ...]:
    """Return the feeds of an OPML file that are not listed yet, each address once, with unused ids.

    Args:
        body: the file.
        listed: the sources already listed.

    Raises:
        NotOpml: it is not OPML.
    """
    root = _root(body)
    found: dict[str, Source] = {}
    used = {source.id for source in listed}
    known = {normalise(source.url) for source in listed}
    for outline in elements(root, "outline"):
        url = normalise(outline.get("xmlUrl") or "")
        if url and url not in found and url not in known:
            name = " ".join((outline.get("title") or outline.get("text") or url).split())
            own = identity(name, url, used)
            used.add(own)
            found[url] = Source(id=own, name=name, spider="feed", url=url)
    if not found and not elements(root, "body"):
        raise NotOpml("not OPML: no <body> with <outline> elements")
    return tuple(found.values())


def _root(body: bytes) -> etree._Element:
    """Parse an OPML file, tolerating invalid XML: exports often have unescaped or missing parts."""
    try:
        return decode(body)
    except NotXml as error:
        with suppress(NotXml):
            if elements(root := decode(body, is_spoilt=True), "outline"):
                return root
        raise NotOpml(f"not OPML: {error}") from error


def written(sources: Iterable[Source]) -> str:
    """Write the feeds among these sources as OPML 2.0, grouped by tier; feed readers support no other spiders."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Sources of Rejoinder"
    body = ET.SubElement(root, "body")
    tiers: dict[int, ET.Element] = {}
    for source in sorted(sources, key=lambda source: (source.tier, source.name)):
        if source.spider != "feed":
            continue
        if source.tier not in tiers:
            tiers[source.tier] = ET.SubElement(body, "outline", text=f"Tier {source.tier}")
        ET.SubElement(
            tiers[source.tier], "outline", type="rss", text=source.name, title=source.name, xmlUrl=source.url
        )
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)
