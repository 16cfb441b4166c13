"""Alerts with rules, watch list and mail server from the settings. Without rules nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import db
from config import watchlist
from config.errors import ConfigError
from config.settings import Settings
from config.toml import line_of
from records import Watchlist
from review.alerts import rules, running
from review.alerts.sending import Send, sender
from review.brief.mail import server_of


def load(settings: Settings) -> rules.Rules:
    """Load the rules that the settings name; empty if they name no file.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    return rules.load(settings.alerts) if settings.alerts else rules.Rules()


def strangers(settings: Settings, known: rules.Rules, watched: Watchlist) -> Iterator[ConfigError]:
    """Yield an error for each channel of the brief that the rule file does not define, and each id unknown to the watch list."""
    yield from _unlisted(settings, known, watched)
    names = [channel.name for channel in known.channel]
    for name in settings.brief.channels:
        if name not in names:
            line = line_of(settings.path.read_text(encoding="utf-8-sig"), ("brief", "channels"))
            yield ConfigError(
                settings.path,
                line,
                f"brief.channels names {name!r}, which is no [[channel]] of {settings.alerts}; "
                f"known: {', '.join(names) or 'none'}",
            )


def _unlisted(settings: Settings, known: rules.Rules, watched: Watchlist) -> Iterator[ConfigError]:
    """Yield an error for each company or person of a rule that is not watched: such a rule would never send anything."""
    if settings.alerts is None:
        return
    text = settings.alerts.read_text(encoding="utf-8-sig")
    listed = {
        "companies": [company.id for company in watched.companies],
        "people": [person.id for person in watched.people],
    }
    for index, rule in enumerate(known.rule):
        for key, ids in listed.items():
            for unknown in (named for named in getattr(rule, key) if named not in ids):
                yield ConfigError(
                    settings.alerts,
                    line_of(text, ("rule", index, key)),
                    f"rule {rule.name!r}: {unknown!r} is not among the {key} of the watch list; known ids: {', '.join(ids) or 'none'}",
                )


def rehearse(settings: Settings, since: datetime, until: datetime) -> list[str]:
    """Return what would have been sent over a past window, each message as text.

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
    """Run one pass: store the messages that the rules ask for, send those due.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    if settings.alerts is None:
        return running.Done(kept=0, sent=0, failed=())
    return running.run(
        settings.store,
        settings.decisions,
        rules.load(settings.alerts),
        send=_by_all_ways(settings),
        now=now,
        zone=settings.zone,
        watchlist=watchlist.load(settings.watchlist),
        address=settings.desk.address,
    )


def send_waiting(settings: Settings, now: datetime) -> running.Done:
    """Send stored messages that are due to channels, without looking for new occasions.

    Raises:
        ConfigError, ConfigErrors: the rule file cannot be used.
    """
    if settings.alerts is None:
        return running.Done(kept=0, sent=0, failed=())
    desk = db.connect_desk(settings.decisions)
    with closing(desk.conn):
        return running.send_due(desk, rules.load(settings.alerts), _by_all_ways(settings), now)


def _by_all_ways(settings: Settings) -> Send:
    return sender(settings.mail.sender, lambda: server_of(settings.mail))
