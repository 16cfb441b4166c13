"""Finds the text of an EDGAR filing: the document that reports the event, and its text.

A results release is an exhibit 99 of the 8-K; the form itself often only refers to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from lxml import html

from crawler import payload
from crawler.addresses import joined
from crawler.filings import pdf
from crawler.filings.text import text_of

SITE = "https://www.sec.gov"

TYPE_COLUMN = 3
"""Columns of an index: sequence, description, document, type, size."""

MOST_DOCUMENTS = 500
"""Documents of a submission that are examined; the informative ones come first."""

READABLE = (".htm", ".html", ".txt")

PREFERRED = (re.compile(r"EX-99\.?0?1(?!\d)"), re.compile(r"EX-99"), re.compile(r"(?:8|6)-K"))
"""Document types in order of preference: the press release, other exhibits 99, the form."""

_FIELD = re.compile(rb"^<(TYPE|FILENAME)>([^\r\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPage:
    """The result of a filing's page: its text, or the address of its text."""

    text: str | None = None
    document: str | None = None
    """Type of the document that the text comes from."""
    next_url: str | None = None


def follow(body: bytes, url: str) -> FilingPage:
    """Parse a page of a filing: an index gives the address of the best document, other pages give text.

    Args:
        body: an index page, a complete submission, or a document, possibly PDF.
        url: where it came from.
    """
    if body.startswith(pdf.BEGIN):
        return FilingPage(text=pdf.text_of(body) if pdf.is_read() else None)
    if b"<SEC-DOCUMENT>" in body[:1000] or b"<DOCUMENT>" in body[:20000]:
        return _of_submission(body)
    if b'class="tableFile"' in body:
        return FilingPage(next_url=_best(_listed(body, url)))
    return FilingPage(text=text_of(body))


def _listed(body: bytes, url: str) -> list[tuple[str, str]]:
    """Return type and address of every readable document of an index page; inline viewer addresses are resolved."""
    page = html.document_fromstring(body.replace(b"\x00", b""), parser=html.HTMLParser(encoding="utf-8"))
    listed = []
    for row in page.xpath("//table[contains(@class, 'tableFile')]//tr[td]")[:MOST_DOCUMENTS]:
        cells = [payload.line(cell.text_content()) or "" for cell in row.xpath("./td")]
        link = next(iter(row.xpath(".//a/@href")), None)
        if link is None or len(cells) <= TYPE_COLUMN:
            continue
        address = joined(url or SITE, str(link))
        if address and (shown := parse_qs(urlsplit(address).query).get("doc")):
            address = joined(url or SITE, shown[0])
        if address:
            listed.append((cells[TYPE_COLUMN], address))
    return [(kind, address) for kind, address in listed if urlsplit(address).path.lower().endswith(READABLE)]


def _best(documents: list[tuple[str, str]]) -> str | None:
    for wanted in PREFERRED:
        for kind, found in documents:
            if wanted.match(kind):
                return found
    return None


def _of_submission(body: bytes) -> FilingPage:
    """Return the text of the best document in a complete submission."""
    documents: list[tuple[str, str]] = []
    texts: dict[str, bytes] = {}
    for found in body.split(b"<DOCUMENT>", MOST_DOCUMENTS)[1:]:
        head, _, rest = found.partition(b"<TEXT>")
        fields = {name: value.decode("utf-8", "replace").strip() for name, value in _FIELD.findall(head)}
        file = fields.get(b"FILENAME", "")
        if rest and file.lower().endswith(READABLE):
            documents.append((fields.get(b"TYPE", ""), file))
            texts.setdefault(file, rest.partition(b"</TEXT>")[0])
    best = _best(documents)
    return (
        FilingPage(text=text_of(texts[best]), document=next(kind for kind, file in documents if file == best))
        if best
        else FilingPage()
    )
