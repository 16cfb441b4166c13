"""Processes according to /proc: children, CPU time, whether they have ended. Linux only."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
USER, CHILDREN_SYSTEM = 11, 15
"""Fields of /proc/…/stat behind the name: processor time of the process, and of its children that have ended."""


def tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in children.read_text(encoding="ascii").split()]
    return found


def spent(processes: Iterable[int]) -> float:
    """Return the CPU seconds of processes and of their ended children."""
    return sum(map(_ticks, processes)) / TICK


def send(number: signal.Signals, processes: Iterable[int]) -> None:
    """Send a signal to those that still exist."""
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def gone(processes: Iterable[int], seconds: float) -> None:
    """Wait until these have ended."""
    end = time.monotonic() + seconds
    while left := [pid for pid in processes if _is_alive(pid)]:
        assert time.monotonic() < end, f"they outlive the job: {left}"
        time.sleep(0.1)


def _ticks(pid: int) -> int:
    with suppress(OSError, ValueError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, stat[USER:CHILDREN_SYSTEM]))
    return 0


def _is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False
