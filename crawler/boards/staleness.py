"""Recognises a reply that only repeats earlier ones: a frozen board has not been seen again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from records import Sighting

REPEATS = 3
"""Consecutive equal replies, including the present one, that count as stale. Boards change every minute or so; two
equal ones may come from a cache.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What distinguishes one reply of a source from the next."""

    sha256: str
    board_time: datetime | None
    """When the platform says the board was made, if it does."""


def why_stale(reply: Mark, earlier: Sequence[Mark]) -> str | None:
    """Return why a reply counts as stale, in plain words, or None.

    Args:
        reply: the present one.
        earlier: earlier ones of the same source, the latest last.
    """
    latest = earlier[-(REPEATS - 1) :]
    if len(latest) < REPEATS - 1:
        return None
    if all(mark.sha256 == reply.sha256 for mark in latest):
        return f"the same reply {REPEATS} times in a row"
    if reply.board_time is not None and all(mark.board_time == reply.board_time for mark in latest):
        return f"the board's own time has not changed since {reply.board_time.isoformat()}"
    return None


def made_at(sightings: Sequence[Sighting]) -> datetime | None:
    """Return when the platform says the board was made, to the second; None if it does not, or dates each row separately."""
    times = {sighting.board_time for sighting in sightings}
    made = times.pop() if len(times) == 1 else None
    return made and made.replace(microsecond=0)
