"""What a spider hands to the store: a poll with everything that its reply held, to be kept together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.feeds import Entry
from records import Document, FetchState, Issue, Poll, PollStatus, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a source's reply amounts to, as its spider reads it."""

    status: PollStatus
    why: str | None = None
    """What is wrong, in words for a person; None when ok."""
    sightings: tuple[Sighting, ...] = ()
    documents: tuple[Document, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Articles whose pages are to be fetched."""
    addresses: tuple[str, ...] = ()
    """Further replies of the source itself: the sitemaps of an index."""
    listed: int = 0
    """Filings: how many the list names."""
    left_out: str | None = None
    """What of a good reply could not be taken, in words for a person; None: nothing."""
    shown: tuple[str, ...] = ()
    """Accounts: ids of all posts in the reply, those included that need not be stored again."""
    complete_since: datetime | None = None
    """Accounts: every post since then is in the reply, so that what is missing is gone."""

    @property
    def rows(self) -> int:
        """How much the reply held."""
        return (
            len(self.sightings)
            + (len(self.shown) or self.listed or len(self.documents))
            + len(self.entries)
            + len(self.addresses)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What came of one request, stored together or not at all."""

    at: datetime
    source: str
    poll: Poll | None = None
    """None for the page of an article: the place that is watched is the feed."""
    sightings: tuple[Sighting, ...] = ()
    documents: tuple[Document, ...] = ()
    states: tuple[FetchState, ...] = ()
    issues: tuple[Issue, ...] = ()
    shown: tuple[str, ...] = ()
    complete_since: datetime | None = None
    withdrawn: tuple[str, ...] = ()
    """Addresses of articles that were read before, and whose pages are gone."""
