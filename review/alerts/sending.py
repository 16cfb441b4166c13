"""Sends a message by mail, webhook or apprise. Says why where it cannot; leaves trying again to the outbox."""

from __future__ import annotations

import importlib
import json
import os
import smtplib
import urllib.request
from collections.abc import Callable
from urllib.error import URLError

from config.settings import Mail
from review import mailing
from review.addresses import safe_url
from review.alerts.outbox import Message
from review.alerts.rules import Channel

TIMEOUT_S = 20
"""For one mail server or webhook: a job that waits longer holds up the others."""


class NotSentError(RuntimeError):
    """Raised when a message could not be handed over; says why."""


Send = Callable[[Channel, Message], None]


def sender(mail: Mail) -> Send:
    """A function that hands a message over by every way of its channel.

    The function raises NotSentError.
    """

    def send(channel: Channel, message: Message) -> None:
        if channel.mail:
            _by_mail(mail, channel, message)
        if channel.webhook_env:
            _by_webhook(_secret(channel.webhook_env), message)
        if channel.apprise_env:
            _by_apprise(_secret(channel.apprise_env), message)

    return send


def _by_mail(mail: Mail, channel: Channel, message: Message) -> None:
    try:
        mailing.send(
            mailing.of_alert(message.title, message.body, message.thread, message.id, mail, channel.mail),
            mail,
        )
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"mail server {mail.host}: {error}") from error


def _by_webhook(address: str, message: Message) -> None:
    if safe_url(address) is None:
        raise NotSentError("the webhook's address is neither http nor https")
    body = json.dumps(
        {"title": message.title, "text": f"{message.title}\n{message.body}", "thread": message.thread}
    )
    request = urllib.request.Request(  # noqa: S310 (safe_url lets http and https pass alone)
        address, data=body.encode(), headers={"content-type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S):  # noqa: S310 (as above)
            pass
    except (URLError, OSError) as error:
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
