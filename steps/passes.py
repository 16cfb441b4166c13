"""A whole pass (crawl, read, link), over real sources or over the sample newsroom at its own times."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import db
import sample
from config.settings import Settings, load
from db import runs
from steps.collecting import crawl
from steps.linking import link
from steps.reading import Progress, read
from steps.running import Clock, Outcome, now


def run(settings: Settings, *, clock: Clock = now, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Run one whole pass. The brief is composed from the store afterwards."""
    return (
        crawl(settings, clock=clock),
        read(settings, clock=clock, progress=progress),
        link(settings, clock=clock),
    )


def run_sample(home: Path, *, progress: Progress | None = None) -> tuple[Settings, tuple[Outcome, ...]]:
    """Run a pass over the sample newsroom at its own times, skipping those already in the store.

    The last one is always run again: a second run must change nothing.
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


def _last_crawl(settings: Settings) -> datetime:
    store = db.connect(settings.store)
    last = runs.last_good(store, "crawl")
    store.close()
    return last or datetime.min.replace(tzinfo=UTC)


def _stopped_at(moment: datetime) -> Clock:
    return lambda: moment
