"""Schedules the jobs (APScheduler). Decides when a step runs and that it runs once; steps/ does the work."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

import db
from config.settings import WEEK, Settings
from db import locks, runs
from review import metrics
from review.brief.window import EVERY_DAY
from steps import Clock, brief, due_times, now, send_alerts, send_brief, send_waiting, step, upkeep
from steps.children import KeptChild, run_in_child
from steps.heartbeat import beat

log = logging.getLogger(__name__)

RESTART_CRAWL_AFTER = 30
"""Seconds before a crawl process that ended is started again."""

SEND_EVERY = 120
"""Seconds between attempts to send pending mails and alerts; each of them backs off after every failure."""

CLOCK_TOLERANCE = 30.0
"""Seconds; a smaller clock correction needs no rescheduling."""

MORNING = "morning"
"""The step that composes the brief and puts it into the outbox."""

CATCH_UP_EVERY = 300
"""Seconds between checks for missed jobs; the delay after a start gives the first pass time to bring what is new."""

MAX_DELAY = timedelta(minutes=10)
"""How late a daily step may be before it counts as missed."""

STEPS = ("crawl", "read", "link", "brief", MORNING, "alerts", "upkeep")


def schedule(settings: Settings, *, clock: Clock = now) -> None:
    """Run the steps at their times until SIGINT or SIGTERM.

    A step that fails leaves a row in `runs` and an issue, and runs again at its next time.

    Raises:
        StepIsRunningError: another scheduler is running on this store.
    """
    # APScheduler warns whenever a job is still running at its next time, but a pass may well take longer than `link_every`.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    stopped = threading.Event()
    with locks.alone(settings.store, "schedule"), _signals(stopped), closing(KeptChild("link")) as linker:
        close_interrupted(settings, clock())
        jobs = plan(settings, stopped, linker)
        jobs.add_listener(lambda _: metrics.write(settings, clock()), EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        jobs.start()
        # Runs all the time. An error beside it, as on a full disk, ends it; it is begun again.
        restart = IntervalTrigger(seconds=RESTART_CRAWL_AFTER)
        jobs.add_job(keep_crawling, restart, args=(settings, stopped), id="crawl", next_run_time=now())
        jobs.modify_job("read and link", next_run_time=now())
        log.info("scheduled %s", ", ".join(job.id for job in jobs.get_jobs()))
        watch_clock(settings, jobs, stopped)
        log.info("stopping; committed work is kept, the next run continues from there")
        jobs.shutdown(wait=True)


def times(settings: Settings, after: datetime | None = None) -> list[tuple[str, datetime | None]]:
    """Return when each job and each source runs next, soonest first, after now or after the given moment."""
    present = (after or now()).astimezone(settings.zone)
    found = [
        (name, trigger.get_next_fire_time(None, present)) for name, trigger in triggers(settings).items()
    ]
    found += [(f"source {name}", at.astimezone(settings.zone)) for name, at in due_times(settings, present)]
    soonest = sorted(found, key=lambda entry: (entry[1] is None, entry[1] or present))
    return [(name, at and at.replace(microsecond=0)) for name, at in soonest]


def triggers(settings: Settings) -> dict[str, BaseTrigger]:
    """Return the trigger of each job; daily times are in the team's zone."""

    def daily(at: Any, days: Sequence[str] = WEEK) -> CronTrigger:
        return CronTrigger(day_of_week=",".join(days), hour=at.hour, minute=at.minute, timezone=settings.zone)

    def every(seconds: int) -> IntervalTrigger:
        return IntervalTrigger(seconds=seconds, jitter=5, timezone=settings.zone)

    return {
        "read and link": every(settings.schedule.link_every),
        "send pending": every(SEND_EVERY),
        "brief": daily(settings.schedule.brief_at, settings.brief.days),
        "upkeep": daily(settings.schedule.upkeep_at),
        "catch up": every(CATCH_UP_EVERY),
    }


def plan(settings: Settings, stopped: threading.Event, linker: KeptChild) -> BackgroundScheduler:
    """Return a scheduler with the jobs added, not started. A late job runs once, however late and however often missed.

    Jobs are not persisted: the runs in the store show what was missed while no scheduler was running.
    """
    jobs = BackgroundScheduler(
        timezone=settings.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    steps: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
        "read and link": (read_and_link, (settings, stopped, linker)),
        "send pending": (send_pending, (settings,)),
        "brief": (brief_and_send, (settings,)),
        "upkeep": (upkeep, (settings,)),
        "catch up": (catch_up, (settings,)),
    }
    for name, trigger in triggers(settings).items():
        step, arguments = steps[name]
        jobs.add_job(step, trigger, args=arguments, id=name)
    return jobs


def watch_clock(
    settings: Settings,
    jobs: BackgroundScheduler,
    stopped: threading.Event,
    *,
    clock: Callable[[], float] = time.time,
    tick: float = 5,
) -> None:
    """Wait until stopped. When the clock is set back, reschedule the jobs, which would otherwise wait for it to catch up."""
    before = clock() - time.monotonic()
    while not stopped.wait(tick):
        present = clock() - time.monotonic()
        if present < before - CLOCK_TOLERANCE:
            log.warning("the clock was set back; rescheduling all jobs")
            for name, trigger in triggers(settings).items():
                jobs.reschedule_job(name, trigger=trigger)
        before = present


def keep_crawling(settings: Settings, stopped: threading.Event) -> None:
    """Run the continuous crawl, and start it again whenever it ends, whether to free memory or because it failed."""
    while not stopped.is_set():
        run_in_child(settings, stopped, "crawl", "--keep-on")
        stopped.wait(RESTART_CRAWL_AFTER)


def read_and_link(settings: Settings, stopped: threading.Event, linker: KeptChild) -> None:
    """Read, then link; send alerts as soon as there is news."""
    done = [run_in_child(settings, stopped, "read"), not stopped.is_set() and linker.run(settings, stopped)]
    if stopped.is_set():
        return
    alert(settings)
    if all(done):
        beat(settings)


def send_pending(settings: Settings) -> None:
    """Send the mails and alerts that no server has taken yet."""
    with suppress(locks.StepIsRunningError):
        send_waiting(settings)
    alert(settings)


def alert(settings: Settings) -> None:
    """Send alerts if there are rules, unless another process is already sending them."""
    if settings.alerts is not None:
        with suppress(locks.StepIsRunningError):
            send_alerts(settings)


def brief_and_send(settings: Settings, hour: datetime | None = None, *, clock: Clock = now) -> None:
    """Compose the morning brief and send it together with pending mails.

    It counts as done once it is in the outbox, not when it is composed, so a kill in between sends it after the next
    start. `hour` is the time of a missed brief; a brief of an earlier day ends at that hour, today's ends now.
    """
    of_earlier_day = hour is not None and hour.date() < clock().astimezone(settings.zone).date()
    with step(settings, MORNING, clock):
        composed = brief(settings, until=hour if of_earlier_day else None, clock=clock)
        with suppress(locks.StepIsRunningError):  # it stays in the outbox and is sent with the pending mails
            send_brief(settings, composed, clock=clock)
    beat(settings)


def catch_up(settings: Settings, *, clock: Clock = now) -> None:
    """Run the brief and the upkeep if their time passed while nothing was running, or if they failed."""
    late = clock() - MAX_DELAY
    with suppress(locks.StepIsRunningError):
        if hour := missed_time(settings, MORNING, settings.schedule.brief_at, late, settings.brief.weekdays):
            brief_and_send(settings, hour, clock=clock)
        if missed_time(settings, "upkeep", settings.schedule.upkeep_at, late):
            upkeep(settings, clock=clock)


def close_interrupted(settings: Settings, moment: datetime) -> None:
    """Close the runs that a killed process left open, unless a child of it is still running the step."""
    store = db.connect(settings.store)
    for name in STEPS:
        with suppress(locks.StepIsRunningError), locks.alone(settings.store, name):
            runs.close_interrupted(store, moment, step=name)
    store.close()


def missed_time(
    settings: Settings,
    name: str,
    at: dt.time,
    moment: datetime,
    weekdays: Collection[int] = EVERY_DAY,
) -> datetime | None:
    """Return the last due time of a step that runs once on each of these weekdays if it was missed, else None.

    A store on which nothing had run by then has missed nothing.
    """
    local = moment.astimezone(settings.zone)
    hour = datetime.combine(local.date(), at, tzinfo=settings.zone)
    while hour > local or hour.weekday() not in weekdays:
        hour -= timedelta(days=1)  # in wall-clock time, so it holds across daylight saving changes
    store = db.connect(settings.store)
    last = runs.last_good(store, name) or runs.first(store)
    store.close()
    return hour if last is not None and last < hour else None


@contextmanager
def _signals(stopped: threading.Event) -> Iterator[None]:
    """Let SIGINT and SIGTERM set `stopped`; restore the previous handlers afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stopped.set()) for number in numbers]
    try:
        yield
    finally:
        for number, meaning in zip(numbers, before, strict=True):
            signal.signal(number, meaning)
