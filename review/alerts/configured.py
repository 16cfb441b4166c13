"""Alerts as the settings ask for them: rules, watch list and mail server come from there. None configured, none sent."""

from __future__ import annotations

import os
from datetime import datetime

from config import watchlist
from config.settings import Settings
from review.alerts import rules, running
from review.alerts.sending import sender
from review.brief.mail import connection


def load(settings: Settings) -> rules.Rules:
    """The rules that the settings name; none where they name no file.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    return rules.load(settings.alerts) if settings.alerts else rules.Rules()


def rehearse(settings: Settings, since: datetime, until: datetime) -> list[str]:
    """What would have been sent over a past window, each message in words.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    if settings.alerts is None:
        return []
    return running.would_send(
        settings.store,
        settings.decisions,
        rules.load(settings.alerts),
        since=since,
        until=until,
        zone=settings.zone,
        watchlist=watchlist.load(settings.watchlist),
    )


def send(settings: Settings, now: datetime) -> running.Done:
    """One pass: keep what the rules ask for, send what is due.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    if settings.alerts is None:
        return running.Done(kept=0, sent=0, failed=())
    mail = settings.mail
    return running.run(
        settings.store,
        settings.decisions,
        rules.load(settings.alerts),
        send=sender(
            mail.sender,
            lambda: connection(
                mail.host,
                mail.port,
                security=mail.security,
                user=mail.user,
                password=os.environ.get(mail.password_env) if mail.password_env else None,
            ),
        ),
        now=now,
        zone=settings.zone,
        watchlist=watchlist.load(settings.watchlist),
    )
