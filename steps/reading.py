"""Reads every wording that this version of the reader has not read; results are stored batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sqlite_utils import Database

import nlp
from config import watchlist
from config.settings import Settings
from db import facts, filed, issues
from records import Issue, Reading
from steps.running import Clock, Outcome, now, step

Progress = Callable[[Sequence[facts.Wording]], Iterable[facts.Wording]]

READ_BATCH = 64
"""Items whose readings are committed together: what a kill can cost."""


def read(settings: Settings, *, clock: Clock = now, progress: Progress | None = None) -> Outcome:
    """Read every wording that this version of the reader, with this watch list, has not read."""
    watched = watchlist.load(settings.watchlist)
    reader = nlp.Reader(watched)
    with step(settings, "read", clock) as (store, this):
        filed.attribute(store, watched.filers())
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


def _unread(item: facts.Wording, reading: Reading) -> Iterator[Issue]:
    document = item.item if item.of == "document" else None
    for problem in reading.problems:
        if problem == nlp.NOT_READ:  # one row per language, not one per text
            yield Issue(kind="language_not_read", message=problem, where=item.lang or "no language declared")
            continue
        yield Issue(kind="unread", message=problem, document=document, where=item.item)
