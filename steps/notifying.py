"""What is sent to people: the morning brief as a page and as mail, and alerts."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import db
import review.brief
from config import watchlist
from config.settings import Settings
from db import locks
from review.alerts import configured
from review.brief import delivery
from review.brief.mail import server_of
from review.brief.window import Evenings
from steps.running import Clock, Outcome, now, step


def brief(
    settings: Settings,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    keep: bool = True,
    clock: Clock = now,
) -> review.brief.Brief:
    """Compose the morning brief of a window and write it as HTML beside the store.

    Args:
        settings: where everything is.
        since: start of the window; None: the hour of [brief] on the last evening after a brief.
        until: end of the window; None: that of the settings, or now.
        keep: whether to write the page.
        clock: the current time.
    """
    until = until or settings.brief.until or clock()
    since = since or Evenings(settings.brief.since, settings.brief.weekdays).before(until, settings.zone)
    db.connect_desk(settings.decisions).close()  # creates the file before the first decision
    with step(settings, "brief", clock):
        composed = review.brief.compose(
            settings.store,
            settings.decisions,
            since=since,
            until=until,
            zone=settings.zone,
            watchlist=watchlist.load(settings.watchlist),
        )
        if keep:
            page = review.brief.as_html(composed, settings.desk.address)
            brief_path(settings).write_text(page, encoding="utf-8")
    return composed


def send_brief(settings: Settings, composed: review.brief.Brief, *, clock: Clock = now) -> int:
    """Send a brief to the addresses and channels of [brief], once a day to each; return how many took it.

    While alerts are being sent, what goes to channels waits for their next pass.

    Raises:
        StepIsRunningError: another process is sending; the brief stays in the outbox and is sent with the pending mails.
    """
    desk = db.connect_desk(settings.decisions)
    delivery.lay_for_channels(composed, desk, settings.brief.channels, now=clock())
    delivery.lay_for_mail(
        composed,
        desk,
        sender=settings.mail.sender,
        recipients=settings.brief.to,
        now=clock(),
        address=settings.desk.address,
    )
    with locks.alone(settings.store, "send"):
        taken = delivery.send_waiting(desk, connect=lambda: server_of(settings.mail), now=clock())
    with suppress(locks.StepIsRunningError), locks.alone(settings.store, "alerts"):
        taken += configured.send_waiting(settings, clock()).sent
    return taken


def send_waiting(settings: Settings, *, clock: Clock = now) -> int:
    """Retry the mails of earlier briefs that are due; return how many a server took.

    Raises:
        StepIsRunningError: another process is sending.
    """
    with locks.alone(settings.store, "send"):
        return delivery.send_waiting(
            db.connect_desk(settings.decisions), connect=lambda: server_of(settings.mail), now=clock()
        )


def alerts(
    settings: Settings, *, since: datetime | None = None, until: datetime | None = None, clock: Clock = now
) -> list[str]:
    """Return what the alert rules would have sent over a past window, by default a day. Nothing is sent."""
    until = until or settings.brief.until or clock()
    return configured.rehearse(settings, since or until - timedelta(days=1), until)


def send_alerts(settings: Settings) -> Outcome:
    """Store an alert for each match of a rule and send what is due; what fails stays for the next time."""
    with step(settings, "alerts", now) as (_, this):
        done = configured.send(settings, now())
        this.counts.update(kept=done.kept, sent=done.sent)
        this.partly = "; ".join(done.failed) or None
    return Outcome(step="alerts", counts=this.counts, partly=this.partly)


def brief_path(settings: Settings) -> Path:
    """Return the path of the brief's HTML page."""
    return settings.store.with_name("brief.html")
