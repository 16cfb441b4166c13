"""Stores alerts as messages in the outbox: each once, folded by thread, delayed by the cool-down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlite_utils import Database

from db import outbox
from db.outbox import Message
from review.alerts.folding import Alert
from review.control_characters import visible
from review.wording import local


def keep(desk: Database, alert: Alert, now: datetime, address: str | None = None) -> bool:
    """Add an alert to the outbox; return False if it is already there, be it of a story that is now part of this one.

    A waiting message of its thread absorbs it.

    Args:
        desk: the database with the outbox.
        alert: the alert.
        now: the present.
        address: URL of the desk for links; None: only the page's path is given.
    """
    if outbox.knows(desk, alert.formerly):
        return False
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
    due_at = alert.wakes(max(alert.occasion.at, last + alert.cool_down) if last else alert.occasion.at)
    return outbox.put(desk, message, due_at, now, folded_into=outbox.waiting(desk, message))


def with_folded(desk: Database, message: Message) -> Message:
    """Return a message with all that was folded into it: their number in the title, their texts below its own."""
    more = _unlike(message, outbox.folded(desk, message))
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


def _unlike(message: Message, more: Sequence[Message]) -> list[Message]:
    """Return those of the folded messages whose words are not given already: a post that is an answer occurs as both."""
    told, kept = message.body, []
    for each in more:
        words = each.body.partition("\n")[0]
        if not words or words not in told:
            kept.append(each)
            told = f"{told}\n{each.body}"
    return kept


def as_text(message: Message, when: datetime, zone: tzinfo) -> str:
    """Return a message for the terminal: time in the team's zone, recipient, rule, text."""
    body = message.body.replace("\n", "\n    ")
    return visible(
        f"{local(when, zone)}  to {message.recipient}  by “{message.rule}”\n  {message.title}\n    {body}"
    )
