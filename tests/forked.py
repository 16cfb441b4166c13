"""Runs a `rejoinder` command as a fork of this process and measures its CPU time; for tests/killing.py. Linux only."""

import os
import signal
import sys
import time
from pathlib import Path

import cli
import crawler
import nlp
import scheduler
from tests.processes import send, spent, tree

LOADED = (cli, crawler, nlp, scheduler)
"""Modules loaded before the fork, to save time."""


class Job:
    """A command in its own folder and session; its output is in the file `out` there."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.status: int | None = None
        self.most_spent = 0.0
        self.folder = folder
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(folder, arguments)

    def tree(self) -> list[int]:
        """Return the process ids of the job and its children."""
        return tree(self.pid)

    def spent(self) -> float:
        """Return CPU seconds of all of them, ended ones included."""
        self.most_spent = max(self.most_spent, spent(self.tree()))
        return self.most_spent

    def has_ended(self) -> bool:
        """Return whether it has ended; `status` is then its exit code."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def kill(self, *, whole: bool) -> list[int]:
        """Kill the whole job, as a power cut would, or only its first process. Return the other process ids."""
        seen: list[int] = []
        while more := [pid for pid in (self.tree() if whole else [self.pid]) if pid not in seen]:
            seen += more
            send(signal.SIGSTOP, more)
        others = [pid for pid in self.tree() if pid != self.pid]
        send(signal.SIGKILL, seen)
        os.waitpid(self.pid, 0)
        self.status = -signal.SIGKILL
        return others

    def stop(self, seconds: float) -> int:
        """Terminate it if it is running; return its exit code."""
        if not self.has_ended():
            send(signal.SIGTERM, [self.pid])
        end = time.monotonic() + seconds
        while not self.has_ended():
            assert time.monotonic() < end, f"it does not end: {self.tree()}"
            time.sleep(0.1)
        assert self.status is not None
        return self.status


def _become(folder: Path, arguments: tuple[str, ...]) -> None:
    """Run the command in the fork as if started by the system. Never returns."""
    os.setsid()
    os.chdir(folder)
    out = os.open("out", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(out, number)
    code = 1
    try:
        cli.main(arguments, prog_name="rejoinder")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        os._exit(code)
