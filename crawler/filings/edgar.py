"""Reads EDGAR's list of current filings (browse-edgar?action=getcurrent, output=atom).

One filing is an entry for each party to it: the filer's is taken. The form asked for is a prefix to EDGAR, so that
8-K brings 8-K12B too; what is read here are the forms by which companies tell the public what has happened.
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
    """The filings in their order, each accession number once.

    Raises:
        NotXml: The reply is no feed.
        Refused: It lists nothing.
    """
    root = markup.decode(body)
    if etree.QName(root).localname != "feed":
        raise markup.NotXml(f"no feed in EDGAR's reply, but <{etree.QName(root).localname}>")
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
