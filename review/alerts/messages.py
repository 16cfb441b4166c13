"""Keeps alerts as messages of the outbox: each once, folded by thread, delayed by the cool-down."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from db import outbox
from db.outbox import Message
from db.times import iso
from review.alerts.folding import Alert


def keep(desk: Database, alert: Alert, now: datetime, address: str | None = None) -> bool:
    """Lay an alert into the outbox; False when it is there. A message of its thread that still waits takes it in.

    Args:
        desk: the file with the outbox.
        alert: what is told.
        now: the present.
        address: where the team reaches the desk, so that the message links there; None: it names the page alone.
    """
    page = f"{(address or '').rstrip('/')}{alert.occasion.path}" if alert.occasion.path else None
    message = Message(
        id=alert.id,
        rule=alert.rule,
        recipient=alert.recipient,
        title=alert.occasion.title,
        body="\n".join(filter(None, (alert.occasion.body, page))),
        thread=alert.occasion.thread,
        at=alert.occasion.at,
    )
    last = outbox.last_sent(desk, message)
    due_at = max(alert.due_at, last + alert.cool_down) if last else alert.due_at
    return outbox.put(desk, message, due_at, now, folded_into=outbox.waiting(desk, message))


def told(desk: Database, message: Message) -> Message:
    """A message with all that is folded into it: the number in its title, the words below its own."""
    more = outbox.folded(desk, message)
    if not more:
        return message
    return Message(
        id=message.id,
        rule=message.rule,
        recipient=message.recipient,
        title=f"{message.title} (+{len(more)})",
        body="\n\n".join((message.body, *(f"{each.title}\n{each.body}" for each in more))),
        thread=message.thread,
        at=message.at,
        tries=message.tries,
    )


def as_text(message: Message, when: datetime) -> str:
    """A message for the terminal: when it goes, to whom, by which rule."""
    body = message.body.replace("\n", "\n    ")
    return f"{iso(when)}  to {message.recipient}  by “{message.rule}”\n  {message.title}\n    {body}"
