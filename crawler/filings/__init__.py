"""Filings: a register's list in, filings out; a filing's page in, its text or where that is. Nothing here fetches.

A reader takes a body, yields filings, and raises `Refused` where the reply is no list of filings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crawler import refusals
from crawler.filings import company_facts, edgar, hkex
from crawler.filings.documents import as_document
from crawler.filings.exhibits import FilingPage, follow
from crawler.filings.mirrors import served_from
from crawler.filings.reply import Filing, FilingsReply
from crawler.markup import NotXml
from crawler.payload import NotJson
from crawler.refusals import Refused

__all__ = [
    "PLATFORMS",
    "Filing",
    "FilingPage",
    "FilingsReply",
    "as_document",
    "follow",
    "parse",
    "served_from",
]

Reader = Callable[[bytes], Iterable[Filing]]

PLATFORMS: Mapping[str, Reader] = {
    "edgar": edgar.read,
    "edgar-facts": company_facts.read,
    "hkex": hkex.read,
}


def parse(platform: str, body: bytes, *, http_status: int = 200) -> FilingsReply:
    """Read one reply of a register's list; whatever the reply, an answer and never an exception.

    Args:
        platform: one of `PLATFORMS`; a reply of any other is an error.
        body: as received, unpacked.
        http_status: of the answer.
    """
    if refused := refusals.by_status(http_status):
        return FilingsReply(status=refused[0], why=refused[1])
    if platform not in PLATFORMS:
        return FilingsReply(status="error", why=f"no reader for filings of {platform!r}")
    try:
        filings = tuple(PLATFORMS[platform](body))
    except Refused as found:
        return FilingsReply(status=found.status, why=found.why)
    except (NotJson, NotXml) as found:
        status, why = refusals.by_page(body) or ("error", str(found))
        return FilingsReply(status=status, why=why)
    return FilingsReply(status="ok", filings=filings)
