"""One pass of alerting: find occasions, keep alerts in the outbox, send what is due. And the same as a rehearsal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import db
from records import Watchlist
from review import opening, watching
from review.alerts import folding, occasions, outbox
from review.alerts.outbox import Message
from review.alerts.rules import Rules
from review.alerts.sending import NotSentError, Send

LOOK_BACK = timedelta(hours=24)
"""How far back a pass looks: a night without the job is caught up with; what was kept before is not kept again."""
STEP = timedelta(minutes=5)
"""How often the rehearsal sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a pass did."""

    kept: int
    sent: int
    failed: tuple[str, ...]
    """Why, of each message that could not be sent; it stays for a later pass."""


def run(
    store: Path, desk: Path, rules: Rules, *, send: Send, now: datetime, zone: tzinfo, watchlist: Watchlist
) -> Done:
    """Keep an alert for everything of the last day that the rules ask for, and send what is due."""
    with opening.reading(store, desk, watchlist) as conn:
        found = _alerts(conn, rules, now - LOOK_BACK, now + timedelta(seconds=1), zone, watchlist)
    decisions = db.connect_desk(desk)
    with closing(decisions.conn):
        with decisions.atomic():
            kept = sum(outbox.put(decisions, alert, now) for alert in found)
        sent, failed = 0, []
        for message in outbox.due(decisions, now):
            try:
                send(rules.named(message.recipient), message)
            except NotSentError as error:
                outbox.failed(decisions, message, str(error), now)
                failed.append(f"{message.recipient}: {error}")
            else:
                outbox.sent(decisions, message, now)
                sent += 1
    return Done(kept=kept, sent=sent, failed=tuple(failed))


def would_send(
    store: Path,
    desk: Path,
    rules: Rules,
    *,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    watchlist: Watchlist,
) -> list[Message]:
    """What the rules would have sent over a past window, as if the job had run all the while; nothing is sent or kept."""
    with opening.reading(store, desk, watchlist) as conn:
        found = _alerts(conn, rules, since, until, zone, watchlist)
    rehearsal = db.connect_desk(":memory:")
    messages: list[Message] = []
    moment = since
    waiting = list(found)
    while moment < until + STEP:
        while waiting and waiting[0].occasion.at <= moment:
            outbox.put(rehearsal, waiting.pop(0), moment)
        for message in outbox.due(rehearsal, moment):
            outbox.sent(rehearsal, message, moment)
            messages.append(message)
        moment += STEP
    messages.extend(outbox.due(rehearsal, datetime.max.replace(tzinfo=zone)))
    return messages


def _alerts(
    conn: sqlite3.Connection,
    rules: Rules,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    watchlist: Watchlist,
) -> list[folding.Alert]:
    people = watching.Watching(watchlist)
    return list(folding.alerts_of(rules, occasions.between(conn, people, since, until), zone))
