"""Filings: a register's list in, filings out; a filing's page in, its text or its address out. Nothing here fetches.

A parser takes a body, yields filings, and raises `Refused` if the reply is not a list of filings.

Where to look: one register each in `edgar` (whose filings `exhibits` opens), `hkex` and `company_facts` (figures, with
`periods`). `reply` is the result; `documents` builds a filing's document, from HTML with `text`, from PDF with `pdf`.
`mirrors` serves the sample newsroom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crawler.filings import company_facts, edgar, hkex
from crawler.filings.documents import as_document
from crawler.filings.exhibits import FilingPage, follow
from crawler.filings.mirrors import served_from
from crawler.filings.reply import Filing, FilingsReply
from crawler.refusals import Refused, read_rows

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
    """Parse one reply of a register's list; the result is always an answer, never an exception.

    Args:
        platform: one of `PLATFORMS`; any other is an error.
        body: as received, decompressed.
        http_status: of the reply.
    """
    unread = f"no reader for filings of {platform!r}"
    try:
        filings = read_rows(PLATFORMS.get(platform), body, http_status=http_status, unread=unread)
    except Refused as found:
        return FilingsReply(status=found.status, why=found.why)
    return FilingsReply(status="ok", filings=filings)
