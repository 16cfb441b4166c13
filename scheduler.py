"""Jobs and their times (APScheduler). Knows when a step runs and that it runs once; what it does is told in steps.py."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

import db
from config.settings import Settings
from db import issues, locks, runs
from records import Issue
from steps import Clock, brief, link, now, read, send_alerts, send_brief

log = logging.getLogger(__name__)

CRAWL_EVERY = 60
"""Seconds between two looks for sources that are due; their own `every` says which are."""

PARTLY_COLLECTED = 3
"""Exit code of a crawl that could not fetch everything."""

CRAWL_LIMIT = 600
"""Seconds. A crawl is bounded by its time-outs; one that runs longer hangs and is ended."""


def schedule(settings: Settings, *, clock: Clock = now) -> None:
    """Run the steps at their times until SIGINT or SIGTERM.

    A step that fails is a row in `runs` and an issue; its next time comes. Steps that run are waited for at the end.

    Raises:
        StepIsRunningError: another scheduler works on this store.
    """
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with locks.alone(settings.store, "schedule"):
        runs.cut_off(db.connect(settings.store), clock())
        jobs = plan(settings, stopped)
        if brief_is_missed(settings, clock()):
            jobs.add_job(brief_and_send, args=(settings,), id="missed brief")
        jobs.start()
        for name in ("crawl", "read and link"):
            jobs.modify_job(name, next_run_time=now())
        log.info("scheduled %s", ", ".join(job.id for job in jobs.get_jobs()))
        stopped.wait()
        log.info("stopping; steps that run are waited for")
        jobs.shutdown(wait=True)


def times(settings: Settings, after: datetime | None = None) -> list[tuple[str, datetime]]:
    """What runs when next, counted from the present or from another moment."""
    jobs = plan(settings, threading.Event())
    present = (after or now()).astimezone(settings.zone)
    return [(job.id, job.trigger.get_next_fire_time(None, present)) for job in jobs.get_jobs()]


def plan(settings: Settings, stopped: threading.Event) -> BackgroundScheduler:
    """The jobs and their times, not started. A job that comes late runs once, however often it was missed."""
    jobs = BackgroundScheduler(
        timezone=settings.zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
    )
    at = settings.schedule.brief_at
    times: tuple[tuple[str, Callable[..., Any], tuple[Any, ...], Any], ...] = (
        ("crawl", crawl_apart, (settings, stopped), IntervalTrigger(seconds=CRAWL_EVERY, jitter=5)),
        ("read and link", read_and_link, (settings,), IntervalTrigger(seconds=settings.schedule.link_every)),
        (
            "brief",
            brief_and_send,
            (settings,),
            CronTrigger(hour=at.hour, minute=at.minute, timezone=settings.zone),
        ),
    )
    for name, step, arguments, trigger in times:
        jobs.add_job(step, trigger, args=arguments, id=name)
    return jobs


def crawl_apart(settings: Settings, stopped: threading.Event) -> None:
    """Crawl what is due in a process of its own: its memory, its reactor and its crashes end with it.

    It is ended when it hangs, and when the job stops; what it has fetched by then is in the store.
    """
    command = [sys.executable, "-m", "cli", "crawl", "--config", str(settings.path), "--due"]
    # A session of its own: a Ctrl-C in the terminal is for the scheduler to pass on.
    child = subprocess.Popen(command, start_new_session=True)  # noqa: S603 (our own program)
    end = now() + timedelta(seconds=CRAWL_LIMIT)
    while child.poll() is None and now() < end:
        if stopped.wait(timeout=0.5):
            break
    if child.poll() is None:
        child.terminate()
        child.wait()
        runs.cut_off(db.connect(settings.store), now(), step="crawl")
    if child.returncode not in {0, PARTLY_COLLECTED} and not stopped.is_set():
        why = f"the crawl ended with exit code {child.returncode}; the log says why"
        issues.note(db.connect(settings.store), Issue(kind="crawl_failed", message=why), now())


def read_and_link(settings: Settings) -> None:
    """The steps that follow each other; alerts, where there are rules, as soon as there is news."""
    read(settings)
    link(settings)
    if settings.alerts is not None:
        send_alerts(settings)


def brief_and_send(settings: Settings) -> None:
    """The morning's brief, and the mails that wait."""
    send_brief(settings, brief(settings))


def brief_is_missed(settings: Settings, moment: datetime) -> bool:
    """Whether the hour of the last brief passed while nobody was there to compose it."""
    local = moment.astimezone(settings.zone)
    hour = datetime.combine(local.date(), settings.schedule.brief_at, tzinfo=settings.zone)
    last = runs.last_good(db.connect(settings.store), "brief")
    return last is not None and last < (hour if hour <= local else hour - timedelta(days=1))
