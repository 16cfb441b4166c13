"""Reads OPML, the list of feeds that feed readers export, into sources."""

from __future__ import annotations

from collections.abc import Collection

from crawler.addresses import normalise
from crawler.blocks import identity
from crawler.markup import NotXml, decode, elements
from records import Source


class NotOpml(ValueError):
    """Raised when a file is no OPML."""


def read(body: bytes, *, taken: Collection[str] = ()) -> tuple[Source, ...]:
    """The feeds of an OPML file, each address once.

    Args:
        body: the file.
        taken: ids that are used already.

    Raises:
        NotOpml: it is not OPML.
    """
    try:
        root = decode(body)
    except NotXml as error:
        raise NotOpml(f"not OPML: {error}") from error
    found: dict[str, Source] = {}
    used = set(taken)
    for outline in elements(root, "outline"):
        url = normalise(outline.get("xmlUrl") or "")
        if url and url not in found:
            name = " ".join((outline.get("title") or outline.get("text") or url).split())
            own = identity(name, url, used)
            used.add(own)
            found[url] = Source(id=own, name=name, spider="feed", url=url)
    if not found and not elements(root, "body"):
        raise NotOpml("not OPML: no <body> with <outline> elements")
    return tuple(found.values())
