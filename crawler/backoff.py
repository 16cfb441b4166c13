"""How long to leave an address alone after it failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from records import FetchState, Source

LONGEST = timedelta(hours=24)


def after_failure(
    source: Source, url: str, state: FetchState | None, now: datetime, asked: float | None = None
) -> FetchState:
    """What to remember of an address that failed: it waits longer with each failure in a row.

    Args:
        source: whose `every` is the measure.
        url: the address.
        state: what is remembered of it; None: nothing.
        now: when it failed.
        asked: seconds that the server wants to be left alone; they count even beyond `LONGEST`.
    """
    failures = (state.failures if state else 0) + 1
    wait = max(min(timedelta(seconds=source.every * (failures - 1)), LONGEST), timedelta(seconds=asked or 0))
    return FetchState(
        url=url,
        source=source.id,
        etag=state.etag if state else None,
        last_modified=state.last_modified if state else None,
        body_sha256=state.body_sha256 if state else None,
        failures=failures,
        next_fetch_at=now + wait if wait else None,
    )
