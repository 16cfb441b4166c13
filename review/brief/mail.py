"""The brief as a mail: plain text and HTML, one Message-ID a day so that a copy is recognised."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from config.settings import Mail
from review.brief.html import as_html
from review.brief.masthead import subject
from review.brief.record import Brief
from review.brief.text import as_text

TIMEOUT = 30
"""Seconds that a mail server may take to answer."""


def as_mail(brief: Brief, *, sender: str, recipient: str, desk: str | None = None) -> EmailMessage:
    """The brief for one recipient.

    Args:
        brief: what is told.
        sender: address it comes from; the desk's list is named after its host.
        recipient: address it goes to.
        desk: address of the desk's pages; None: no links to them.
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


def server_of(mail: Mail) -> smtplib.SMTP:
    """An open connection to the server that the settings name; errors as `connection`."""
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
    """An open connection to a mail server, signed in where there is a user.

    Args:
        host: of the server.
        port: of the server.
        security: "tls" from the first byte, "starttls" before anything is said, or "none".
        user: account; None: no sign-in.
        password: of the account.

    Raises:
        OSError, smtplib.SMTPException: the server cannot be reached, shows no certificate of its name, or refuses.
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
