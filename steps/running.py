"""What every step shares: a clock, an outcome, and an exclusive run that leaves a row in `runs`."""

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
    """What could not be done, in words; None when everything was."""


def now() -> datetime:
    """Return the real current time."""
    return datetime.now(UTC)


@contextmanager
def step(settings: Settings, name: str, clock: Clock) -> Iterator[tuple[Database, runs.Run]]:
    """Run a step exclusively, on an up-to-date store, with its row in `runs`."""
    with locks.alone(settings.store, name):
        store = db.connect(settings.store)
        # We hold the lock, so a run of this step that is still open belongs to a dead process.
        runs.close_interrupted(store, clock(), step=name)
        with runs.run(store, name, clock(), clock=clock) as this:
            yield store, this
        store.close()
