"""The continuous crawl: slow sources delay no one, a broken source list stops nothing, and it ends with its caller."""

import asyncio
import math
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db
import steps
from config import settings as settings_file
from config import starters
from config.errors import ConfigErrors
from crawler import settings as crawler_settings
from steps import continuous
from tests.hostile_server import XML, HostileServer, article, conditional, feed
from tests.processes import gone

BEGIN = datetime(2024, 8, 22, 12, tzinfo=UTC)
SLOW = 40
"""More than any limit of concurrent crawls."""

ROUNDS = 4
LONGEST = 300


class Simulated:
    """A clock that advances a minute per reading."""

    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> datetime:
        return self.at

    async def pause(self, _: float) -> None:
        await asyncio.sleep(0.02)
        self.at += timedelta(minutes=1)


def listed(url: str, *names: str) -> str:
    return "".join(
        f'[[source]]\nid = "{name}"\nname = "{name}"\nspider = "feed"\nurl = "{url}/{name}"\nevery = 60\nallow_private = true\n'
        for name in names
    )


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> settings_file.Settings:
    monkeypatch.setattr(continuous, "CHECK_DUE_EVERY", 1)
    list(starters.write(tmp_path, {}))
    return settings_file.load(tmp_path / "rejoinder.toml")


def polls(settings: settings_file.Settings, name: str) -> int:
    store = db.connect(settings.store)
    (found,) = store.execute("select count(*) from polls where source = :name", {"name": name}).fetchone()
    store.close()
    return int(found)


def test_slow_sources_delay_nobody(settings: settings_file.Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick one is polled again and again while forty hang."""
    monkeypatch.setitem(crawler_settings.SETTINGS, "DOWNLOAD_TIMEOUT", LONGEST)
    monkeypatch.setitem(crawler_settings.SETTINGS, "RETRY_TIMES", 0)
    clock, slow, enough = Simulated(), [f"slow{number}" for number in range(SLOW)], threading.Event()
    seen: set[str] = set()

    def until() -> bool:
        if server.hits("/quick") >= ROUNDS:
            assert [polls(settings, name) for name in slow] == [0] * SLOW
            enough.set()
        return enough.is_set()

    with HostileServer() as server:
        server.paths["/quick"] = conditional(feed(server.url, ("/1", "One")), '"1"', XML)
        server.paths["/1"] = conditional(article(), '"1"', "text/html")
        server.paths |= {f"/{name}": lambda *_: enough.wait(LONGEST) for name in slow}
        settings.sources.write_text(listed(server.url, *slow, "quick"), encoding="utf-8")
        steps.keep_crawling(
            settings, clock=clock, pause=clock.pause, tell=seen.update, until=until, largest=math.inf
        )
    assert seen == {*slow, "quick"}
    assert polls(settings, "quick") >= ROUNDS
    assert [polls(settings, name) for name in slow] == [1] * SLOW
    runs = db.connect(settings.store).query("select status from runs where step = 'crawl' order by id")
    assert [row["status"] for row in runs][:ROUNDS] == ["partly", *["done"] * (ROUNDS - 1)]


def test_a_source_list_broken_during_an_edit_stops_nothing(
    settings: settings_file.Settings,
) -> None:
    clock = Simulated()
    with HostileServer() as server:
        server.paths["/good"] = conditional(feed(server.url), '"1"', XML)
        settings.sources.write_text(listed(server.url, "good"), encoding="utf-8")

        def edit(_: Sequence[str]) -> None:
            settings.sources.write_text("[[source]\n", encoding="utf-8")

        steps.keep_crawling(
            settings,
            clock=clock,
            pause=clock.pause,
            tell=edit,
            until=lambda: server.hits("/good") >= ROUNDS,
            largest=math.inf,
        )
    (issue,) = db.connect(settings.store).query("select kind, message from issues where cleared_at is null")
    assert issue["kind"] == "sources_unreadable"
    assert "sources.toml:1" in issue["message"]


def test_a_source_list_broken_at_the_start_is_refused(settings: settings_file.Settings) -> None:
    settings.sources.write_text('[[source]]\nid = "a"\n', encoding="utf-8")
    with pytest.raises(ConfigErrors):
        steps.keep_crawling(settings, largest=math.inf)


def test_a_large_process_ends_for_a_fresh_one(settings: settings_file.Settings) -> None:
    clock = Simulated()
    with HostileServer() as server:
        server.paths["/good"] = conditional(feed(server.url), '"1"', XML)
        settings.sources.write_text(listed(server.url, "good"), encoding="utf-8")
        steps.keep_crawling(
            settings, clock=clock, pause=clock.pause, until=lambda: server.hits("/good") > 0, largest=1
        )
    assert server.hits("/good") == 0


CALLER = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "cli", "crawl", "--keep-on", "--config", sys.argv[1]], stdout=subprocess.PIPE)
if sys.argv[2] == "at work":
    child.stdout.readline()
print(child.pid, flush=True)
os._exit(9)
"""


@pytest.mark.parametrize("when", ["at work", "while it loads"])
def test_it_ends_with_its_caller(settings: settings_file.Settings, when: str) -> None:
    """Otherwise it would block the next scheduler's crawl forever."""
    settings.sources.write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CALLER, str(settings.path), when],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=subprocess.PIPE,
        check=False,
        timeout=LONGEST,
    )
    gone([int(done.stdout)], LONGEST)
