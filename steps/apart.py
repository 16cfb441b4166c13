"""Steps in child processes, so that their memory, hangs and crashes end with them."""

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
from steps import cut_short, now

PARTLY_COLLECTED = 3
"""Exit code of a crawl that could not fetch everything."""

LIMITS = {"crawl": 300, "read": 4 * 3600, "link": 3600}
"""Seconds. A step that says nothing for so long hangs and is ended: a crawl speaks every second, the others at their end."""

GRACE = 20
"""Seconds between asking a step to end and ending it."""

LONGEST_READ = 65536
"""Bytes taken at a time of what a step says."""

WELL_AFTER = 60
"""Seconds after which a step that goes on for ever counts as well."""


def apart(settings: Settings, stopped: threading.Event, step: str, *options: str) -> bool:
    """Run a step in a process of its own. Says whether it went well.

    It is ended when it hangs, and when the job stops; what it has committed by then is in the store. Sources whose
    crawl was under way when a crawl was killed or hung may be the reason: they are put off, longer each time.
    """
    with _begun(settings, step, *options) as child:
        said = _watched(settings, stopped, step, child)
        hung = child.poll() is None and not stopped.is_set()
        if child.poll() is None:
            _end(child)
    return _closed(settings, stopped, step, child.returncode, said, hung=hung)


class Kept:
    """A step in a process of its own that is kept from run to run, with what it then need not take up again."""

    def __init__(self, step: str) -> None:
        self.step = step
        self._child: subprocess.Popen[bytes] | None = None

    def run(self, settings: Settings, stopped: threading.Event) -> bool:
        """One run, by a new process where there is none or the last one has ended. Says whether it went well, as `apart` does."""
        child = self._child
        if child is None or child.poll() is not None:
            self.close()
            child = self._child = _begun(settings, self.step, "--keep-on")
        assert child.stdin is not None
        with suppress(BrokenPipeError):  # it has ended just now: its exit code says why
            child.stdin.write(b"\n")
        said = _watched(settings, stopped, self.step, child, until_said=True)
        if said and not stopped.is_set():
            return _closed(settings, stopped, self.step, 0, said, hung=False)
        hung = child.poll() is None and not stopped.is_set()
        self.close()
        return _closed(settings, stopped, self.step, child.returncode, said, hung=hung)

    def close(self) -> None:
        """End the process, if there is one; a run that is under way is taken up by the next."""
        child, self._child = self._child, None
        if child is None:
            return
        with child:
            if child.poll() is None:
                _end(child)


def _begun(settings: Settings, step: str, *options: str) -> subprocess.Popen[bytes]:
    """A process of a step. It has a session of its own: a Ctrl-C in the terminal is for the scheduler to pass on."""
    command = [sys.executable, "-m", "cli", step, "--config", str(settings.path), *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 (our own program)
        command, start_new_session=True, stdin=pipe, stdout=pipe, bufsize=0, env=_environment()
    )


def _closed(
    settings: Settings, stopped: threading.Event, step: str, code: int, said: str, *, hung: bool
) -> bool:
    """Write down how a run of a step ended; says whether it went well."""
    store = db.connect(settings.store)
    try:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, step):
            runs.cut_off(store, now(), step=step)
        if code in {0, PARTLY_COLLECTED}:
            issues.clear(store, _kind(step), None, now())
            return True
        if not stopped.is_set():
            why = _why(step, code, hung=hung)
            issues.note(store, Issue(kind=_kind(step), message=why), now())
            if step == "crawl" and (hung or code < 0):
                cut_short(settings, said.split(), why)
        return False
    finally:
        store.close()


def _watched(
    settings: Settings,
    stopped: threading.Event,
    step: str,
    child: subprocess.Popen[bytes],
    *,
    until_said: bool = False,
) -> str:
    """Wait until a step ends, hangs or is to stop, or has said a line; returns the last whole line that it said."""
    assert child.stdout is not None
    os.set_blocking(child.stdout.fileno(), False)
    begun = heard = time.monotonic()
    said, rest, well = "", "", False
    while child.poll() is None and time.monotonic() < heard + LIMITS[step] and not stopped.wait(0.2):
        if lines := child.stdout.read(LONGEST_READ):
            heard = time.monotonic()
            *whole, rest = (rest + lines.decode("utf-8", "replace")).split("\n")
            said = whole[-1] if whole else said
            if said and until_said:
                break
        if not well and heard > begun + WELL_AFTER:
            well = True
            store = db.connect(settings.store)
            issues.clear(store, _kind(step), None, now())
            store.close()
    return said


def _environment() -> dict[str, str]:
    """Ours, but that Python's tracker says nothing of semaphores: a step that is ended leaves them to it, and it clears them."""
    quiet = ",".join(filter(None, (os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker:UserWarning")))
    return {**os.environ, "PYTHONWARNINGS": quiet}


def _kind(step: str) -> str:
    return f"{step}_failed"


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _why(step: str, code: int, *, hung: bool) -> str:
    if hung:
        return f"{step} said nothing for {LIMITS[step]} s and was ended; the next run takes it up"
    if code < 0:
        return f"{step} was ended by signal {-code} (9: most likely for want of memory); the next run takes it up"
    return f"{step} ended with exit code {code}; the log says why"
