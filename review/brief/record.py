"""The brief as a record: sections of entries and tables, in words. Knows neither SQL nor output formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a section."""

    lead: str
    """Its first line."""
    details: tuple[str, ...] = ()
    """Further lines: source, duration, people."""
    quote: str | None = None
    """Quoted words in the original language."""
    direct: bool = True
    """False for indirect speech, which gets no quotation marks."""
    lang: str | None = None
    """Language of the quote."""
    by: str | None = None
    """Who said it, where, how fast."""
    url: str | None = None
    """URL at the publisher; http or https only."""
    path: str | None = None
    """Path of its page at the desk."""

    @property
    def said(self) -> str | None:
        """The quote in quotation marks, or marked as reported."""
        if self.quote is None:
            return None
        return f"“{self.quote}”" if self.direct else f"as reported: {self.quote}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table; all rows have as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the brief."""

    title: str
    entries: tuple[Entry, ...] = ()
    sheet: Sheet | None = None
    note: str | None = None
    """Text below the entries."""
    more: int = 0
    """Number of entries left out."""
    path: str = ""
    """Path of the page at the desk that has all of them."""
    nothing: str = ""
    """What is said at the end of the brief if the section has neither entries nor a note."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.entries or self.sheet or self.note)

    @property
    def left_out(self) -> str | None:
        """How many entries were left out: "3 more at the desk"."""
        return f"{self.more} more at the desk" if self.more else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers in the masthead."""

    items: int
    """Documents first seen in the window."""
    unique: int
    """Items that copy no other."""
    stories: int
    """Stories that gained an item."""
    sources: int
    """Sources polled."""
    failed: int
    """Sources with at least one failure."""
    unanswered: int
    conflicts: int
    hot: int
    """Topics about watched companies on boards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The morning brief."""

    title: str
    since: datetime
    until: datetime
    zone: tzinfo
    counts: Counts
    quiet: bool
    """No story, open claim or topic about the own companies."""
    night: str
    """The night in one sentence."""
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    """Lines on what was not collected, how the brief was made, how to object."""
