"""The result of parsing a board's reply: the poll's status and its sightings, or why it is not a board."""

from __future__ import annotations

from dataclasses import dataclass

from records import PollStatus, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReply:
    """A parsed reply."""

    status: PollStatus
    sightings: tuple[Sighting, ...] = ()
    """Empty unless the status is ok."""
    why: str | None = None
    """What was wrong with it, in plain words; None when ok."""
