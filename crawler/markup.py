"""Takes elements and words out of XML by their local names, whatever the namespace. Knows no platform."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from crawler.payload import MOST_ROWS, line

LARGEST = 3_000_000
"""Bytes of XML that are read of a board or a register; a hundred filings of EDGAR have 60,000."""

MOST_TAGS = 60_000
"""The same in tags: a tree takes up to forty times its bytes."""


LONGEST_REASON = 150
"""Characters of what the parser says of a fault: it quotes what it met."""


class NotXml(ValueError):
    """Raised when a body is not XML."""


_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")


def decode(body: bytes, *, is_spoilt: bool = False) -> etree._Element:
    """The root of an XML body; nothing outside the body is read, entities are left as they are.

    Args:
        body: the reply, or the file.
        is_spoilt: whether what is left of a body that is no XML will do: bare ampersands are taken as meant, and what
            is not ended ends.

    Raises:
        NotXml: The body is not XML, or is larger than what is read.
    """
    if len(body) > LARGEST or body.count(b"<") > MOST_TAGS:
        raise NotXml(f"more than is read of a reply: {len(body)} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=is_spoilt)
    if is_spoilt:
        body = _BARE_AMPERSAND.sub(b"&amp;", body)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(f"not XML: {_where(error)}") from error
    if root is None:
        raise NotXml("not XML: nothing is left of it")
    return root


def _where(error: etree.XMLSyntaxError | ValueError) -> str:
    """What is wrong, and in which line: "Opening and ending tag mismatch … , line 7, column 9"."""
    said = line(error.msg or "") if isinstance(error, etree.XMLSyntaxError) else None
    return (said or type(error).__name__)[:LONGEST_REASON]


def elements(root: etree._Element, name: str) -> list[etree._Element]:
    """The elements of this local name under the root, in their order; no more than `MOST_ROWS`."""
    return list(islice(root.iter(f"{{*}}{name}"), MOST_ROWS))


def text(root: etree._Element, name: str) -> str | None:
    """The words of the first child element of this local name, in one line, or None."""
    found = root.find(f"{{*}}{name}")
    return None if found is None else line("".join(found.itertext()))


def attribute(root: etree._Element, name: str, key: str) -> str | None:
    """An attribute of the first child element of this local name, or None."""
    found = root.find(f"{{*}}{name}")
    value = None if found is None else found.get(key)
    return line(value) if value else None
