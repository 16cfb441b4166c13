"""Locks: one process per step, by a lock file beside the store that the system releases when the process ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class StepIsRunningError(RuntimeError):
    """Raised when the same step is already running on this store, in this or another process."""


SHORT_WAIT = 60
"""Seconds; a migration of a large store may take that long."""


@contextmanager
def briefly(store: Path | str, what: str) -> Iterator[None]:
    """Wait for exclusive access to a short operation, such as creating the tables.

    Raises:
        StepIsRunningError: the lock has been held for a minute.
    """
    if str(store) == ":memory:":
        yield
        return
    lock = FileLock(_beside(Path(store), what), timeout=SHORT_WAIT)
    try:
        lock.acquire()
    except Timeout:
        raise StepIsRunningError(
            f"another process has been migrating {store} for a minute; try again later"
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone(store: Path, step: str) -> Iterator[None]:
    """Hold the lock of a step.

    Raises:
        StepIsRunningError: another process holds it; this does not wait.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_beside(store, step), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StepIsRunningError(
            f"another {step} is running on {store}; wait until it is done, or stop it"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _beside(store: Path, what: str) -> Path:
    return store.with_name(f".{store.name}.{what}.lock")
