"""Back-off: how long to wait before fetching an address again after a failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from records import FetchState, Source

LONGEST = timedelta(hours=24)


def after_failure(
    source: Source, url: str, state: FetchState | None, now: datetime, asked: float | None = None
) -> FetchState:
    """Return the fetch state of a failed address; the wait grows with each consecutive failure.

    Args:
        source: its `every` is the unit of the wait.
        url: the address.
        state: its previous state; None: none.
        now: when it failed.
        asked: seconds the server asked us to wait; honoured even beyond `LONGEST`.
    """
    known = state or FetchState(url=url, source=source.id)
    wait = max(min(timedelta(seconds=source.every * known.failures), LONGEST), timedelta(seconds=asked or 0))
    return replace(
        known, source=source.id, failures=known.failures + 1, next_fetch_at=now + wait if wait else None
    )
