"""Jobs and their times (APScheduler). Knows when a step runs and that it runs once; what it does is told in steps/."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

import db
from config.settings import Settings
from db import issues, locks, runs
from records import Issue
from review import metrics
from steps import Clock, brief, now, send_alerts, send_brief, send_waiting, upkeep

log = logging.getLogger(__name__)

CRAWL_EVERY = 60
"""Seconds between two looks for sources that are due; their own `every` says which are."""

SEND_EVERY = 120
"""Seconds between two looks for mails and alerts that wait; each waits longer after every failure."""

PARTLY_COLLECTED = 3
"""Exit code of a crawl that could not fetch everything."""

LIMITS = {"crawl": 1800, "read": 4 * 3600, "link": 3600}
"""Seconds. Time-outs bound a crawl and batches what reading can lose; a step that runs longer hangs and is ended."""

GRACE = 20
"""Seconds between asking a step to end and ending it."""

SET_BACK = 30.0
"""Seconds; a clock that is corrected by less needs no new times."""

HEARTBEAT_S = 10
"""How long the watcher's server may take to answer."""

SETTLED_AT_START = ("crawl", "read", "link", "brief", "alerts", "upkeep")


def schedule(settings: Settings, *, clock: Clock = now) -> None:
    """Run the steps at their times until SIGINT or SIGTERM.

    A step that fails is a row in `runs` and an issue; its next time comes.

    Raises:
        StepIsRunningError: another scheduler works on this store.
    """
    stopped = threading.Event()
    with locks.alone(settings.store, "schedule"), _signals(stopped):
        settle(settings, clock())
        jobs = plan(settings, stopped)
        if brief_is_missed(settings, clock()):
            jobs.add_job(brief_and_send, args=(settings,), id="missed brief")
        jobs.add_listener(lambda _: metrics.write(settings, clock()), EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        jobs.start()
        for name in ("crawl", "read and link"):
            jobs.modify_job(name, next_run_time=now())
        log.info("scheduled %s", ", ".join(job.id for job in jobs.get_jobs()))
        keep_time(settings, jobs, stopped)
        log.info("stopping; what is committed stays, the rest is taken up by the next run")
        jobs.shutdown(wait=True)


def times(settings: Settings, after: datetime | None = None) -> list[tuple[str, datetime | None]]:
    """What runs when next, counted from the present or from another moment."""
    present = (after or now()).astimezone(settings.zone)
    found = (
        (name, trigger.get_next_fire_time(None, present)) for name, trigger in triggers(settings).items()
    )
    return [(name, at and at.replace(microsecond=0)) for name, at in found]


def triggers(settings: Settings) -> dict[str, BaseTrigger]:
    """When each job runs, counted from the present; hours are meant in the team's zone."""

    def daily(at: Any) -> CronTrigger:
        return CronTrigger(hour=at.hour, minute=at.minute, timezone=settings.zone)

    def every(seconds: int) -> IntervalTrigger:
        return IntervalTrigger(seconds=seconds, jitter=5, timezone=settings.zone)

    return {
        "crawl": every(CRAWL_EVERY),
        "read and link": every(settings.schedule.link_every),
        "send what waits": every(SEND_EVERY),
        "brief": daily(settings.schedule.brief_at),
        "upkeep": daily(settings.schedule.upkeep_at),
    }


def plan(settings: Settings, stopped: threading.Event) -> BackgroundScheduler:
    """The jobs and their times, not started. A job that comes late, by hours too, runs once, however often missed.

    Nothing of it is stored: what was missed while nobody ran is told by the runs in the store.
    """
    jobs = BackgroundScheduler(
        timezone=settings.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    steps: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
        "crawl": (apart, (settings, stopped, "crawl", "--due")),
        "read and link": (read_and_link, (settings, stopped)),
        "send what waits": (send_what_waits, (settings,)),
        "brief": (brief_and_send, (settings,)),
        "upkeep": (upkeep, (settings,)),
    }
    for name, trigger in triggers(settings).items():
        step, arguments = steps[name]
        jobs.add_job(step, trigger, args=arguments, id=name)
    return jobs


def keep_time(
    settings: Settings,
    jobs: BackgroundScheduler,
    stopped: threading.Event,
    *,
    clock: Callable[[], float] = time.time,
    tick: float = 5,
) -> None:
    """Wait for the end; give the jobs new times when the clock is set back, as they would stand still until it is there again."""
    before = clock() - time.monotonic()
    while not stopped.wait(tick):
        present = clock() - time.monotonic()
        if present < before - SET_BACK:
            log.warning("the clock was set back; all times are counted anew")
            for name, trigger in triggers(settings).items():
                jobs.reschedule_job(name, trigger=trigger)
        before = present


def apart(settings: Settings, stopped: threading.Event, step: str, *options: str) -> bool:
    """Run a step in a process of its own: its memory, its hangs and its crashes end with it. Says whether it went well.

    It is ended when it hangs, and when the job stops; what it has committed by then is in the store.
    """
    command = [sys.executable, "-m", "cli", step, "--config", str(settings.path), *options]
    # A session of its own: a Ctrl-C in the terminal is for the scheduler to pass on.
    child = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own program)
    end = time.monotonic() + LIMITS[step]
    while child.poll() is None and time.monotonic() < end and not stopped.wait(0.2):
        pass
    hung = child.poll() is None and not stopped.is_set()
    if child.poll() is None:
        _end(child)
    store, kind = db.connect(settings.store), f"{step}_failed"
    try:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, step):
            runs.cut_off(store, now(), step=step)
        if child.returncode in {0, PARTLY_COLLECTED}:
            issues.clear(store, kind, None, now())
            return True
        if not stopped.is_set():
            issues.note(store, Issue(kind=kind, message=_why(step, child.returncode, hung=hung)), now())
        return False
    finally:
        store.close()


def read_and_link(settings: Settings, stopped: threading.Event) -> None:
    """The steps that follow each other; alerts, where there are rules, as soon as there is news."""
    done = [apart(settings, stopped, step) for step in ("read", "link") if not stopped.is_set()]
    if stopped.is_set():
        return
    tell(settings)
    if all(done):
        beat(settings)


def send_what_waits(settings: Settings) -> None:
    """Mails of the brief, and alerts, that no server took yet."""
    with suppress(locks.StepIsRunningError):
        send_waiting(settings)
    tell(settings)


def tell(settings: Settings) -> None:
    """Alerts, where there are rules; somebody else who is at it tells the same."""
    if settings.alerts is not None:
        with suppress(locks.StepIsRunningError):
            send_alerts(settings)


def brief_and_send(settings: Settings) -> None:
    """The morning's brief, and the mails that wait."""
    send_brief(settings, brief(settings))
    beat(settings)


def beat(settings: Settings) -> None:
    """Tell whoever watches from outside that a pass went well: one that stays silent is missed there."""
    variable = settings.schedule.heartbeat_env
    address = os.environ.get(variable) if variable else None
    if not address:
        return
    if not address.startswith(("https://", "http://")):
        log.warning("%s holds no web address; no heartbeat is sent", variable)
        return
    try:
        with urllib.request.urlopen(address, timeout=HEARTBEAT_S):  # noqa: S310 (http and https alone, as asked above)
            pass
    except OSError as error:
        # The address is a secret to whoever could keep the watcher quiet with it.
        log.warning("no heartbeat: %s", type(error).__name__)


def settle(settings: Settings, moment: datetime) -> None:
    """Close the runs that a killed process left open; a child of it that still works keeps its own."""
    store = db.connect(settings.store)
    for step in SETTLED_AT_START:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, step):
            runs.cut_off(store, moment, step=step)
    store.close()


def brief_is_missed(settings: Settings, moment: datetime) -> bool:
    """Whether the hour of the last brief passed while nobody was there to compose it."""
    local = moment.astimezone(settings.zone)
    hour = datetime.combine(local.date(), settings.schedule.brief_at, tzinfo=settings.zone)
    store = db.connect(settings.store)
    last = runs.last_good(store, "brief")
    store.close()
    return last is not None and last < (hour if hour <= local else hour - timedelta(days=1))


@contextmanager
def _signals(stopped: threading.Event) -> Iterator[None]:
    """SIGINT and SIGTERM stop the job; afterwards they mean what they meant before."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stopped.set()) for number in numbers]
    try:
        yield
    finally:
        for number, meaning in zip(numbers, before, strict=True):
            signal.signal(number, meaning)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _why(step: str, code: int, *, hung: bool) -> str:
    if hung:
        return f"{step} took longer than {LIMITS[step]} s and was ended; the next run takes it up"
    if code < 0:
        return f"{step} was ended by signal {-code} (9: most likely for want of memory); the next run takes it up"
    return f"{step} ended with exit code {code}; the log says why"
