"""Mails: the brief with a plain and an HTML part, an alert in its thread; and handing them to the mail server."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import make_msgid

from config.settings import Mail
from db.times import iso
from review import brief as briefs
from review.visible import visible

TIMEOUT_S = 30


def of_brief(brief: briefs.Brief, mail: Mail, to: Sequence[str], desk: str | None = None) -> EmailMessage:
    """The brief as a mail; the same window gives the same Message-ID, so that a second sending shows as one.

    Args:
        brief: what is told.
        mail: the sender.
        to: addresses.
        desk: address of the desk, for links to its pages.
    """
    message = _message(brief.title, mail, to, f"brief.{iso(brief.until)}".replace(":", "").replace("+", "."))
    message["List-Id"] = "Rejoinder morning brief <brief.rejoinder.invalid>"
    message.set_content(briefs.as_text(brief))
    message.add_alternative(briefs.as_html(brief, desk), subtype="html")
    return message


def of_alert(
    title: str, body: str, thread: str, identity: str, mail: Mail, to: Sequence[str]
) -> EmailMessage:
    """An alert as a plain mail; those of one thread refer to the same first mail, so that clients stack them."""
    message = _message(title, mail, to, f"alert.{identity}")
    root = f"<thread.{_plain_id(thread)}@{_domain(mail)}>"
    message["In-Reply-To"] = root
    message["References"] = root
    message["List-Id"] = "Rejoinder alerts <alerts.rejoinder.invalid>"
    message.set_content(visible(body))
    return message


def send(message: EmailMessage, mail: Mail) -> None:
    """Hand a mail over.

    Raises:
        OSError, smtplib.SMTPException: the server cannot be reached, refuses, or no password is set.
    """
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT_S)
    with server:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, os.environ.get(mail.password_env or "", ""))
        server.send_message(message)


def _message(subject: str, mail: Mail, to: Sequence[str], identity: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = " ".join(visible(subject).split())[:200]
    message["From"] = mail.sender
    message["To"] = ", ".join(to)
    message["Message-ID"] = f"<{_plain_id(identity)}@{_domain(mail)}>" if identity else make_msgid()
    message["Auto-Submitted"] = "auto-generated"
    return message


def _domain(mail: Mail) -> str:
    return mail.sender.rpartition("@")[2].strip(">") or "rejoinder.invalid"


def _plain_id(text: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in ".-_") else "-" for char in text)
