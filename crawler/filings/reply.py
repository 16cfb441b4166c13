"""The result of parsing a list of filings: the poll's status and the filings, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import Figure, PollStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing as shown in a list."""

    id: str
    """The register's own number: EDGAR's accession number, HKEX's news id."""
    url: str
    """Of the page that lists its documents, or of its single document."""
    title: str
    company: str
    number: str
    """The company's number at the register: CIK without leading zeros, or stock code with its market ("1810.HK")."""
    form: str | None = None
    """8-K, 6-K/A …; None if the register has no forms."""
    filed: datetime | None = None
    filed_raw: str | None = None
    summary: str | None = None
    """The list's description: the items of an 8-K, the category of an announcement."""
    words: str | None = None
    """Its text, if the list includes it; None: it must be fetched."""
    figures: tuple[Figure, ...] = ()
    """Its figures, if the register supplies them; offsets refer to `words`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsReply:
    """A parsed reply."""

    status: PollStatus
    filings: tuple[Filing, ...] = ()
    """May be empty even for a good list without any of the relevant forms."""
    why: str | None = None
    """What was wrong with it, in plain words; None when ok."""
