"""The background job: times, missed jobs, a clean stop, exclusive steps, failing children."""

import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsroom
import pytest

import db
import db.sources
import scheduler
from config import settings as settings_file
from config import starters
from crawler import sources
from db import polls, runs
from records import Issue, Poll, Source
from steps import children
from tests.hostile_server import HostileServer, reply

SETTINGS = """
contact = "desk@example.com"
[schedule]
zone = "Europe/London"
link_every = 10
brief_at = "07:00"
metrics = "r.prom"
heartbeat_env = "BEAT"
"""


HANG = 600
"""Seconds that a child hangs: longer than anything here takes on a busy machine."""

LONGEST = 300
"""Seconds until something must have happened."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list(starters.write(tmp_path, {}))
    (tmp_path / "rejoinder.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def settings(folder: Path) -> settings_file.Settings:
    return settings_file.load(folder / "rejoinder.toml")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2024-03-30T12:00:00+00:00", "2024-03-31T07:00:00+01:00"),  # the clocks go forward that night
        ("2024-10-26T12:00:00+00:00", "2024-10-27T07:00:00+00:00"),  # and back
    ],
)
def test_the_brief_keeps_its_time_across_daylight_saving(
    settings: settings_file.Settings, after: str, expected: str
) -> None:
    at = dict(scheduler.times(settings, datetime.fromisoformat(after)))["brief"]
    assert at == datetime.fromisoformat(expected)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2024-08-{text}:00+01:00")


@pytest.mark.parametrize(
    ("first", "last", "moment", "expected"),
    [
        ("22T09:00", "22T07:00", "23T06:59", None),
        ("22T09:00", "22T07:00", "23T07:30", "23T07:00"),
        ("22T09:00", "22T07:00", "24T06:30", "23T07:00"),  # yesterday's; today's is still to come
        ("22T09:00", "23T07:30", "23T07:31", None),
        ("22T09:00", None, "23T07:30", "23T07:00"),  # it never ran, though it could have
        ("23T07:20", None, "23T07:30", None),  # a new store has missed nothing
        (None, None, "23T07:30", None),
    ],
)
def test_missed_jobs_are_found_from_the_runs(
    settings: settings_file.Settings, first: str | None, last: str | None, moment: str, expected: str | None
) -> None:
    store = db.connect(settings.store)
    for step, began in (("crawl", first), (scheduler.MORNING, last)):
        if began:
            with runs.run(store, step, at(began)):
                pass
    # Viewing a brief does not mean that it was sent.
    if first:
        with runs.run(store, "brief", at(moment)):
            pass
    found = scheduler.missed_time(settings, scheduler.MORNING, settings.schedule.brief_at, at(moment))
    assert found == (at(expected) if expected else None)


@pytest.mark.parametrize(
    ("last", "moment", "expected"),
    [
        ("23T07:00", "25T12:00", None),  # Friday's went out, and it is Sunday
        ("22T07:00", "25T12:00", "23T07:00"),
        ("23T07:00", "26T07:30", "26T07:00"),
    ],
)
def test_no_brief_is_missed_on_a_day_that_has_none(
    settings: settings_file.Settings, last: str, moment: str, expected: str | None
) -> None:
    store = db.connect(settings.store)
    with runs.run(store, scheduler.MORNING, at(last)):
        pass
    hour = settings.schedule.brief_at
    found = scheduler.missed_time(settings, scheduler.MORNING, hour, at(moment), range(5))
    assert found == (at(expected) if expected else None)


def test_the_brief_comes_on_its_days_alone(settings: settings_file.Settings) -> None:
    days = settings.brief.model_copy(update={"days": ("mon", "tue", "wed", "thu", "fri")})
    working = settings.model_copy(update={"brief": days})
    assert dict(scheduler.times(working, at("23T12:00")))["brief"] == at("26T07:00")
    assert dict(scheduler.times(working, at("23T12:00")))["upkeep"] == at("24T03:30")
    assert dict(scheduler.times(settings, at("23T12:00")))["brief"] == at("24T07:00")


@pytest.mark.parametrize(("back", "days"), [("23T09:00", ["23"]), ("24T06:30", ["23", "24"])])
def test_a_brief_that_was_missed_goes_out_once_under_its_own_day(
    settings: settings_file.Settings, back: str, days: list[str]
) -> None:
    """Yesterday's must not replace today's, which is still to come."""
    asked = settings.model_copy(
        update={"brief": settings.brief.model_copy(update={"to": ("ana@desk.example",)})}
    )
    store = db.connect(asked.store)
    for step in (scheduler.MORNING, "upkeep"):
        with runs.run(store, step, at("22T07:00")):
            pass
    for _ in range(2):
        scheduler.catch_up(asked, clock=lambda: at(back))
    if days[1:]:
        scheduler.brief_and_send(asked, clock=lambda: at("24T07:00"))
    laid = db.connect_desk(asked.decisions).query("select id from outbox order by id")
    assert [row["id"] for row in laid] == [f"brief:2024-08-{day}:ana@desk.example" for day in days]
    done = store.query(
        "select step from runs where status = 'done' and started_at > '2024-08-23' order by id"
    )
    again = ["morning", "brief"] * len(days[1:])
    assert [row["step"] for row in done] == ["morning", "brief", "upkeep", *again]


def told(store: Path, sql: str) -> set[str]:
    """Return what the store says; nothing while it has no tables."""
    if not store.exists():
        return set()
    with suppress(sqlite3.OperationalError), sqlite3.connect(store) as connection:
        return {row[0] for row in connection.execute(sql)}
    return set()


def wait_for(store: Path, steps: set[str], process: subprocess.Popen[str], issue: str | None = None) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        if told(store, "select step from runs where status <> 'running'") >= steps and (
            issue is None or issue in told(store, "select kind from issues")
        ):
            return
        time.sleep(0.2)
    raise AssertionError(f"{steps} did not run")


def test_the_job_runs_alone_survives_failures_and_stops_cleanly(folder: Path) -> None:
    """One real job, since starting Python and its libraries takes most of the time."""
    (folder / "sources.toml").write_text('[[source]]\nid = "broken"\n', encoding="utf-8")
    with newsroom.start(folder, "schedule") as process:
        try:
            wait_for(folder / "rejoinder.db", {"read", "link"}, process, issue="crawl_failed")
            second = newsroom.run(folder, "schedule")
            assert second.returncode == 1
            assert "another schedule" in second.stderr
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=LONGEST)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0
    assert "sources.toml" in err
    with sqlite3.connect(folder / "rejoinder.db") as store:
        assert store.execute("select count(*) from runs where status = 'running'").fetchone() == (0,)
    assert "rejoinder_step_last_success_timestamp_seconds" in (folder / "r.prom").read_text(encoding="utf-8")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps, replaced by instant ones in this process; returns what ran."""
    ran: list[str] = []

    def done_at_once(settings: settings_file.Settings, _stopped: threading.Event, step: str, *_: str) -> bool:
        with runs.run(db.connect(settings.store), step, scheduler.now()):
            ran.append(step)
        return True

    monkeypatch.setattr(scheduler, "run_in_child", done_at_once)
    monkeypatch.setattr(
        children.KeptChild,
        "run",
        lambda self, settings, stopped: done_at_once(settings, stopped, self.step),
    )
    monkeypatch.setattr(scheduler, "brief_and_send", lambda _settings: ran.append("brief"))
    monkeypatch.setattr(scheduler, "upkeep", lambda _settings: ran.append("upkeep"))
    monkeypatch.setattr(scheduler, "send_waiting", lambda _settings: ran.append("send"))
    return ran


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_and_handlers_are_restored(
    settings: settings_file.Settings, quick: list[str], stop: signal.Signals
) -> None:
    before = signal.getsignal(stop)

    def stop_it() -> None:
        wait_until(lambda: {"crawl", "read", "link"} <= set(quick))
        os.kill(os.getpid(), stop)

    stopper = threading.Thread(target=stop_it)
    stopper.start()
    scheduler.schedule(settings)
    stopper.join()
    assert signal.getsignal(stop) == before


@pytest.mark.usefixtures("quick")
def test_an_error_beside_the_crawl_does_not_end_it(
    settings: settings_file.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a full disk had room again, or a slip in the source list was mended, nothing was collected any more."""
    tried: list[float] = []

    def fails(_settings: settings_file.Settings, _stopped: threading.Event, step: str, *_: str) -> bool:
        if step == "crawl":
            tried.append(time.monotonic())
            raise db.StoreError("the disk is full")
        return True

    monkeypatch.setattr(scheduler, "run_in_child", fails)
    monkeypatch.setattr(scheduler, "RESTART_CRAWL_AFTER", 1)

    def stop_it() -> None:
        with suppress(AssertionError):
            wait_until(lambda: len(tried) > 1)
        os.kill(os.getpid(), signal.SIGTERM)

    stopper = threading.Thread(target=stop_it)
    stopper.start()
    scheduler.schedule(settings)
    stopper.join()
    assert len(tried) > 1


def test_after_a_night_asleep_every_job_runs_once(settings: settings_file.Settings, quick: list[str]) -> None:
    planned = scheduler.plan(settings, threading.Event(), children.KeptChild("link"))
    planned.start(paused=True)
    for job in planned.get_jobs():
        planned.modify_job(job.id, next_run_time=scheduler.now() - timedelta(hours=9))
    planned.resume()
    wait_until(lambda: len(quick) >= 5)
    planned.shutdown(wait=True)
    assert sorted(quick) == ["brief", "link", "read", "send", "upkeep"]


def test_a_clock_set_back_stops_no_job(settings: settings_file.Settings, quick: list[str]) -> None:
    """Otherwise they would stand still until the clock catches up."""
    stopped = threading.Event()
    planned = scheduler.plan(settings, stopped, children.KeptChild("link"))
    planned.start()
    for job in planned.get_jobs():
        planned.modify_job(job.id, next_run_time=scheduler.now() + timedelta(hours=3, minutes=1))
    readings = iter([1e9, 1e9, 1e9 - 3 * 3600])
    keeper = threading.Thread(
        target=scheduler.watch_clock,
        args=(settings, planned, stopped),
        daemon=True,
        kwargs={"clock": lambda: next(readings, 1e9 - 3 * 3600), "tick": 0.02},
    )
    keeper.start()
    soon = scheduler.now() + timedelta(minutes=5)
    wait_until(lambda: planned.get_job("read and link").next_run_time < soon)
    assert planned.get_job("send pending").next_run_time < soon
    stopped.set()
    keeper.join()
    planned.shutdown(wait=True)
    assert quick == []


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    assert holds()


CHILDREN = {
    "hangs": (f"import time; time.sleep({HANG})", "printed nothing for"),
    "hangs and hears nothing": (
        f"import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep({HANG})",
        "printed nothing for",
    ),
    "is killed": ("import os; print('guilty', flush=True); os.kill(os.getpid(), 9)", "signal 9"),
    "crashes": ("raise SystemExit(1)", "exit code 1"),
}


@pytest.mark.parametrize("fault", CHILDREN)
def test_a_failing_step_is_one_issue_until_it_succeeds(
    settings: settings_file.Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    program, words = CHILDREN[fault]
    monkeypatch.chdir(folder)
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(folder))
    monkeypatch.setattr(children, "SILENCE_LIMITS", {"crawl": 1.0 if "hangs" in fault else LONGEST})
    monkeypatch.setattr(children, "GRACE", 0.5)
    (folder / "cli.py").write_text(program, encoding="utf-8")
    store = db.connect(settings.store)
    store.execute("insert into runs (step, started_at, status) values ('crawl', '2024-08-22', 'running')")
    assert not children.run_in_child(settings, threading.Event(), "crawl")
    (issue,) = store.query("select kind, message from issues where cleared_at is null")
    assert issue["kind"] == "crawl_failed"
    assert words in issue["message"]
    assert [row["status"] for row in store.query("select status from runs")] == ["cut"]
    (folder / "cli.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(children, "SILENCE_LIMITS", {"crawl": LONGEST})
    assert children.run_in_child(settings, threading.Event(), "crawl")
    assert list(store.query("select 1 from issues where cleared_at is null")) == []


GUILTY = """
[[source]]
id = "guilty"
name = "G"
spider = "feed"
url = "https://g.example/feed"
every = 300

[[source]]
id = "innocent"
name = "I"
spider = "feed"
url = "https://i.example/feed"
"""


def test_the_list_shows_when_each_source_is_polled(settings: settings_file.Settings) -> None:
    settings.sources.write_text(GUILTY, encoding="utf-8")
    asked = dict(scheduler.times(settings, at("22T12:00")))
    assert asked["source guilty"] == asked["source innocent"] == at("22T12:00")
    assert list(asked.values()) == sorted(asked.values())
    store = db.connect(settings.store)
    listed = sources.load(settings.sources)
    db.sources.save_all(store, listed)
    for source in listed:
        polls.save(store, Poll(source=source.id, url=source.url, at=at("22T11:59"), status="ok"))
    asked = dict(scheduler.times(settings, at("22T12:00")))
    assert (asked["source guilty"], asked["source innocent"]) == (at("22T12:04"), at("22T12:14"))


def test_a_source_that_kills_its_crawl_is_postponed_longer_each_time(
    settings: settings_file.Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would interrupt every other crawl again at once."""
    monkeypatch.chdir(folder)
    (folder / "cli.py").write_text(CHILDREN["is killed"][0], encoding="utf-8")
    (folder / "sources.toml").write_text(GUILTY, encoding="utf-8")
    store = db.connect(settings.store)
    listed = sources.load(settings.sources)
    db.sources.save_all(store, listed)
    for waits in (300, 300, 600):
        store.execute("update polls set at = '2024-08-22T12:00:0' || id || '+00:00'")
        before = scheduler.now()
        assert not children.run_in_child(settings, threading.Event(), "crawl")
        due = {
            after: {source.id for source in polls.due(store, listed, before + timedelta(seconds=after))}
            for after in (waits - 1, waits + LONGEST)
        }
        assert due == {waits - 1: {"innocent"}, waits + LONGEST: {"guilty", "innocent"}}
    kinds = [row["kind"] for row in store.query("select kind from issues where source = 'guilty'")]
    assert kinds == ["poll_failed"]
    assert [row["source"] for row in store.query("select distinct source from polls")] == ["guilty"]


def test_a_stop_ends_a_running_step(
    settings: settings_file.Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "cli.py").write_text(CHILDREN["hangs"][0], encoding="utf-8")
    stopped = threading.Event()
    threading.Timer(0.5, stopped.set).start()
    begun = time.monotonic()
    assert not children.run_in_child(settings, stopped, "crawl")
    assert time.monotonic() - begun < HANG
    assert list(db.connect(settings.store).query("select 1 from issues")) == []


def test_a_child_that_outlived_its_scheduler_keeps_its_run(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    for step in ("crawl", "read"):
        store.execute(
            "insert into runs (step, started_at, status) values (:step, '2024-08-22', 'running')",
            {"step": step},
        )
    with db.locks.alone(settings.store, "crawl"):
        scheduler.close_interrupted(settings, scheduler.now())
    told = {row["step"]: row["status"] for row in store.query("select step, status from runs")}
    assert told == {"crawl": "running", "read": "cut"}


def test_a_heartbeat_follows_a_good_pass_and_failures_are_harmless(
    settings: settings_file.Settings, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with HostileServer() as server:
        server.paths["/beat"] = reply(b"ok")
        for address in (
            f"{server.url}/beat",
            f"{server.url}/none",
            "http://127.0.0.1:1/",
            "file:///etc/passwd",
        ):
            monkeypatch.setenv("BEAT", address)
            scheduler.read_and_link(settings, threading.Event(), children.KeptChild("link"))
        assert server.hits("/beat") == server.hits("/none") == 1
    assert quick == ["read", "link"] * 4


def test_a_source_polled_in_the_future_is_due(settings: settings_file.Settings) -> None:
    """As after a clock that was set back."""
    store = db.connect(settings.store)
    watched = Source(id="s", name="S", spider="feed", url="https://s.example/feed", every=900)
    db.sources.save_all(store, [watched])
    noon = datetime(2024, 8, 22, 12, 0, tzinfo=UTC)
    polls.save(store, Poll(source="s", url=watched.url, at=noon, status="ok"))
    assert polls.due(store, [watched], noon + timedelta(minutes=5)) == []
    assert polls.due(store, [watched], noon - timedelta(hours=3)) == [watched]


def test_a_clock_set_back_repeats_nothing(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    noon = datetime(2024, 8, 22, 12, 0, tzinfo=UTC)
    for moment in (noon, noon - timedelta(hours=3)):
        db.issues.note(store, Issue(kind="a", message="b"), moment)
    assert next(store.query("select last_at from issues"))["last_at"] == db.times.iso(noon)
