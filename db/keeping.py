"""Retention: what is dropped and after how long, and how space goes back to the disk.

What was collected stays, but for texts of sources with `retain_days`; readings, stories and answers stay in any case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from db import documents, weighings
from db.times import iso

ROBOTS_DAYS = 7
"""A robots.txt is believed for a day; one that nobody asked again in a week belongs to a site that is watched no more."""

PASSED = timedelta(days=7)
"""After so long without being told again, what went wrong in collecting is over."""

PASSING = (
    "poll_failed", "page_failed", "pages_put_off", "fewer_than_expected", "entries_left_out", "gap", "future_date",
    "needs_js", "consent", "human_check",
)  # fmt: skip
"""Kinds of such issues; those of the job itself stay until it is well."""


def tidy(db: Database, now: datetime, *, keep_days: int) -> dict[str, int]:
    """Drop what need not be kept; returns how much of what.

    Args:
        db: the store.
        now: the present.
        keep_days: age at which polls that brought nothing, runs, cleared issues and finished addresses go.
    """
    _close_what_has_passed(db, now)
    parameters = {
        "before": iso(now - timedelta(days=keep_days)),
        "robots": iso(now - timedelta(days=ROBOTS_DAYS)),
    }
    dropped = {"texts": documents.forget_texts(db, now), "weights": weighings.forget(db, now)}
    for name, sql in DROPPED.items():
        with db.atomic():
            dropped[name] = int(db.execute(sql, parameters).rowcount)
    return dropped


def _close_what_has_passed(db: Database, now: datetime) -> None:
    """Close issues of collecting that nothing has told again for a week.

    What goes on is told at every poll, a day apart at most. The rest is done with: a page that is not asked for again, a
    gap that lies behind, a source that is watched no more.
    """
    with db.atomic():
        db.execute(
            """
            update issues
            set cleared_at = :now
            where cleared_at is null
              and last_at < :before
              and kind in (select value from json_each(:kinds))
            """,
            {"now": iso(now), "before": iso(now - PASSED), "kinds": json.dumps(PASSING)},
        )


def give_back(db: Database) -> None:
    """Refresh what the query planner knows, return free pages to the disk, and empty the write-ahead log."""
    db.execute("pragma optimize")
    # A page a step: `execute` takes but the first.
    db.conn.executescript("pragma incremental_vacuum")
    db.execute("pragma wal_checkpoint(truncate)").fetchall()


def parts_of(file: Path) -> Iterator[Path]:
    """A database file and what SQLite keeps beside it."""
    return (
        part
        for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm")))
        if part.exists()
    )


DROPPED = {
    # The last poll of a source and its last good one stay, as do those of boards: they bound when a topic came and went.
    "polls": """
        delete from polls
        where at < :before
          and source in (
            select id
            from sources
            where spider <> 'board'
          )
          and not exists (
            select 1
            from sightings
            where sightings.poll = polls.id
          )
          and at < (
            select max(later.at)
            from polls as later
            where later.source = polls.source
          )
          and (
            status <> 'ok'
            or at < (
              select max(good.at)
              from polls as good
              where good.source = polls.source
                and good.status = 'ok'
            )
          )
    """,
    # The last good run of a step says when it last went well, however long ago.
    "runs": """
        delete from runs
        where started_at < :before
          and status <> 'running'
          and id not in (
            select max(id)
            from runs
            where status in ('done', 'partly')
            group by step
          )
    """,
    "issues": """
        delete from issues
        where cleared_at < :before
    """,
    # An article that is looked at no more. Were it listed again after so long, it would be fetched once more and be the same.
    "addresses": """
        delete from fetch_state
        where next_fetch_at is null
          and failures = 0
          and url not in (
            select url
            from sources
          )
          and url in (
            select url
            from documents
            where last_seen < :before
          )
    """,
    "robots": """
        delete from robots
        where fetched_at < :robots
    """,
}
