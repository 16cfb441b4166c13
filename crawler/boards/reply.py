"""What a board's reply amounts to: the poll's status, its sightings, and why where it is no board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crawler import payload
from records import PollStatus, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReply:
    """A reply, read."""

    status: PollStatus
    sightings: tuple[Sighting, ...] = ()
    """Empty unless the status is ok."""
    why: str | None = None
    """What was wrong with it, in words for a person; None when ok."""


class NotABoard(ValueError):
    """Raised by a reader when a reply holds no board, with the poll status it counts as."""

    def __init__(self, status: PollStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def rows_at(reply: Any, *path: str | int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the list at the path, each with its 0-based place.

    Raises:
        NotABoard: There is no list; with what the platform says instead.
    """
    if not payload.has_list(reply, *path):
        place = ".".join(str(step) for step in path) or "the reply itself"
        raise NotABoard("error", f"no list of topics in {place}{said(reply)}")
    return payload.rows(reply, *path)


def said(reply: Any) -> str:
    """What an error reply says of itself, to be put behind a reason; empty where it says nothing."""
    keys = ("message", "msg", "errmsg", "error_description", "error", "reason")
    told = (payload.text(reply, key) or payload.text(reply, "error", key) for key in keys)
    words = next((words for words in told if words), None)
    return f": {words[:200]}" if words else ""
