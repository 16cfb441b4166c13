"""Parses EDGAR's list of current filings (browse-edgar?action=getcurrent, output=atom).

A filing has an entry for each party to it; the filer's is used. EDGAR treats the requested form as a prefix, so 8-K
also returns 8-K12B; only the forms by which companies report events are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler import markup, payload
from crawler.filings.reply import Filing
from crawler.refusals import Refused
from crawler.texts import plain

FORMS = frozenset({"8-K", "8-K/A", "6-K", "6-K/A"})

_ACCESSION = re.compile(r"accession-number=(\d{10}-\d{2}-\d{6})")
_TITLE = re.compile(r"^\S+(?: \S+)? - (?P<company>.+?) \((?P<cik>\d{1,10})\) \((?P<party>[^()]+)\)$")
_ITEMS = re.compile(r"(Item \d{1,2}\.\d{2}: .*?)(?=Item \d{1,2}\.\d{2}: |$)")


def read(body: bytes) -> Iterator[Filing]:
    """Yield the filings in order, each accession number once.

    Raises:
        NotXml: The reply is not a feed.
        Refused: It lists nothing.
    """
    root = markup.decode(body)
    if etree.QName(root).localname != "feed":
        raise markup.NotXml(f"EDGAR's reply is not a feed but <{etree.QName(root).localname}>")
    found: dict[str, Filing] = {}
    entries = markup.elements(root, "entry")
    if not entries:
        raise Refused("empty", "EDGAR lists no filing")
    for entry in entries:
        if markup.attribute(entry, "category", "term") not in FORMS:
            continue
        filing, party = _filing(entry)
        if filing and (filing.id not in found or party == "Filer"):
            found[filing.id] = filing
    yield from found.values()


def _filing(entry: etree._Element) -> tuple[Filing | None, str | None]:
    accession = _ACCESSION.search(markup.text(entry, "id") or "")
    title = _TITLE.match(markup.text(entry, "title") or "")
    url = payload.address(markup.attribute(entry, "link", "href"))
    if not accession or not title or not url:
        return None, None
    form = markup.attribute(entry, "category", "term")
    filed = markup.text(entry, "updated")
    items = [item.strip() for item in _ITEMS.findall(plain(markup.text(entry, "summary")) or "")]
    filing = Filing(
        id=accession[1],
        url=url,
        title=f"{title['company']}: {form}" + (f", {'; '.join(items)}" if items else ""),
        company=title["company"],
        number=title["cik"].lstrip("0"),
        form=form,
        filed=payload.stamp(filed),
        filed_raw=filed,
        summary="; ".join(items) or None,
    )
    return filing, title["party"]
