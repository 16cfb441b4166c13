"""The outbox table of the desk's file: messages to be sent. Each is sent once; a failed one is kept and retried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from db import rows
from db.times import iso, parse, parse_or_none

FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=2)
DOUBLINGS = 10
"""By then the longest wait is long reached; forty doublings would overflow a timedelta."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to be sent."""

    id: str
    """Derived from rule, recipient and occasion, so that the same message is one row."""
    rule: str
    recipient: str
    title: str
    body: str
    thread: str | None = None
    """Story, topic or source; messages of one thread are folded together."""
    at: datetime | None = None
    """When the event happened."""
    tries: int = 0
    """Earlier attempts to send it."""


def put(
    desk: Database, message: Message, due_at: datetime, now: datetime, *, folded_into: str | None = None
) -> bool:
    """Add a message to the outbox; False if it is already there, sent or not.

    With `folded_into`, the id of a pending message, it is sent as part of that one.
    """
    cursor = desk.execute(
        """
        insert into outbox (id, rule, recipient, thread, at, made_at, due_at, title, body, folded_into)
        values (:id, :rule, :recipient, :thread, :at, :made_at, :due_at, :title, :body, :folded_into)
        on conflict do nothing
        """,
        rows.of(message) | {"made_at": iso(now), "due_at": iso(due_at), "folded_into": folded_into},
    )
    return bool(cursor.rowcount)


def knows(desk: Database, ids: Sequence[str]) -> bool:
    """Return whether any message with one of these ids was ever added."""
    return any(list(desk.query("select 1 from outbox where id = :id", {"id": each})) for each in ids)


def waiting(desk: Database, message: Message) -> str | None:
    """Return the id of the pending message with the same rule, recipient and thread, or None."""
    row = next(desk.query(WAITING, _thread(message)), None)
    return row["id"] if row else None


def last_sent(desk: Database, message: Message) -> datetime | None:
    """Return when the last message with the same rule, recipient and thread was sent, or None."""
    row = next(desk.query(LAST_SENT, _thread(message)), None)
    return parse(row["at"]) if row and row["at"] else None


def due(desk: Database, now: datetime, rule: str | None = None) -> Iterator[Message]:
    """Return the messages due now, of one rule or of all, oldest first."""
    found = desk.query(
        """
        select id, rule, recipient, title, body, thread, at, tries
        from outbox
        where sent_at is null
          and folded_into is null
          and due_at <= :now
          and (:rule is null or rule = :rule)
        order by due_at, at, id
        """,
        {"now": iso(now), "rule": rule},
    )
    return (Message(**{**row, "at": parse_or_none(row["at"])}) for row in list(found))


def folded(desk: Database, message: Message) -> tuple[Message, ...]:
    """Return the messages folded into this one, in order of events."""
    found = desk.query(
        """
        select id, rule, recipient, title, body, thread, at, tries
        from outbox
        where folded_into = :id
        order by at, id
        """,
        {"id": message.id},
    )
    return tuple(Message(**{**row, "at": parse_or_none(row["at"])}) for row in found)


def sent(desk: Database, message: Message, now: datetime) -> None:
    """Mark a message and those folded into it as sent."""
    desk.execute(
        """
        update outbox
        set sent_at = :now,
            tries = tries + 1,
            why = null
        where (id = :id or folded_into = :id)
          and sent_at is null
        """,
        {"id": message.id, "now": iso(now)},
    )


def failed(desk: Database, message: Message, why: str, now: datetime) -> None:
    """Record a failed attempt; the wait before the next doubles each time."""
    wait = min(FIRST_RETRY * 2 ** min(message.tries, DOUBLINGS), LONGEST_RETRY)
    desk.execute(
        "update outbox set tries = tries + 1, why = :why, due_at = :due_at where id = :id and sent_at is null",
        {"id": message.id, "why": why, "due_at": iso(now + wait)},
    )


def _thread(message: Message) -> dict[str, str | None]:
    return {"rule": message.rule, "recipient": message.recipient, "thread": message.thread}


WAITING = """
    select id
    from outbox
    where rule = :rule
      and recipient = :recipient
      and thread = :thread
      and sent_at is null
      and folded_into is null
    order by at
    limit 1
"""

LAST_SENT = """
    select max(sent_at) as at
    from outbox
    where rule = :rule
      and recipient = :recipient
      and thread = :thread
      and sent_at is not null
"""
