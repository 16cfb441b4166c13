"""The outbox in desk.db: every alert is a row before it is sent, and stays until it is, so that none is lost or sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from db.times import iso, parse
from review.alerts.folding import Alert

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""Waits after each failed try; the last one goes on until it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to a channel: the alert that leads, and what was folded into it."""

    id: str
    rule: str
    recipient: str
    thread: str
    title: str
    body: str
    path: str | None
    due_at: datetime
    tries: int = 0
    """How often it was tried before."""

    def __str__(self) -> str:
        return f"{iso(self.due_at)}  {self.recipient}  [{self.rule}] {self.title}\n    " + self.body.replace(
            "\n", "\n    "
        )


def put(desk: Database, alert: Alert, now: datetime) -> bool:
    """Keep an alert; False when it is kept already. What its thread still has to send, or sent a moment ago, takes it in."""
    if next(desk.query("select 1 from outbox where id = :id", {"id": alert.id}), None):
        return False
    thread = {"rule": alert.rule, "recipient": alert.recipient, "thread": alert.occasion.thread}
    waiting = next(desk.query(WAITING, thread), None)
    last = next(desk.query(LAST_SENT, thread), None)
    due = alert.due_at
    if last:
        due = max(due, parse(last["sent_at"]) + alert.cool_down)
    desk.table("outbox").insert(
        {
            "id": alert.id,
            **thread,
            "at": iso(alert.occasion.at),
            "made_at": iso(now),
            "due_at": iso(due),
            "title": alert.occasion.title,
            "body": "\n".join(filter(None, (alert.occasion.body, alert.occasion.path))),
            "folded_into": waiting["id"] if waiting else None,
        }
    )
    return True


def due(desk: Database, now: datetime) -> list[Message]:
    """What is to be sent now, each with all that is folded into it, the oldest first."""
    return [_message(desk, row) for row in list(desk.query(DUE, {"now": iso(now)}))]


def sent(desk: Database, message: Message, now: datetime) -> None:
    """Mark a message and what is folded into it as sent."""
    desk.execute(
        """
        update outbox
        set sent_at = :now,
            why = null
        where (id = :id or folded_into = :id)
          and sent_at is null
        """,
        {"id": message.id, "now": iso(now)},
    )


def failed(desk: Database, message: Message, why: str, now: datetime) -> None:
    """Keep a message that could not be sent for a later try."""
    wait = RETRY_AFTER[min(message.tries, len(RETRY_AFTER) - 1)]
    desk.execute(
        """
        update outbox
        set tries = tries + 1,
            why = :why,
            due_at = :due
        where id = :id
        """,
        {"id": message.id, "why": why[:500], "due": iso(now + wait)},
    )


def _message(desk: Database, row: dict[str, Any]) -> Message:
    folded = list(desk.query(FOLDED, {"id": row["id"]}))
    more = [f"{each['title']}\n{each['body']}" for each in folded]
    updates = f" (+{len(folded)})" if folded else ""
    return Message(
        id=row["id"],
        rule=row["rule"],
        recipient=row["recipient"],
        thread=row["thread"],
        title=row["title"] + updates,
        body="\n\n".join((row["body"], *more)),
        path=None,
        due_at=parse(row["due_at"]),
        tries=row["tries"],
    )


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
    select max(sent_at) as sent_at
    from outbox
    where rule = :rule
      and recipient = :recipient
      and thread = :thread
      and sent_at is not null
    having max(sent_at) is not null
"""

DUE = """
    select *
    from outbox
    where sent_at is null
      and folded_into is null
      and due_at <= :now
    order by due_at, at, id
"""

FOLDED = """
    select title, body
    from outbox
    where folded_into = :id
    order by at, id
"""
