"""Extracts elements and text from XML by local names, whatever the namespace. Knows no platform."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from crawler.payload import MOST_ROWS, line

LARGEST = 3_000_000
"""Bytes of XML that are parsed from a board or a register; a hundred filings of EDGAR take 60,000."""

MOST_TAGS = 60_000
"""The same in tags: a tree takes up to forty times its bytes."""


LONGEST_REASON = 150
"""Characters kept of a parser's message, which quotes its input."""


class NotXml(ValueError):
    """Raised when a body is not XML."""


_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")


def decode(body: bytes, *, is_spoilt: bool = False) -> etree._Element:
    """Parse an XML body and return its root. Entities are not resolved and nothing external is read.

    Args:
        body: the reply, or the file.
        is_spoilt: whether to recover what can be parsed of invalid XML: bare ampersands are escaped, and open
            elements closed.

    Raises:
        NotXml: The body is not XML, or exceeds the size limit.
    """
    if len(body) > LARGEST:
        raise NotXml(f"too large: {len(body)} bytes, at most {LARGEST} are read")
    tags = body.count(b"<")
    if tags > MOST_TAGS:
        raise NotXml(f"too large: {tags} tags, at most {MOST_TAGS} are read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=is_spoilt)
    if is_spoilt:
        body = _BARE_AMPERSAND.sub(b"&amp;", body)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(f"not XML: {_where(error)}") from error
    if root is None:
        raise NotXml("not XML: nothing could be recovered")
    return root


def _where(error: etree.XMLSyntaxError | ValueError) -> str:
    """Return what is wrong and where: "Opening and ending tag mismatch … , line 7, column 9"."""
    said = line(error.msg or "") if isinstance(error, etree.XMLSyntaxError) else None
    return (said or type(error).__name__)[:LONGEST_REASON]


def elements(root: etree._Element, name: str) -> list[etree._Element]:
    """Return the descendants with this local name, in document order; at most `MOST_ROWS`."""
    return list(islice(root.iter(f"{{*}}{name}"), MOST_ROWS))


def text(root: etree._Element, name: str) -> str | None:
    """Return the text of the first child element with this local name on one line, or None."""
    found = root.find(f"{{*}}{name}")
    return None if found is None else line("".join(found.itertext()))


def attribute(root: etree._Element, name: str, key: str) -> str | None:
    """Return an attribute of the first child element with this local name, or None."""
    found = root.find(f"{{*}}{name}")
    value = None if found is None else found.get(key)
    return line(value) if value else None
