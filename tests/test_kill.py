"""A run that is killed at any moment is taken up by the next: nothing is lost, nothing doubled."""

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import newsroom
import pytest
from test_main_job import dump

KILLS = 3
KILLS_IN_SOAK = 200
SEED = 20240822


def contents(folder: Path) -> dict[str, list[str]]:
    with sqlite3.connect(folder / "newsroom" / "rejoinder.db") as store:
        assert store.execute("pragma integrity_check").fetchone() == ("ok",)
        assert store.execute("pragma foreign_key_check").fetchall() == []
        return dump(store)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], float]:
    folder = tmp_path_factory.mktemp("undisturbed")
    begun = time.monotonic()
    done = newsroom.run(folder, "run")
    assert done.returncode == 0, done.stderr
    return contents(folder), time.monotonic() - begun


def killed_runs(folder: Path, kills: int, length: float, chance: random.Random) -> int:
    """Start the run again and again, and end it without warning; returns how many were really cut."""
    cut = 0
    for _ in range(kills):
        with newsroom.start(folder, "run") as process:
            time.sleep(chance.uniform(0, length))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                cut += 1
            process.communicate()
    return cut


def test_what_a_kill_leaves_is_taken_up(
    undisturbed: tuple[dict[str, list[str]], float], tmp_path: Path
) -> None:
    expected, length = undisturbed
    assert killed_runs(tmp_path, KILLS, length * 0.6, random.Random(SEED)) > 0
    done = newsroom.run(tmp_path, "run")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == expected


@pytest.mark.soak
def test_two_hundred_random_kills(undisturbed: tuple[dict[str, list[str]], float], tmp_path: Path) -> None:
    expected, length = undisturbed
    chance = random.Random(SEED)
    cut = 0
    for number in range(KILLS_IN_SOAK):
        folder = tmp_path / f"{number:03}"
        folder.mkdir()
        cut += killed_runs(folder, 1, length, chance)
        assert newsroom.run(folder, "run").returncode == 0
        assert contents(folder) == expected, f"kill {number}"
    assert cut > KILLS_IN_SOAK / 2
