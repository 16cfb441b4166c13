"""The text of a PDF. Needs the extra `filings` (pypdf); without it, PDFs are not fetched, and such filings have titles only."""

from __future__ import annotations

import importlib
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from typing import Any

from crawler.texts import tidy

BEGIN = b"%PDF-"

MOST_PAGES = 60
"""A results announcement of forty pages is long; an annual report of three hundred gives its figures at the beginning."""

FULL = 0.8
"""Share of a page's longest line from which a line is full, so that its sentence continues on the next."""

_ENDS = re.compile(r"[.!?:;。！？：；…][\"”’)）」』]*$")
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:\d{1,3}|[ivxlc]{1,6})\s*[-–—]?")
_WIDE = frozenset("WF")


def is_read() -> bool:
    """Return whether pypdf is installed."""
    return find_spec("pypdf") is not None


def text_of(body: bytes) -> str | None:
    """Return the text with the lines of a paragraph joined; None for a scan, a broken or an encrypted file."""
    pypdf: Any = importlib.import_module("pypdf")
    broken = (
        pypdf.errors.PyPdfError,
        # What pypdf raises on malformed files.
        ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError,
        ValueError, zlib.error,
    )  # fmt: skip
    try:
        pages = [page.extract_text() for page in islice(pypdf.PdfReader(BytesIO(body)).pages, MOST_PAGES)]
    except broken:
        return None
    return tidy("\n".join(paragraph for page in pages for paragraph in paragraphs(page.splitlines()))) or None


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a page; a table row remains a line."""
    told = [line for line in map(str.strip, lines) if line and not _PAGE_NUMBER.fullmatch(line)]
    full = FULL * max(map(_width, told), default=0)
    begun = ""
    for line in told:
        begun = _joined(begun, line)
        if _width(line) < full or _ENDS.search(line):
            yield begun
            begun = ""
    if begun:
        yield begun


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in line)


def _joined(begun: str, line: str) -> str:
    if not begun:
        return line
    if begun.endswith("-") and begun[-2:-1].isalpha() and line[0].islower():
        return f"{begun[:-1]}{line}"
    glued = (
        unicodedata.east_asian_width(begun[-1]) in _WIDE and unicodedata.east_asian_width(line[0]) in _WIDE
    )
    return f"{begun}{line}" if glued else f"{begun} {line}"
