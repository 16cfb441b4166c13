"""The brief as a mail with plain text and HTML. One Message-ID a day, so that clients recognise a copy."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from config.settings import Mail
from review.brief.html import as_html
from review.brief.masthead import subject
from review.brief.record import Brief
from review.brief.text import as_text

TIMEOUT = 30
"""Seconds to wait for a mail server."""


def as_mail(brief: Brief, *, sender: str, recipient: str, desk: str | None = None) -> EmailMessage:
    """Return the brief as a mail to one recipient.

    Args:
        brief: the brief.
        sender: sender's address, whose host names the List-Id.
        recipient: recipient's address.
        desk: URL of the desk for links; None: no links.
    """
    text = as_text(brief)
    host = sender.rpartition("@")[2].rstrip(">") or "localhost"
    day = brief.until.astimezone(brief.zone).date()
    message = EmailMessage()
    message["Subject"] = subject(brief)
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = format_datetime(brief.until)
    message["Message-ID"] = f"<brief-{day}-{sha256(recipient.encode()).hexdigest()[:12]}@{host}>"
    message["List-Id"] = f"Rejoinder morning brief <brief.{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(as_html(brief, desk), subtype="html")
    return message


@contextmanager
def session(connect: Callable[[], smtplib.SMTP]) -> Iterator[smtplib.SMTP]:
    """Open a connection for the length of the block. What the server says to the goodbye is no matter: it has the mails."""
    server = connect()
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException):
            server.quit()


def server_of(mail: Mail) -> smtplib.SMTP:
    """Open a connection to the configured mail server; errors as `connection`."""
    return connection(
        mail.host,
        mail.port,
        security=mail.security,
        user=mail.user,
        password=os.environ.get(mail.password_env) if mail.password_env else None,
    )


def connection(
    host: str, port: int, *, security: str, user: str | None = None, password: str | None = None
) -> smtplib.SMTP:
    """Open a connection to a mail server and sign in if there is a user.

    Args:
        host: host name.
        port: port.
        security: "tls" from the first byte, "starttls" before anything is said, or "none".
        user: account; None: no sign-in.
        password: of the account.

    Raises:
        OSError, smtplib.SMTPException: the server cannot be reached, has no certificate for its name, or refuses.
    """
    trusted = ssl.create_default_context()
    if security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trusted)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    if security == "starttls":
        server.starttls(context=trusted)
    if user:
        server.login(user, password or "")
    return server
