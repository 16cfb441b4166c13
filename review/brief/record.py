"""The brief as a record: ten sections of entries and tables, in plain words. Knows neither SQL nor any output format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that the reader is told."""

    lead: str
    """What it is, in one line."""
    details: tuple[str, ...] = ()
    """Lines below it: where from, how long, who."""
    quote: str | None = None
    """Words in their original language."""
    direct: bool = True
    """They are the speaker's own; False: as a reporter put them, so they get no quotation marks."""
    lang: str | None = None
    """Language of the quote."""
    by: str | None = None
    """Who said it, where, how fast."""
    url: str | None = None
    """Where it stands at the publisher's; http or https only."""
    path: str | None = None
    """Its page at the desk, from the root."""

    @property
    def said(self) -> str | None:
        """The words as they are printed: in quotation marks, or as reported."""
        if self.quote is None:
            return None
        return f"“{self.quote}”" if self.direct else f"as reported: {self.quote}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with as many cells in each row as in its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the ten sections."""

    title: str
    entries: tuple[Entry, ...] = ()
    sheet: Sheet | None = None
    note: str | None = None
    """What is said in place of entries, or below them: "3 more at the desk"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers of the masthead."""

    items: int
    """Documents first seen in the window."""
    unique: int
    """Of these, not copies of another."""
    stories: int
    """Stories that something was added to."""
    sources: int
    """Sources that were asked."""
    failed: int
    """Of these, with at least one failed attempt."""
    unanswered: int
    conflicts: int
    hot: int
    """Topics about a watched company on a board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the team reads in the morning."""

    title: str
    since: datetime
    until: datetime
    zone: tzinfo
    counts: Counts
    quiet: bool
    """Nothing about the own companies and no open claim."""
    night: str
    """The night in one sentence."""
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    """What was not collected, how it was made, how to object."""
