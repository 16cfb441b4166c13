"""Recognises a reply that merely repeats the ones before it: a board that stands still was not seen again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from records import Sighting

REPEATS = 3
"""So many equal replies in a row, the present one counted, are no news. Boards change every minute or so; two equal
ones may be a cache between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What tells one reply of a source from the next."""

    sha256: str
    board_time: datetime | None
    """When the platform says the board was made; None where it does not say."""


def why_stale(reply: Mark, earlier: Sequence[Mark]) -> str | None:
    """Why a reply counts as stale, in words for a person, or None.

    Args:
        reply: the present one.
        earlier: those of the same source before it, the latest last; only good and stale ones.
    """
    latest = earlier[-(REPEATS - 1) :]
    if len(latest) < REPEATS - 1:
        return None
    if all(mark.sha256 == reply.sha256 for mark in latest):
        return f"the same reply {REPEATS} times in a row"
    if reply.board_time is not None and all(mark.board_time == reply.board_time for mark in latest):
        return f"the board's own time stands still since {reply.board_time.isoformat()}"
    return None


def made_at(sightings: Sequence[Sighting]) -> datetime | None:
    """When the platform says the board was made; None where it does not say, or dates each row on its own."""
    times = {sighting.board_time for sighting in sightings}
    return times.pop() if len(times) == 1 else None
