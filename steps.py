"""The steps: crawl, read, link, brief, and what else moves data through the house. Each can run twice.

Start reading at `run`. The work itself is done in the parts; when a step runs is the scheduler's.
"""

from __future__ import annotations

import logging
import os
import smtplib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

import crawler
import db
import db.stories
import nlp
import review.brief
import sample
import stories
from config import watchlist
from config.errors import ConfigError, ConfigErrors, UnknownNameError, errors_of
from config.settings import Settings, load
from crawler import archive, sources
from crawler import replay as recorded
from db import archives, decisions, facts, issues, items, keeping, locks, polls, runs
from nlp.quotes import same
from records import Decision, Document, Issue, Item, Reading, Watchlist
from review.alerts import configured
from review.brief import delivery
from review.brief.mail import connection

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Progress = Callable[[Sequence[facts.Waiting]], Iterable[facts.Waiting]]

READ_BATCH = 64
"""Items whose readings are committed together: what a kill can cost."""

IMPORT_BATCH = 1000
"""Archive lines that are committed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a step did."""

    step: str
    counts: dict[str, int] = field(default_factory=dict)
    partly: str | None = None
    """What could not be done though the rest was; None when whole."""


def now() -> datetime:
    """The real present."""
    return datetime.now(UTC)


def run(settings: Settings, *, clock: Clock = now, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """One whole pass: crawl, read, link. The brief is then composed from the store."""
    return (
        crawl(settings, clock=clock),
        read(settings, clock=clock, progress=progress),
        link(settings, clock=clock),
    )


def run_sample(home: Path, *, progress: Progress | None = None) -> tuple[Settings, tuple[Outcome, ...]]:
    """The same pass over the sample newsroom, at its own moments; those already in the store are not lived again.

    The last moment is always lived again: asking twice must change nothing.
    """
    settings = load(sample.CONFIG, home=home)
    ahead = [moment for moment in sample.MOMENTS[:-1] if moment > _last_crawl(settings)] + [
        sample.MOMENTS[-1]
    ]
    outcomes = []
    with sample.Newsroom() as newsroom:
        for moment in ahead:
            newsroom.at = moment
            outcomes.append(crawl(settings, clock=_stopped_at(moment), hosts={sample.HOST: newsroom.url}))
    end = _stopped_at(sample.MOMENTS[-1])
    outcomes += [read(settings, clock=end, progress=progress), link(settings, clock=end)]
    return settings, tuple(outcomes)


def crawl(
    settings: Settings,
    *,
    clock: Clock = now,
    only: Sequence[str] = (),
    due: bool = False,
    record: Path | None = None,
    hosts: Mapping[str, str] | None = None,
) -> Outcome:
    """Fetch the sources into the store.

    Args:
        settings: where everything is.
        clock: the present; the sample newsroom has its own.
        only: ids of sources; empty: all.
        due: leave out sources that were polled less than their `every` ago.
        record: folder that keeps every raw reply; None: none is kept.
        hosts: names of this machine → the server that answers for them.

    Raises:
        ConfigError, ConfigErrors: the source list is wrong.
        UnknownNameError: `only` names a source that is not listed.
        StepIsRunningError: another crawl is at it.
    """
    listed = sources.load(settings.sources)
    if unknown := sorted(set(only) - {source.id for source in listed}):
        raise UnknownNameError(f"{settings.sources} has no [[source]] with the id {', '.join(unknown)}")
    chosen = [source for source in listed if not only or source.id in only]
    with _step(settings, "crawl", clock) as (store, this):
        db.sources.save_all(store, listed, whole_list=True)
        if due:
            chosen = polls.due(store, chosen, clock())
        result = crawler.collect(
            chosen, settings.store, clock=clock, contact=settings.contact, record=record, hosts=hosts
        )
        this.counts.update(result.counts)
        this.partly = result.partly
    return Outcome(step="crawl", counts=this.counts, partly=this.partly)


def read(settings: Settings, *, clock: Clock = now, progress: Progress | None = None) -> Outcome:
    """Read every wording that this version of the reader, with this watch list, has not read."""
    reader = nlp.Reader(watchlist.load(settings.watchlist))
    with _step(settings, "read", clock) as (store, this):
        this.counts["read"] = read_store(store, reader, clock=clock, progress=progress)
    return Outcome(step="read", counts=this.counts)


def read_store(store: Database, reader: nlp.Reader, *, clock: Clock, progress: Progress | None = None) -> int:
    """`read` on an open store; returns how many wordings were read."""
    waiting = list(facts.waiting(store, reader.version))
    texts = (
        nlp.Text(
            text=item.text,
            lang=item.lang,
            title=item.title,
            published=item.published,
            zone=item.zone,
            entity=item.entity,
        )
        for item in (progress(waiting) if progress else waiting)
    )
    readings = zip(waiting, reader.read_all(texts), strict=True)
    while batch := list(islice(readings, READ_BATCH)):
        with store.atomic():
            for item, reading in batch:
                facts.save(store, item, reading, reader.version, clock())
                issues.note_all(store, _unread(item, reading), clock())
    return len(waiting)


def link(settings: Settings, *, clock: Clock = now) -> Outcome:
    """Group what tells one happening, find who answered it, compare the figures."""
    watched = watchlist.load(settings.watchlist)
    desk = db.connect_desk(settings.decisions)
    decided, undone = decisions.standing(desk), decisions.undone(desk)
    with _step(settings, "link", clock) as (store, this):
        this.counts.update(link_store(store, watched, decided, clock(), undone))
    return Outcome(step="link", counts=this.counts)


def link_store(
    store: Database,
    watched: Watchlist,
    decided: Sequence[Decision],
    moment: datetime,
    undone: Sequence[Decision] = (),
) -> dict[str, int]:
    """`link` on an open store; returns how many stories, responses and checks there are, and how many changed.

    What was decided or taken back lately is concluded again.
    """
    loaded = items.load(store, (*decided, *undone), now=moment)
    linked = stories.link(
        loaded.items,
        watchlist=watched,
        previous=loaded.previous,
        decisions=decided,
        now=moment,
        fresh=loaded.fresh,
    )
    copies, conflicts = same.find_copies(list(_carried(loaded.items)))
    with store.atomic():
        facts.note_copies(store, ((copy.id, copy.same_as) for copy in copies if copy.same_as is not None))
        issues.note_all(store, conflicts, moment)
        return db.stories.save(store, linked, loaded, moment)


def _carried(loaded: Sequence[Item]) -> Iterator[same.Carried]:
    """Every quotation of the items, that of the earliest item first."""
    for item in sorted(loaded, key=lambda item: (item.at, item.id)):
        for quote in item.reading.quotes:
            yield same.Carried(
                id=facts.identity(item.id, "q", quote.start, quote.end), document=item.id, quote=quote
            )


def import_lines(settings: Settings, lines: Iterable[str], *, name: str, clock: Clock = now) -> Outcome:
    """Documents and topics of an archive into the store, under their own ids; a line that is none becomes an issue."""
    with _step(settings, "import", clock) as (store, this):
        this.counts.update(import_store(store, lines, name=name, moment=clock())[0])
        skipped = this.counts.pop("skipped")
        this.partly = f"{skipped} lines of {name} skipped: see the issues" if skipped else None
    return Outcome(step="import", counts=this.counts, partly=this.partly)


def import_store(
    store: Database, lines: Iterable[str], *, name: str, moment: datetime
) -> tuple[dict[str, int], dict[str, str]]:
    """`import_lines` on an open store; returns the counts, and the item in the store for each id of the archive."""
    counts = dict.fromkeys(("new", "changed", "same", "topics", "skipped"), 0)
    items: dict[str, str] = {}
    records = archive.read_lines(lines, name=name, now=moment)
    while batch := list(islice(records, IMPORT_BATCH)):
        with store.atomic():
            for record in batch:
                match record:
                    case Issue():
                        issues.note(store, record, moment)
                        counts["skipped"] += 1
                    case archive.ArchivedTopic():
                        items[record.id] = archives.save_topic(store, record.id, record.sighting)
                        counts["topics"] += 1
                    case Document():
                        counts[archives.save_document(store, record, moment)] += 1
                        items[record.id] = record.id
    return counts, items


def link_lines(
    lines: Iterable[str],
    *,
    name: str,
    watched: Watchlist,
    progress: Progress | None = None,
    clock: Clock = now,
) -> tuple[dict[str, str], str | None]:
    """Archive lines through import, read and link in a store made for the occasion.

    Returns:
        The story of each id, in the order of the lines; and which lines were skipped, in words, None where none was.
    """
    moment = clock()
    store = db.connect(":memory:")
    counts, items_by_id = import_store(store, lines, name=name, moment=moment)
    for issue in issues.open_of(store, "archive_line"):
        log.warning("%s", issue)
    read_store(store, nlp.Reader(watched), clock=clock, progress=progress)
    link_store(store, watched, (), moment)
    told = db.stories.of_items(store)
    skipped = counts["skipped"]
    return (
        {identity: told[item] for identity, item in items_by_id.items()},
        f"{skipped} lines of {name} skipped" if skipped else None,
    )


def replay(settings: Settings, directory: Path, *, clock: Clock = now) -> Outcome:
    """Recorded raw replies through the same parsers, at their recorded times."""
    with _step(settings, "replay", clock) as (store, this):
        result = recorded.replay(directory, store)
        this.counts.update({f"polls {status}": number for status, number in result.polls.items()})
        this.counts["sightings"] = result.sightings
    return Outcome(step="replay", counts=this.counts)


def check(path: Path) -> str:
    """Read settings, watch list and sources; what they hold, in words.

    Raises:
        ConfigErrors: every error in any of them, with file and line.
    """
    settings = load(path)
    found: list[ConfigError] = []
    loaded: dict[str, Any] = {}
    for name, read_it in (
        ("watched", lambda: watchlist.load(settings.watchlist)),
        ("listed", lambda: sources.load(settings.sources)),
        ("rules", lambda: configured.load(settings)),
    ):
        try:
            loaded[name] = read_it()
        except (ConfigError, ConfigErrors) as error:
            found += errors_of(error)
    watched, listed = loaded.get("watched"), loaded.get("listed", ())
    if watched is not None:
        known = {entry.id for entry in (*watched.companies, *watched.people)}
        found += sources.strangers(settings.sources, listed, known)
    if found:
        raise ConfigErrors(found)
    return (
        f"{path}: good; {len(listed)} sources, {len(loaded['watched'].companies)} companies watched,"
        f" {len(loaded['rules'].rule)} rules of alerts"
    )


def brief(
    settings: Settings, *, since: datetime | None = None, until: datetime | None = None, clock: Clock = now
) -> review.brief.Brief:
    """Compose the morning brief of a window and write it as HTML beside the store.

    Args:
        settings: where everything is.
        since: begin of the window; None: the hour of [brief] on the evening before `until`.
        until: end of the window; None: that of the settings, or the present.
        clock: the present.
    """
    until = until or settings.brief.until or clock()
    since = since or _evening_before(until, settings)
    db.connect_desk(settings.decisions).close()  # made where nobody has decided anything yet
    with _step(settings, "brief", clock):
        composed = review.brief.compose(
            settings.store,
            settings.decisions,
            since=since,
            until=until,
            zone=settings.zone,
            watchlist=watchlist.load(settings.watchlist),
        )
        brief_path(settings).write_text(review.brief.as_html(composed), encoding="utf-8")
    return composed


def send_brief(settings: Settings, composed: review.brief.Brief, *, clock: Clock = now) -> int:
    """Mail a brief to the addresses of [brief], once a day to each; returns how many mails a server took.

    Raises:
        StepIsRunningError: somebody else is sending.
    """
    with locks.alone(settings.store, "send"):
        return delivery.send(
            composed,
            db.connect_desk(settings.decisions),
            sender=settings.mail.sender,
            recipients=settings.brief.to,
            connect=lambda: _mail_server(settings),
            now=clock(),
        )


def send_waiting(settings: Settings, *, clock: Clock = now) -> int:
    """Try the mails of earlier briefs again whose time has come; returns how many a server took.

    Raises:
        StepIsRunningError: somebody else is sending.
    """
    with locks.alone(settings.store, "send"):
        return delivery.send_waiting(
            db.connect_desk(settings.decisions), connect=lambda: _mail_server(settings), now=clock()
        )


def upkeep(settings: Settings, *, clock: Clock = now) -> Outcome:
    """What quiet hours are for: drop what is not to be kept longer, give space back, note how large the files are."""
    with _step(settings, "upkeep", clock) as (store, this):
        this.counts.update(keeping.tidy(store, clock(), keep_days=settings.schedule.keep_days))
        keeping.give_back(store)
        this.counts["bytes"] = sum(part.stat().st_size for part in keeping.parts_of(settings.store))
    return Outcome(step="upkeep", counts=this.counts)


def alerts(
    settings: Settings, *, since: datetime | None = None, until: datetime | None = None, clock: Clock = now
) -> list[str]:
    """What the alert rules would have sent over a past window, a day where none is given; nothing is sent."""
    until = until or settings.brief.until or clock()
    return configured.rehearse(settings, since or until - timedelta(days=1), until)


def send_alerts(settings: Settings, *, clock: Clock = now) -> Outcome:
    """Keep an alert for what the rules ask for, and send what is due; what cannot be sent stays for the next time."""
    with _step(settings, "alerts", clock) as (_, this):
        done = configured.send(settings, clock())
        this.counts.update(kept=done.kept, sent=done.sent)
        this.partly = "; ".join(done.failed) or None
    return Outcome(step="alerts", counts=this.counts, partly=this.partly)


def brief_path(settings: Settings) -> Path:
    """Where the brief stands as HTML."""
    return settings.store.with_name("brief.html")


@contextmanager
def _step(settings: Settings, name: str, clock: Clock) -> Iterator[tuple[Database, runs.Run]]:
    """One run of a step: alone of its kind, on a store that is up to date, with its row in `runs`."""
    with locks.alone(settings.store, name):
        store = db.connect(settings.store)
        # Nobody else holds the lock: a run of this step that is still open belongs to a process that is gone.
        runs.cut_off(store, clock(), step=name)
        with runs.run(store, name, clock(), clock=clock) as this:
            yield store, this
        store.close()


def _mail_server(settings: Settings) -> smtplib.SMTP:
    mail = settings.mail
    return connection(
        mail.host,
        mail.port,
        security=mail.security,
        user=mail.user,
        password=os.environ.get(mail.password_env) if mail.password_env else None,
    )


def _unread(item: facts.Waiting, reading: Reading) -> Iterator[Issue]:
    document = item.item if item.of == "document" else None
    for problem in reading.problems:
        yield Issue(kind="unread", message=problem, document=document, where=item.item)


def _evening_before(until: datetime, settings: Settings) -> datetime:
    local = until.astimezone(settings.zone)
    evening: time = settings.brief.since
    return datetime.combine(local.date() - timedelta(days=1), evening, tzinfo=settings.zone)


def _last_crawl(settings: Settings) -> datetime:
    last = runs.last_good(db.connect(settings.store), "crawl")
    return last or datetime.min.replace(tzinfo=UTC)


def _stopped_at(moment: datetime) -> Clock:
    return lambda: moment
