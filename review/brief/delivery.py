"""Sends the brief by mail, once to each address. It waits in the outbox until a server has accepted it."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default

from sqlite_utils import Database

from db import outbox
from review.brief.mail import as_mail, session
from review.brief.masthead import subject
from review.brief.record import Brief
from review.brief.text import as_text

log = logging.getLogger(__name__)

RULE = "brief"
"""Rule name of mails, whose body is the whole mail."""
RULE_OF_CHANNELS = "the morning brief"
"""Rule name of messages to channels, which alerting sends with its own."""


def lay_for_mail(
    brief: Brief,
    desk: Database,
    *,
    sender: str,
    recipients: Sequence[str],
    now: datetime,
    address: str | None = None,
) -> None:
    """Put the day's brief into the outbox, once per day and address."""
    day = brief.until.astimezone(brief.zone).date()
    for recipient in recipients:
        mail = as_mail(brief, sender=sender, recipient=recipient, desk=address)
        message = outbox.Message(
            id=f"{RULE}:{day}:{recipient}",
            rule=RULE,
            recipient=recipient,
            title=str(mail["Subject"]),
            body=mail.as_string(),
        )
        outbox.put(desk, message, now, now)


def lay_for_channels(brief: Brief, desk: Database, channels: Sequence[str], *, now: datetime) -> None:
    """Put the day's brief into the outbox for channels; the next pass of alerting sends it, with retries."""
    day = brief.until.astimezone(brief.zone).date()
    _, _, body = as_text(brief).partition("\n")
    for channel in channels:
        message = outbox.Message(
            id=f"{RULE}:{day}:channel:{channel}",
            rule=RULE_OF_CHANNELS,
            recipient=channel,
            title=subject(brief),
            body=body,
        )
        outbox.put(desk, message, now, now)


def send_waiting(desk: Database, *, connect: Callable[[], smtplib.SMTP], now: datetime) -> int:
    """Send the briefs that are due; return how many a server accepted.

    If the server cannot be reached, they wait for the next call.
    """
    waiting = list(outbox.due(desk, now, RULE))
    if not waiting:
        return 0
    try:
        with session(connect) as server:
            return sum(_hand_over(server, desk, message, now) for message in waiting)
    except (OSError, smtplib.SMTPException) as error:
        for message in waiting:
            outbox.failed(desk, message, f"{type(error).__name__}: {error}", now)
        log.warning("the mail server cannot be reached (%s); %d mails wait", error, len(waiting))
        return 0


def _hand_over(server: smtplib.SMTP, desk: Database, message: outbox.Message, now: datetime) -> bool:
    mail = message_from_string(message.body, policy=default)
    assert isinstance(mail, EmailMessage)
    try:
        server.send_message(mail)
    except smtplib.SMTPException as error:
        outbox.failed(desk, message, f"{type(error).__name__}: {error}", now)
        log.warning("the brief to %s was not taken: %s", message.recipient, error)
        return False
    outbox.sent(desk, message, now)
    return True
