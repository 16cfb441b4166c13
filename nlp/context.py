"""What is known about a text before it is read: title, date, whose voice it is. Knows no spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import Watchlist


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a text."""

    lang: str
    watchlist: Watchlist
    title: str | None = None
    """Either the beginning of the text, or context only."""
    published: datetime | None = None
    """Aware; relative dates in the text are resolved against it."""
    zone: str = "UTC"
    """IANA zone that "tonight" in the text refers to."""
    entity: str | None = None
    """Watch-list id of whoever speaks in the text (an account, a newsroom, a filing)."""
