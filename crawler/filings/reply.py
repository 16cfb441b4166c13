"""What a list of filings amounts to: the poll's status and the filings, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import Figure, PollStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing as a list shows it."""

    id: str
    """The register's own number: EDGAR's accession number, HKEX's news id."""
    url: str
    """Of the page that lists its documents, or of the document itself where it is one."""
    title: str
    company: str
    number: str
    """The company's number at the register: CIK without leading zeros, stock code with its market ("1810.HK")."""
    form: str | None = None
    """8-K, 6-K/A …; None where the register has no forms."""
    filed: datetime | None = None
    filed_raw: str | None = None
    summary: str | None = None
    """What the list says of its content: the items of an 8-K, the category of an announcement."""
    words: str | None = None
    """Its text where the list itself brings it; None: it is to be fetched."""
    figures: tuple[Figure, ...] = ()
    """What it states, where the register gives it as figures; they point into `words`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsReply:
    """A reply, read."""

    status: PollStatus
    filings: tuple[Filing, ...] = ()
    """May be empty on a good list, too: of the forms that are read there are none on it."""
    why: str | None = None
    """What was wrong with it, in words for a person; None when ok."""
