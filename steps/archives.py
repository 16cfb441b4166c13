"""Archive lines: into the store, or straight to stories in a temporary store."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlite_utils import Database

import db
import db.sources
import db.stories
import nlp
from config import watchlist
from config.settings import Settings
from crawler import archive, sources
from db import archives, issues
from nlp import embedding
from records import Document, Issue, Watchlist
from review.wording import counted
from steps.linking import link_store
from steps.reading import Progress, read_store
from steps.running import Outcome, now, step

log = logging.getLogger(__name__)

IMPORT_BATCH = 1000
"""Archive lines committed together."""

LOST = ("archive_line", "archive_date")
"""Kinds of issues that cost something: a line, or its date."""

SHOWN = 20
"""Issues of each kind that are logged; all are in the table `issues`."""


def import_lines(settings: Settings, lines: Iterable[str], *, name: str) -> Outcome:
    """Import the documents and topics of an archive under their own ids; an invalid line becomes an issue.

    What comes from a listed source has its tier, zone and owner, whether that was ever crawled or not.

    Raises:
        ConfigError, ConfigErrors: the watch list or the source list is wrong.
    """
    watched = watchlist.load(settings.watchlist)
    listed = sources.load(settings.sources) if settings.sources.exists() else ()
    with step(settings, "import", now) as (store, this):
        db.sources.save_all(store, listed)
        this.counts.update(import_store(store, lines, name=name, moment=now(), watched=watched)[0])
        lost = _lost(this.counts, name)
        this.partly = f"{lost}; the table `issues` says why" if lost else None
    return Outcome(step="import", counts=this.counts, partly=this.partly)


def import_store(
    store: Database, lines: Iterable[str], *, name: str, moment: datetime, watched: Watchlist | None = None
) -> tuple[dict[str, int], dict[str, str]]:
    """`import_lines` on an open store; returns the counts, and the stored item of each archive id.

    A post of an account on the watch list gets that account's owner as its entity.
    """
    counts = dict.fromkeys(("new", "changed", "same", "topics", *LOST), 0)
    items: dict[str, str] = {}
    records = archive.read_lines(lines, name=name, now=moment)
    while batch := list(islice(records, IMPORT_BATCH)):
        with store.atomic():
            for record in batch:
                _keep(store, record, moment, watched, counts, items)
    return counts, items


def _keep(
    store: Database,
    record: Issue | archive.ArchivedTopic | Document,
    moment: datetime,
    watched: Watchlist | None,
    counts: dict[str, int],
    items: dict[str, str],
) -> None:
    """Store one record of an archive; count it, and note its item."""
    match record:
        case Issue():
            issues.note(store, record, moment)
            if record.kind not in LOST or counts[record.kind] < SHOWN:
                log.warning("%s: %s", record.where, record.message)
            if record.kind in LOST:
                counts[record.kind] += 1
        case archive.ArchivedTopic():
            items[record.id] = archives.save_topic(store, record.id, record.sighting)
            counts["topics"] += 1
        case Document():
            known = record if watched is None else _owned(record, watched)
            counts[archives.save_document(store, known, moment)] += 1
            items[record.id] = record.id


def _owned(document: Document, watched: Watchlist) -> Document:
    if document.entity is not None or document.platform is None or document.account is None:
        return document
    holder = watched.holder(document.platform, document.account)
    return document if holder is None else replace(document, entity=holder.id)


def link_lines(
    lines: Iterable[str],
    *,
    name: str,
    watched: Watchlist,
    embeddings: bool = True,
    progress: Progress | None = None,
) -> tuple[dict[str, str], str | None]:
    """Import, read and link archive lines in a temporary store.

    Returns:
        The story of each id, in the order of the lines; and how many lines or dates were lost, in words, or None.
    """
    moment = now()
    store = db.connect(":memory:")
    counts, items_by_id = import_store(store, lines, name=name, moment=moment, watched=watched)
    read_store(store, nlp.Reader(watched), clock=now, progress=progress)
    link_store(store, watched, (), moment, meaning=embedding.load() if embeddings else None)
    told = db.stories.of_items(store)
    return {identity: told[item] for identity, item in items_by_id.items()}, _lost(counts, name)


def _lost(counts: dict[str, int], name: str) -> str | None:
    """Take what was lost out of the counts, and put it in words; None: nothing was."""
    lines, dates = (counts.pop(kind) for kind in LOST)
    parts = [f"{counted(lines, 'line')} of {name} skipped"] if lines else []
    if dates:
        parts.append(f"the dates of {counted(dates, 'line')}{'' if lines else f' of {name}'} not read")
    return ", ".join(parts) or None
