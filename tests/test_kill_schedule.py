"""The background job itself, killed with its steps at random moments, as a power cut would: the store ends up the same."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import newsroom
import pytest

from config import starters
from tests.hostile_server import PARAGRAPH, XML, HostileServer, article, conditional, feed

KILLS_IN_SOAK = 200
KILLS_A_FOLDER = 5
SEED = 20240822
FEEDS, ARTICLES = 3, 6
SETTINGS = 'contact = "desk@example.com"\n[schedule]\nlink_every = 10\n'

KEPT = (
    "select id, source, guid, title, text, published, version from documents",
    "select id, text, rule from mentions",
    "select id, text, speaker from quotes",
    "select id, text, value from figures",
    "select document, story from story_documents",
    "select kind, message from issues where cleared_at is null",
)


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with HostileServer() as running:
        for number in range(FEEDS):
            listed = [
                (f"/{number}/{item}", f"Harbour {number} reports item {item}") for item in range(ARTICLES)
            ]
            body = feed(running.url, *listed)
            running.paths[f"/feed{number}"] = conditional(body, f'"{number}"', XML)
            for path, title in listed:
                page = article(
                    title, body=f'"We run {path[-1]}0 cranes," said Jo Hale of {title}. ' + PARAGRAPH * 4
                )
                running.paths[path] = conditional(page, f'"{path}"', "text/html")
        yield running


def prepared(folder: Path, server: HostileServer) -> Path:
    folder.mkdir()
    list(starters.write(folder, {}))
    (folder / "rejoinder.toml").write_text(SETTINGS, encoding="utf-8")
    sources = "".join(
        f'[[source]]\nid = "s{number}"\nname = "S{number}"\nspider = "feed"\nurl = "{server.url}/feed{number}"\n'
        "allow_private = true\nevery = 60\n"
        for number in range(FEEDS)
    )
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    return folder


def linkings(folder: Path) -> int:
    """How often linking went through."""
    with suppress(sqlite3.OperationalError), sqlite3.connect(folder / "rejoinder.db") as store:
        sql = "select count(*) from runs where step = 'link' and status = 'done'"
        return int(store.execute(sql).fetchone()[0])
    return 0


def linked(folder: Path) -> int:
    """How many documents have come all the way."""
    with suppress(sqlite3.OperationalError), sqlite3.connect(folder / "rejoinder.db") as store:
        sql = "select count(*) from readings join documents on item = documents.id where linked_as = reader || ' ' || readings.text_sha256"
        return int(store.execute(sql).fetchone()[0])
    return 0


def power_cut(process: subprocess.Popen[str]) -> None:
    """End the scheduler and the step it runs, which has a session of its own, without a word."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1] == str(process.pid):
                os.killpg(int(stat.parent.name), signal.SIGKILL)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def run_to_the_end(folder: Path) -> list[list[tuple[object, ...]]]:
    begun, before = time.monotonic(), linkings(folder)
    with newsroom.start(folder, "schedule") as process:
        while (
            linked(folder) < FEEDS * ARTICLES or linkings(folder) == before
        ) and time.monotonic() < begun + 280:
            assert process.poll() is None, process.communicate()
            time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 0
    with sqlite3.connect(folder / "rejoinder.db") as store:
        assert store.execute("pragma integrity_check").fetchone() == ("ok",)
        return [sorted(store.execute(sql).fetchall(), key=repr) for sql in KEPT]


def compare(folder: Path, server: HostileServer, kills: int, seed: int) -> int:
    """Kill a job in a folder again and again, then let it end; returns how often it was really cut."""
    expected = run_to_the_end(prepared(folder / "undisturbed", server))
    chance, cut = random.Random(seed), 0
    for number in range(-(-kills // KILLS_A_FOLDER)):
        killed = prepared(folder / f"{number}", server)
        for _ in range(KILLS_A_FOLDER):
            with newsroom.start(killed, "schedule") as process:
                time.sleep(chance.uniform(2, 20))
                assert process.poll() is None, process.communicate()
                power_cut(process)
                cut += 1
        assert run_to_the_end(killed) == expected, f"folder {number}"
    return cut


@pytest.mark.soak
def test_two_hundred_random_power_cuts(server: HostileServer, tmp_path: Path) -> None:
    assert compare(tmp_path, server, KILLS_IN_SOAK, SEED) == KILLS_IN_SOAK
