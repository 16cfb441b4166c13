"""Processes as /proc tells of them: who started whom, what they use, whether they are gone. Linux only."""

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
    """A process and all that it has started, as far as that still belongs to it."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in children.read_text(encoding="ascii").split()]
    return found


def spent(processes: Iterable[int]) -> float:
    """Seconds of processor time of processes and of their children that have ended."""
    return sum(map(_ticks, processes)) / TICK


def send(number: signal.Signals, processes: Iterable[int]) -> None:
    """Send a signal to those that are still there."""
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def gone(processes: Iterable[int], seconds: float) -> None:
    """Wait until these have ended by themselves."""
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
