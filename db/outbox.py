"""The outbox table of the desk's file: what is on its way to somebody. A row is sent once; one that fails is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from db.times import iso

FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that waits."""

    id: str
    """From rule, recipient and occasion: the same message is one row."""
    rule: str
    recipient: str
    title: str
    body: str
    story: str | None = None
    tries: int = 0


def put(desk: Database, message: Message, due_at: datetime, now: datetime) -> bool:
    """Lay a message into the outbox; False where it is there already, sent or not."""
    cursor = desk.execute(
        """
        insert into outbox (id, rule, recipient, story, made_at, due_at, title, body)
        values (:id, :rule, :recipient, :story, :made_at, :due_at, :title, :body)
        on conflict do nothing
        """,
        {
            "id": message.id,
            "rule": message.rule,
            "recipient": message.recipient,
            "story": message.story,
            "made_at": iso(now),
            "due_at": iso(due_at),
            "title": message.title,
            "body": message.body,
        },
    )
    return bool(cursor.rowcount)


def due(desk: Database, now: datetime, rule: str | None = None) -> Iterator[Message]:
    """What should go now, oldest first; of one rule, or of all."""
    rows = desk.query(
        """
        select id, rule, recipient, title, body, story, tries
        from outbox
        where sent_at is null
          and due_at <= :now
          and (:rule is null or rule = :rule)
        order by due_at, id
        """,
        {"now": iso(now), "rule": rule},
    )
    return (Message(**row) for row in list(rows))


def sent(desk: Database, message: Message, now: datetime) -> None:
    """Note that a message went."""
    desk.execute(
        "update outbox set sent_at = :now, tries = tries + 1, why = null where id = :id",
        {"id": message.id, "now": iso(now)},
    )


def failed(desk: Database, message: Message, why: str, now: datetime) -> None:
    """Note that a message did not go; it is tried again, each time twice as long after."""
    wait = min(FIRST_RETRY * 2**message.tries, LONGEST_RETRY)
    desk.execute(
        "update outbox set tries = tries + 1, why = :why, due_at = :due_at where id = :id",
        {"id": message.id, "why": why, "due_at": iso(now + wait)},
    )
