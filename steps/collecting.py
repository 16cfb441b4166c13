"""Collecting: a crawl of the sources, or a replay of recorded replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import crawler
import db.sources
from config.errors import UnknownNameError
from config.settings import Settings
from crawler import sources
from db import polls
from steps.running import Clock, Outcome, now, step


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
        clock: the current time; the sample newsroom has its own.
        only: ids of sources; empty: all.
        due: leave out sources that were polled less than their `every` ago.
        record: folder that keeps every raw reply; None: none is kept.
        hosts: host names → the local server that answers for them.

    Raises:
        ConfigError, ConfigErrors: the source list is wrong.
        UnknownNameError: `only` names a source that is not listed.
        StepIsRunningError: another crawl is running.
    """
    listed = sources.load(settings.sources)
    if unknown := sorted(set(only) - {source.id for source in listed}):
        raise UnknownNameError(f"{settings.sources} has no [[source]] with the id {', '.join(unknown)}")
    chosen = [source for source in listed if not only or source.id in only]
    with step(settings, "crawl", clock) as (store, this):
        db.sources.save_all(store, listed, whole_list=True)
        if due:
            chosen = polls.due(store, chosen, clock())
        result = crawler.collect(
            chosen, settings.store, clock=clock, contact=settings.contact, record=record, hosts=hosts
        )
        this.counts.update(result.counts)
        this.partly = result.partly
    return Outcome(step="crawl", counts=this.counts, partly=this.partly)


def replay(settings: Settings, directory: Path, *, clock: Clock = now) -> Outcome:
    """Run recorded raw replies through the parsers, at their recorded times."""
    from crawler import replay as recorded  # noqa: PLC0415 (imports Scrapy, which other steps need not load)

    with step(settings, "replay", clock) as (store, this):
        result = recorded.replay(directory, store)
        this.counts.update({f"polls {status}": number for status, number in result.polls.items()})
        this.counts["sightings"] = result.sightings
    return Outcome(step="replay", counts=this.counts)
