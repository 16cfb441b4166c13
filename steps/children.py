"""Runs steps in child processes, which contain their memory use, hangs and crashes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

import db
from config.settings import Settings
from db import issues, locks, runs
from records import Issue
from steps import note_interrupted, now

PARTLY_COLLECTED = 3
"""Exit code of a crawl that could not fetch everything."""

SILENCE_LIMITS = {"crawl": 300, "read": 4 * 3600, "link": 3600}
"""Seconds. A step that is silent for so long hangs and is ended: a crawl prints every second, the others when they end."""

GRACE = 20
"""Seconds between SIGTERM and SIGKILL."""

READ_BYTES = 65536
"""Bytes read at a time from a step's output."""

HEALTHY_AFTER = 60
"""Seconds after which a step that runs without end counts as healthy."""


def run_in_child(settings: Settings, stopped: threading.Event, step: str, *options: str) -> bool:
    """Run a step in a process of its own; return whether it succeeded.

    The process is ended when it hangs and when the job stops; what it has committed stays. When a crawl is killed or
    hangs, the sources it was crawling may be the cause: they are postponed, longer each time.
    """
    with _start(settings, step, *options) as child:
        said = _watch(settings, stopped, step, child)
        hung = child.poll() is None and not stopped.is_set()
        if child.poll() is None:
            _terminate(child)
    return _record_end(settings, stopped, step, child.returncode, said, hung=hung)


class KeptChild:
    """A step in a child process that is kept from run to run, together with its cached state."""

    def __init__(self, step: str) -> None:
        self.step = step
        self._child: subprocess.Popen[bytes] | None = None

    def run(self, settings: Settings, stopped: threading.Event) -> bool:
        """Run the step once, in a new process if there is none or the last has ended. Returns whether it succeeded."""
        child = self._child
        if child is None or child.poll() is not None:
            self.close()
            child = self._child = _start(settings, self.step, "--keep-on")
        assert child.stdin is not None
        with suppress(BrokenPipeError):  # it has just ended; its exit code says why
            child.stdin.write(b"\n")
        said = _watch(settings, stopped, self.step, child, until_line=True)
        if said and not stopped.is_set():
            return _record_end(settings, stopped, self.step, 0, said, hung=False)
        hung = child.poll() is None and not stopped.is_set()
        self.close()
        return _record_end(settings, stopped, self.step, child.returncode, said, hung=hung)

    def close(self) -> None:
        """End the process, if there is one; the next run continues an interrupted one."""
        child, self._child = self._child, None
        if child is None:
            return
        with child:
            if child.poll() is None:
                _terminate(child)


def _start(settings: Settings, step: str, *options: str) -> subprocess.Popen[bytes]:
    """Start the process of a step, in a session of its own: the scheduler handles a Ctrl-C in the terminal."""
    command = [sys.executable, "-m", "cli", step, "--config", str(settings.path), *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 (our own program)
        command, start_new_session=True, stdin=pipe, stdout=pipe, bufsize=0, env=_environment()
    )


def _record_end(
    settings: Settings, stopped: threading.Event, step: str, code: int, said: str, *, hung: bool
) -> bool:
    """Record how a run ended; return whether it succeeded."""
    store = db.connect(settings.store)
    try:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, step):
            runs.close_interrupted(store, now(), step=step)
        if code in {0, PARTLY_COLLECTED}:
            issues.clear(store, _kind(step), None, now())
            return True
        if not stopped.is_set():
            why = _failure(step, code, hung=hung)
            issues.note(store, Issue(kind=_kind(step), message=why), now())
            if step == "crawl" and (hung or code < 0):
                note_interrupted(settings, said.split(), why)
        return False
    finally:
        store.close()


def _watch(
    settings: Settings,
    stopped: threading.Event,
    step: str,
    child: subprocess.Popen[bytes],
    *,
    until_line: bool = False,
) -> str:
    """Wait until the step ends, hangs, is stopped or (with `until_line`) prints a line; return its last whole line."""
    assert child.stdout is not None
    os.set_blocking(child.stdout.fileno(), False)
    begun = heard = time.monotonic()
    said, rest, well = "", "", False
    while child.poll() is None and time.monotonic() < heard + SILENCE_LIMITS[step] and not stopped.wait(0.2):
        if lines := child.stdout.read(READ_BYTES):
            heard = time.monotonic()
            *whole, rest = (rest + lines.decode("utf-8", "replace")).split("\n")
            said = whole[-1] if whole else said
            if said and until_line:
                break
        if not well and heard > begun + HEALTHY_AFTER:
            well = True
            store = db.connect(settings.store)
            issues.clear(store, _kind(step), None, now())
            store.close()
    return said


def _environment() -> dict[str, str]:
    """Our environment, with the resource tracker's warnings off: it cleans up the semaphores of a terminated step."""
    quiet = ",".join(filter(None, (os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker:UserWarning")))
    return {**os.environ, "PYTHONWARNINGS": quiet}


def _kind(step: str) -> str:
    return f"{step}_failed"


def _terminate(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _failure(step: str, code: int, *, hung: bool) -> str:
    if hung:
        return f"{step} printed nothing for {SILENCE_LIMITS[step]} s and was ended; the next run continues it"
    if code < 0:
        return f"{step} was ended by signal {-code} (9: probably out of memory); the next run continues it"
    return f"{step} ended with exit code {code}; see the log"
