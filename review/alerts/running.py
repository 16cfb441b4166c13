"""One pass of alerting: find occasions, store alerts in the outbox, send those due. Also a dry run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from sqlite_utils import Database

import db
from db import outbox
from db.times import parse_or_none
from records import Watchlist
from review import connections, watched_names
from review.alerts import folding, messages, occasions
from review.alerts.rules import Channel, Rules
from review.alerts.sending import NotSentError, Send
from review.brief.delivery import RULE as MAILS_OF_THE_BRIEF

LOOK_BACK = timedelta(hours=24)
"""How far back a pass looks, so that a night without the job is made up for. Nothing is stored twice."""
FARTHEST = timedelta(days=7)
"""How far back a pass looks at most, if reading or linking stood still for longer than `LOOK_BACK`."""
STEP = timedelta(minutes=5)
"""Interval between passes in a rehearsal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The result of a pass."""

    kept: int
    sent: int
    failed: tuple[str, ...]
    """Reasons of the messages that could not be sent; they wait for a later pass."""


def run(
    store: Path,
    desk: Path,
    rules: Rules,
    *,
    send: Send,
    now: datetime,
    zone: tzinfo,
    watchlist: Watchlist,
    address: str | None = None,
) -> Done:
    """Store an alert for everything of the last day that the rules ask for, and send what is due.

    Args:
        store: the collected database, read only.
        desk: the database with the outbox.
        rules: from `load`.
        send: from `sending.sender`.
        now: the present.
        zone: time zone of the quiet hours.
        watchlist: who is watched.
        address: URL of the desk for links in messages.
    """
    with connections.reading(store, desk, watchlist) as conn:
        since = max(now - FARTHEST, min(now - LOOK_BACK, _linked_until(conn) or now))
        found = _alerts(conn, rules, since, now + timedelta(seconds=1), zone, watchlist)
    decisions = db.connect_desk(desk)
    with closing(decisions.conn):
        with decisions.atomic():
            kept = sum(messages.keep(decisions, alert, now, address) for alert in found)
        done = send_due(decisions, rules, send, now)
    return Done(kept=kept, sent=done.sent, failed=done.failed)


def _linked_until(conn: sqlite3.Connection) -> datetime | None:
    """Return since when collected items may have been read and linked only after the last pass; None: never.

    That is the beginning of the last reading before the last linking before that pass.
    """
    before: str | None = None
    for name in ("alerts", "link", "read"):
        (before,) = conn.execute(
            """
            select max(started_at)
            from runs
            where step = :step
              and status in ('done', 'partly')
              and started_at < coalesce(:before, '9999')
            """,
            {"step": name, "before": before},
        ).fetchone()
        if before is None:
            return None
    return parse_or_none(before)


def send_due(decisions: Database, rules: Rules, send: Send, now: datetime) -> Done:
    """Send what is due to a channel, whichever rule stored it, so that renaming a rule loses nothing."""
    sent, failed = 0, []
    channels = {named.name: named for channel in rules.channel for named in (channel, *channel.ways())}
    for message in outbox.due(decisions, now):
        if message.rule == MAILS_OF_THE_BRIEF:
            continue
        whole = messages.with_folded(decisions, message)
        channel = channels.get(message.recipient)
        missed = _missed(send, channel, whole) if channel else {"": f"no channel {message.recipient!r}"}
        failed += [f"{message.recipient}: {why}" for why in missed.values()]
        if channel is None or len(missed) == len(channel.ways()):
            outbox.failed(decisions, message, "; ".join(missed.values()), now)
            continue
        with decisions.atomic():
            outbox.sent(decisions, message, now)
            for name in missed:
                rest = replace(whole, id=f"{whole.id} {name}", recipient=name)
                outbox.put(decisions, rest, now + outbox.FIRST_RETRY, now)
        sent += 1
    return Done(kept=0, sent=sent, failed=tuple(failed))


def _missed(send: Send, channel: Channel, message: outbox.Message) -> dict[str, str]:
    """Send a message by every way of a channel; returns the name of each way that failed, and why."""
    missed: dict[str, str] = {}
    for way in channel.ways():
        try:
            send(way, message)
        except NotSentError as error:
            missed[way.name] = str(error)
    return missed


def would_send(
    store: Path,
    desk: Path,
    rules: Rules,
    *,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    watchlist: Watchlist,
) -> list[str]:
    """Return what the rules would have sent over a past window, as text; nothing is sent or stored.

    Simulates a pass every five minutes.
    """
    with connections.reading(store, desk, watchlist) as conn:
        waiting = _alerts(conn, rules, since, until, zone, watchlist)
    rehearsal = db.connect_desk(":memory:")
    told: list[str] = []
    moment, end = since, until + timedelta(days=1)
    while moment < end and (waiting or moment < until or _open(rehearsal)):
        while waiting and waiting[0].occasion.at <= moment:
            messages.keep(rehearsal, waiting.pop(0), moment)
        for message in outbox.due(rehearsal, moment):
            told.append(messages.as_text(messages.with_folded(rehearsal, message), moment, zone))
            outbox.sent(rehearsal, message, moment)
        moment += STEP
    return told


def _open(desk: Database) -> bool:
    return bool(list(desk.execute("select 1 from outbox where sent_at is null limit 1")))


def _alerts(
    conn: sqlite3.Connection,
    rules: Rules,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    watchlist: Watchlist,
) -> list[folding.Alert]:
    people = watched_names.Watching(watchlist)
    waits = {rule.open_for for rule in rules.rule if "open" in rule.on}
    found = occasions.between(conn, people, since, until, zone=zone, waits=waits)
    return list(folding.alerts_of(rules, found, zone))
