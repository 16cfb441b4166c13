"""The runs table: one row per run of a step. The only place that catches unexpected errors; it records and re-raises them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from db import issues
from db.times import iso, parse_or_none
from records import Issue

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Run:
    """A running step; its `counts` are stored when it ends."""

    id: int
    step: str
    counts: dict[str, int] = field(default_factory=dict)
    partly: str | None = None
    """What is missing although the step finished; None when complete."""


@contextmanager
def run(
    db: Database, step: str, now: datetime, *, clock: Callable[[], datetime] | None = None
) -> Iterator[Run]:
    """Record one run of a step. An exception is stored as the run's failure and as an issue, then re-raised.

    Args:
        db: the store.
        step: its name.
        now: when it begins.
        clock: tells when it ends; None: it takes no time.
    """
    ends = clock or (lambda: now)
    cursor = db.execute(
        "insert into runs (step, started_at, status) values (:step, :now, 'running')",
        {"step": step, "now": iso(now)},
    )
    assert cursor.lastrowid is not None  # a row was written
    this = Run(cursor.lastrowid, step)
    try:
        yield this
    except BaseException as error:
        status, why = (
            ("failed", f"{type(error).__name__}: {error}")
            if isinstance(error, Exception)
            else ("cut", "stopped")
        )
        _end(db, this, status, why, ends())
        if status == "failed":
            log.exception("step %s failed", step)
            issues.note(db, Issue(kind="step_failed", message=f"{step}: {why}", where=step), now)
        raise
    _end(db, this, "partly" if this.partly else "done", this.partly, ends())
    issues.clear(db, "step_failed", None, ends(), where=step)


def close_interrupted(db: Database, now: datetime, step: str | None = None) -> int:
    """Close the runs, of one step or of all, that a killed process left open. Call when none of them can still be running."""
    return int(
        db.execute(
            """
            update runs
            set status = 'cut',
                ended_at = :now,
                why = 'the process ended before the run was complete; the next run continues it'
            where status = 'running'
              and (:step is null or step = :step)
            """,
            {"now": iso(now), "step": step},
        ).rowcount
    )


def last_good(db: Database, step: str) -> datetime | None:
    """Return when the last successful or partly successful run of a step began; None: never."""
    (started,) = db.execute(
        "select max(started_at) from runs where step = :step and status in ('done', 'partly')", {"step": step}
    ).fetchone()
    return parse_or_none(started)


def between(db: Database, one: int, other: int) -> frozenset[str]:
    """Return the steps with a run between two run ids."""
    rows = db.execute(
        "select distinct step from runs where id > :one and id < :other", {"one": one, "other": other}
    )
    return frozenset(step for (step,) in rows)


def first(db: Database) -> datetime | None:
    """Return when anything first ran on this store; None: never."""
    (started,) = db.execute("select min(started_at) from runs").fetchone()
    return parse_or_none(started)


def _end(db: Database, this: Run, status: str, why: str | None, now: datetime) -> None:
    db.execute(
        """
        update runs
        set ended_at = :now,
            status = :status,
            counts = :counts,
            why = :why
        where id = :id
        """,
        {"id": this.id, "now": iso(now), "status": status, "counts": json.dumps(this.counts), "why": why},
    )
