"""What is known of a text before it is read: title, date, whose voice it is. Knows no spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import Watchlist


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around a text."""

    lang: str
    watchlist: Watchlist
    title: str | None = None
    """Where it is part of the text, it stands at its beginning; else it only gives context."""
    published: datetime | None = None
    """Aware; relative dates in the text count from it."""
    zone: str = "UTC"
    """IANA zone in which the text's "tonight" is meant."""
    entity: str | None = None
    """Watch-list id whose own voice the text is (an account, a newsroom, a filing)."""
