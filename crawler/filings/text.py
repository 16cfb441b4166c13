"""Converts a filing's document to plain text: each paragraph and each table row on one line.

The hidden facts of inline XBRL are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from crawler.texts import tidy
from crawler.trees import remove
from crawler.trimming import beginning

_TAGS = re.compile(rb"<[a-zA-Z!/]")

HIDDEN = "//script | //style | //head | //title | //*[name() = 'ix:header'] | //*[contains(translate(@style, ' ', ''), 'display:none')]"

BLOCKS = frozenset({
    "p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "center",
})  # fmt: skip
LARGEST = 3_000_000
"""Bytes of a document that are parsed; results releases have under a million."""

MOST_TAGS = 100_000
"""The same in tags, of which tables have many."""

CELLS = frozenset({"td", "th"})
LONG_CELL = 200
"""Characters from which a cell is a page column rather than part of a table, and keeps its paragraphs."""

_SIGN_CELL = re.compile(r"([$€£¥(])[ \t]+(?=[\d(])")
_BRACKET_CELL = re.compile(r"(?<=\d)[ \t]+(?=[)%])")


def text_of(body: bytes) -> str | None:
    """Return the text of a document, HTML or plain; None if it has none."""
    decoded = beginning(body, LARGEST, MOST_TAGS).decode("utf-8", "replace").replace("\x00", "")
    if not _TAGS.search(body):
        return tidy(decoded) or None
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    remove(root, root.xpath(HIDDEN))
    joined = "".join(_words(root))
    # Currency signs and the brackets of losses are in cells of their own.
    return tidy(_BRACKET_CELL.sub("", _SIGN_CELL.sub(r"\1", joined))) or None


def _words(root: etree._Element) -> Iterator[str]:
    """Yield the text pieces, without recursion: filings are nested deeper than Python's stack allows."""
    in_cells = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            yield node.tail or ""
            continue
        is_short_cell = node.tag in CELLS and _is_short(node)
        in_cells += is_short_cell * (1 if event == "start" else -1)
        yield " " if node.tag in CELLS or (in_cells and node.tag in BLOCKS) else "\n" * (node.tag in BLOCKS)
        yield (node.text if event == "start" else node.tail) or ""


def _is_short(cell: etree._Element) -> bool:
    seen = 0
    for words in cell.itertext():
        seen += len(words)
        if seen >= LONG_CELL:
            return False
    return True
