"""Does work grow about linearly with its size? In CPU time, which a busy machine hardly moves."""

import time
from collections.abc import Callable

TIMES = 8
MOST = 24
"""Linear work takes 8 times as long for 8 times the size; comparing all pairs takes 64 times."""

LEAST = 0.01
"""CPU seconds below which a collection of garbage outweighs the work."""


def seconds(work: Callable[[int], object], size: int) -> float:
    """Return the CPU seconds that the work takes."""
    began = time.process_time()
    work(size)
    return time.process_time() - began


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Return whether the work of eight such sizes takes far less than the square of eight times as long.

    Tried three times, since a process beside it may empty the processor's caches: comparing all pairs fails each time.
    """
    work(size)  # fills caches
    return any(seconds(work, TIMES * size) < MOST * max(seconds(work, size), LEAST) for _ in range(3))
