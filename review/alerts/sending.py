"""Sends a message by mail, webhook or apprise, or reports why it cannot. The outbox retries."""

from __future__ import annotations

import importlib
import json
import os
import smtplib
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from http.client import HTTPException

from db.outbox import Message
from review.alerts.rules import Channel
from review.brief.mail import session
from review.control_characters import visible
from review.urls import safe_url

TIMEOUT_S = 20
"""Seconds for one webhook, since a waiting job holds up the others."""

Send = Callable[[Channel, Message], None]
"""Sends a message by a way of a channel; raises NotSentError."""


class NotSentError(RuntimeError):
    """Raised when a message could not be sent; says why."""


def sender(address: str, connect: Callable[[], smtplib.SMTP]) -> Send:
    """Return a function that sends messages.

    Args:
        address: sender of mails.
        connect: opens a connection to the mail server; called only for channels with mail.
    """

    def send(channel: Channel, message: Message) -> None:
        if channel.mail:
            _by_mail(address, connect, channel, message)
        if channel.webhook_env:
            _by_webhook(_secret(channel.webhook_env), message)
        if channel.apprise_env:
            _by_apprise(_secret(channel.apprise_env), message)

    return send


def as_mail(message: Message, address: str, to: tuple[str, ...]) -> EmailMessage:
    """Return an alert as a plain-text mail.

    Mails of one thread reply to the same first mail, so that clients stack them.
    """
    host = address.rpartition("@")[2].rstrip(">") or "localhost"
    root = f"<thread-{_plain_id(message.thread or message.id)}@{host}>"
    mail = EmailMessage()
    mail["Subject"] = " ".join(visible(message.title).split())[:200]
    mail["From"] = address
    mail["To"] = ", ".join(to)
    mail["Message-ID"] = f"<alert-{_plain_id(message.id)}@{host}>"
    mail["In-Reply-To"] = root
    mail["References"] = root
    mail["List-Id"] = f"Rejoinder alerts <alerts.{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(visible(message.body))
    return mail


def _by_mail(address: str, connect: Callable[[], smtplib.SMTP], channel: Channel, message: Message) -> None:
    try:
        with session(connect) as server:
            server.send_message(as_mail(message, address, channel.mail))
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"mail: {type(error).__name__}: {error}") from error


def _by_webhook(address: str, message: Message) -> None:
    if safe_url(address) is None:
        raise NotSentError("the webhook's address is neither http nor https")
    told = {"title": message.title, "text": f"{message.title}\n{message.body}", "thread": message.thread}
    request = urllib.request.Request(  # noqa: S310 (safe_url lets http and https pass alone)
        address, data=json.dumps(told).encode(), headers={"content-type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S):  # noqa: S310 (as above)
            pass
    except (OSError, HTTPException, ValueError) as error:  # ValueError: an address that cannot be requested
        raise NotSentError(f"webhook: {error}") from error


def _by_apprise(address: str, message: Message) -> None:
    try:
        apprise = importlib.import_module("apprise")
    except ModuleNotFoundError as error:
        raise NotSentError("apprise is not installed; pip install 'rejoinder[alerts]'") from error
    notifier = apprise.Apprise()
    if not notifier.add(address):
        raise NotSentError("apprise does not know this sort of address")
    if not notifier.notify(title=message.title, body=message.body):
        raise NotSentError("apprise could not hand it over")


def _secret(variable: str) -> str:
    value = os.environ.get(variable)
    if not value:
        raise NotSentError(f"the environment variable {variable} is not set")
    return value


def _plain_id(text: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in ".-_") else "-" for char in text)
