"""Jobs and their times (APScheduler). Decides when a step runs and that it runs once; steps/ says what it does."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

import db
from config.settings import Settings
from db import locks, runs
from review import metrics
from steps import Clock, brief, now, send_alerts, send_brief, send_waiting, step, upkeep, when_due
from steps.apart import Kept, apart
from steps.heartbeat import beat

log = logging.getLogger(__name__)

CRAWL_AGAIN = 30
"""Seconds until a crawl that ended begins afresh."""

SEND_EVERY = 120
"""Seconds between two looks for mails and alerts that wait; each waits longer after every failure."""

SET_BACK = 30.0
"""Seconds; a clock that is corrected by less needs no new times."""

MORNING = "morning"
"""Step that composes the brief and lays it into the outbox."""

MISSED_EVERY = 300
"""Seconds between two looks for what was missed; the first after a start leaves a pass the time to bring what is new."""

PATIENCE = timedelta(minutes=10)
"""How long a daily step may be late before it counts as missed."""

SETTLED_AT_START = ("crawl", "read", "link", "brief", MORNING, "alerts", "upkeep")


def schedule(settings: Settings, *, clock: Clock = now) -> None:
    """Run the steps at their times until SIGINT or SIGTERM.

    A step that fails is a row in `runs` and an issue; its next time comes.

    Raises:
        StepIsRunningError: another scheduler works on this store.
    """
    # It warns whenever a job is still at it when its next time comes: a pass may well take longer than `link_every`.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    stopped = threading.Event()
    with locks.alone(settings.store, "schedule"), _signals(stopped), closing(Kept("link")) as linker:
        settle(settings, clock())
        jobs = plan(settings, stopped, linker)
        jobs.add_listener(lambda _: metrics.write(settings, clock()), EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        jobs.start()
        jobs.add_job(keep_crawling, args=(settings, stopped), id="crawl")
        jobs.modify_job("read and link", next_run_time=now())
        log.info("scheduled %s", ", ".join(job.id for job in jobs.get_jobs()))
        keep_time(settings, jobs, stopped)
        log.info("stopping; what is committed stays, the rest is taken up by the next run")
        jobs.shutdown(wait=True)


def times(settings: Settings, after: datetime | None = None) -> list[tuple[str, datetime | None]]:
    """What runs when next, counted from the present or from another moment: the jobs, then the sources."""
    present = (after or now()).astimezone(settings.zone)
    found = [
        (name, trigger.get_next_fire_time(None, present)) for name, trigger in triggers(settings).items()
    ]
    found += [(f"source {name}", at.astimezone(settings.zone)) for name, at in when_due(settings, present)]
    return [(name, at and at.replace(microsecond=0)) for name, at in found]


def triggers(settings: Settings) -> dict[str, BaseTrigger]:
    """When each job runs, counted from the present; hours are meant in the team's zone."""

    def daily(at: Any) -> CronTrigger:
        return CronTrigger(hour=at.hour, minute=at.minute, timezone=settings.zone)

    def every(seconds: int) -> IntervalTrigger:
        return IntervalTrigger(seconds=seconds, jitter=5, timezone=settings.zone)

    return {
        "read and link": every(settings.schedule.link_every),
        "send what waits": every(SEND_EVERY),
        "brief": daily(settings.schedule.brief_at),
        "upkeep": daily(settings.schedule.upkeep_at),
        "what was missed": every(MISSED_EVERY),
    }


def plan(settings: Settings, stopped: threading.Event, linker: Kept) -> BackgroundScheduler:
    """The jobs and their times, not started. A job that comes late, by hours too, runs once, however often missed.

    Nothing of it is stored: what was missed while nobody ran is told by the runs in the store.
    """
    jobs = BackgroundScheduler(
        timezone=settings.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    steps: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
        "read and link": (read_and_link, (settings, stopped, linker)),
        "send what waits": (send_what_waits, (settings,)),
        "brief": (brief_and_send, (settings,)),
        "upkeep": (upkeep, (settings,)),
        "what was missed": (catch_up, (settings,)),
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


def keep_crawling(settings: Settings, stopped: threading.Event) -> None:
    """The crawl that goes on, again whenever it has ended: because it made room, or did not get on."""
    while not stopped.is_set():
        apart(settings, stopped, "crawl", "--keep-on")
        stopped.wait(CRAWL_AGAIN)


def read_and_link(settings: Settings, stopped: threading.Event, linker: Kept) -> None:
    """The steps that follow each other; alerts, where there are rules, as soon as there is news."""
    done = [apart(settings, stopped, "read"), not stopped.is_set() and linker.run(settings, stopped)]
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


def brief_and_send(settings: Settings, hour: datetime | None = None, *, clock: Clock = now) -> None:
    """The morning's brief, and the mails that wait.

    It counts as done when it lies in the outbox, not when it is composed, which anybody may do at any time: a kill in
    between sends it after the next start. `hour` is that of a brief that was missed; one of an earlier day ends with
    its own day's hour, as today's is still to come.
    """
    of_earlier_day = hour is not None and hour.date() < clock().astimezone(settings.zone).date()
    with step(settings, MORNING, clock):
        composed = brief(settings, until=hour if of_earlier_day else None, clock=clock)
        with suppress(locks.StepIsRunningError):  # then it lies in the outbox, and goes with what waits there
            send_brief(settings, composed, clock=clock)
    beat(settings)


def catch_up(settings: Settings, *, clock: Clock = now) -> None:
    """The brief and the upkeep whose hour passed while nobody ran, or which failed then."""
    late = clock() - PATIENCE
    with suppress(locks.StepIsRunningError):
        if hour := missed(settings, MORNING, settings.schedule.brief_at, late):
            brief_and_send(settings, hour, clock=clock)
        if missed(settings, "upkeep", settings.schedule.upkeep_at, late):
            upkeep(settings, clock=clock)


def settle(settings: Settings, moment: datetime) -> None:
    """Close the runs that a killed process left open; a child of it that still works keeps its own."""
    store = db.connect(settings.store)
    for name in SETTLED_AT_START:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, name):
            runs.cut_off(store, moment, step=name)
    store.close()


def missed(settings: Settings, name: str, at: dt.time, moment: datetime) -> datetime | None:
    """The last hour of a daily step, if it passed while nobody was there; None where nothing was missed.

    A store on which nothing had run by then has missed nothing.
    """
    local = moment.astimezone(settings.zone)
    hour = datetime.combine(local.date(), at, tzinfo=settings.zone)
    if hour > local:
        hour -= timedelta(days=1)  # by the wall clock: the hour is meant across daylight saving
    store = db.connect(settings.store)
    last = runs.last_good(store, name) or runs.first(store)
    store.close()
    return hour if last is not None and last < hour else None


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
