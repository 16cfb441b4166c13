"""The background job: its times, a missed brief, a clean stop, and one of a kind at a time."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsroom
import pytest

import db
import scheduler
from config import settings as settings_file
from config import starters
from db import runs
from records import Issue

SETTINGS = """
contact = "desk@example.com"
[schedule]
zone = "Europe/London"
link_every = 10
brief_at = "07:00"
"""


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
def test_the_brief_keeps_its_hour_across_daylight_saving(
    settings: settings_file.Settings, after: str, expected: str
) -> None:
    at = dict(scheduler.times(settings, datetime.fromisoformat(after)))["brief"]
    assert at == datetime.fromisoformat(expected)


def test_a_brief_that_was_missed_is_composed_once(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    yesterday = datetime(2024, 8, 22, 6, 0, 1, tzinfo=UTC)
    with runs.run(store, "brief", yesterday):
        pass
    assert not scheduler.brief_is_missed(settings, datetime(2024, 8, 23, 5, 59, tzinfo=UTC))
    assert scheduler.brief_is_missed(settings, datetime(2024, 8, 23, 6, 30, tzinfo=UTC))
    with runs.run(store, "brief", datetime(2024, 8, 23, 6, 30, tzinfo=UTC)):
        pass
    assert not scheduler.brief_is_missed(settings, datetime(2024, 8, 23, 6, 31, tzinfo=UTC))


def test_a_new_store_has_missed_nothing(settings: settings_file.Settings) -> None:
    assert not scheduler.brief_is_missed(settings, datetime(2024, 8, 23, 6, 30, tzinfo=UTC))


def told(store: Path, sql: str) -> set[str]:
    """What the store says; nothing while it is not there, or has no tables yet."""
    if not store.exists():
        return set()
    with suppress(sqlite3.OperationalError), sqlite3.connect(store) as connection:
        return {row[0] for row in connection.execute(sql)}
    return set()


def wait_for(store: Path, steps: set[str], process: subprocess.Popen[str], issue: str | None = None) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        if told(store, "select step from runs where status <> 'running'") >= steps and (
            issue is None or issue in told(store, "select kind from issues")
        ):
            return
        time.sleep(0.2)
    raise AssertionError(f"{steps} did not run within a minute")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_its_steps_stops_cleanly_and_is_alone(folder: Path, stop: signal.Signals) -> None:
    with newsroom.start(folder, "schedule") as process:
        try:
            wait_for(folder / "rejoinder.db", {"crawl", "read", "link"}, process)
            second = newsroom.run(folder, "schedule")
            assert second.returncode == 1
            assert "another schedule" in second.stderr
            process.send_signal(stop)
            process.communicate(timeout=30)
            assert process.returncode == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    with sqlite3.connect(folder / "rejoinder.db") as store:
        assert store.execute("select count(*) from runs where status = 'running'").fetchone() == (0,)


def test_a_step_that_fails_does_not_end_the_job(folder: Path) -> None:
    (folder / "sources.toml").write_text('[[source]]\nid = "broken"\n', encoding="utf-8")
    with newsroom.start(folder, "schedule") as process:
        try:
            wait_for(folder / "rejoinder.db", {"read", "link"}, process, issue="crawl_failed")
        finally:
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "sources.toml" in err


def test_a_clock_that_is_set_back_repeats_nothing(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    noon = datetime(2024, 8, 22, 12, 0, tzinfo=UTC)
    for moment in (noon, noon - timedelta(hours=3)):
        db.issues.note(store, Issue(kind="a", message="b"), moment)
    assert next(store.query("select last_at from issues"))["last_at"] == db.times.iso(noon)
