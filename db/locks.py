"""One process a step: a lock file beside the store, let go by the system when its process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class StepIsRunningError(RuntimeError):
    """Raised when the same step runs already on this store, here or in another process."""


@contextmanager
def alone(store: Path, step: str) -> Iterator[None]:
    """Hold the lock of a step.

    Raises:
        StepIsRunningError: somebody holds it; nothing is waited for.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store.with_name(f".{store.name}.{step}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StepIsRunningError(
            f"another {step} works on {store}; wait until it is done, or stop it"
        ) from None
    try:
        yield
    finally:
        lock.release()
