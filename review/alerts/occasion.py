"""The record of something that may be worth an alert. `occasions` finds them, the rules decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from review.alerts.rules import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that happened and may be worth an alert."""

    id: str
    """Stable between passes."""
    kind: Kind
    thread: str
    """Story, topic or source, by which messages are folded."""
    at: datetime
    title: str
    body: str
    text: str
    """The text that a rule's words are matched against."""
    company: str | None = None
    side: str | None = None
    person: str | None = None
    stance: str | None = None
    heat: int | None = None
    position: int | None = None
    best_before: int | None = None
    """Best position of the topic in the twelve hours before; None: not on the board."""
    failures: int | None = None
    open_for: int | None = None
    """Minutes that a claim has been without an answer."""
    formerly: tuple[str, ...] = ()
    """Ids under which it may have been told before its story became part of another."""
    path: str | None = None
    """Path of its page at the desk."""
