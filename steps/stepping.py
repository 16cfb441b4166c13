"""What every step has: a clock, an outcome, and an exclusive run that leaves a row in `runs`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlite_utils import Database

import db
from config.settings import Settings
from db import locks, runs

Clock = Callable[[], datetime]


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


@contextmanager
def step(settings: Settings, name: str, clock: Clock) -> Iterator[tuple[Database, runs.Run]]:
    """One run of a step: alone of its kind, on a store that is up to date, with its row in `runs`."""
    with locks.alone(settings.store, name):
        store = db.connect(settings.store)
        # Nobody else holds the lock: a run of this step that is still open belongs to a process that is gone.
        runs.cut_off(store, clock(), step=name)
        with runs.run(store, name, clock(), clock=clock) as this:
            yield store, this
        store.close()
