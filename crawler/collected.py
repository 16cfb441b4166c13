"""What a spider hands to the store: a poll with everything its reply held, to be stored together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.feeds import Entry
from records import Document, FetchState, Issue, Poll, PollStatus, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The spider's interpretation of a source's reply."""

    status: PollStatus
    why: str | None = None
    """What is wrong, in plain words; None when ok."""
    sightings: tuple[Sighting, ...] = ()
    documents: tuple[Document, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Articles whose pages are to be fetched."""
    addresses: tuple[str, ...] = ()
    """Further addresses of the source itself: the sitemaps of an index."""
    listed: int = 0
    """Filings: how many the list names."""
    left_out: str | None = None
    """What could not be taken from a good reply, in plain words; None: nothing."""
    shown: tuple[str, ...] = ()
    """Accounts: ids of all posts in the reply, including those already stored."""
    complete_since: datetime | None = None
    """Accounts: the reply has every post since then, so missing ones are gone."""

    @property
    def rows(self) -> int:
        """Return how many items the reply held."""
        return (
            len(self.sightings)
            + (len(self.shown) or self.listed or len(self.documents))
            + len(self.entries)
            + len(self.addresses)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The result of one request, stored in one transaction."""

    at: datetime
    source: str
    poll: Poll | None = None
    """None for an article's page: the feed is what is polled."""
    sightings: tuple[Sighting, ...] = ()
    documents: tuple[Document, ...] = ()
    states: tuple[FetchState, ...] = ()
    issues: tuple[Issue, ...] = ()
    shown: tuple[str, ...] = ()
    complete_since: datetime | None = None
    withdrawn: tuple[str, ...] = ()
    """Addresses of stored articles whose pages are gone."""
