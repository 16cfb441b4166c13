"""After a kill at any moment, the next run loses and duplicates nothing. killing.py has the method."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def kill(job: str, kills: int) -> str:
    """The sweep is a program of its own: its jobs are forks, which a test runner's threads would not survive."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", job, str(kills)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}
    return done.stdout


def test_the_next_run_continues_after_a_kill() -> None:
    assert kill("run", 3) == "3 of 3 run kills survived, every store equal\n"


@pytest.mark.soak
@pytest.mark.parametrize("job", ["run", "schedule"])
def test_a_hundred_random_kills(job: str) -> None:
    assert kill(job, 100) == f"100 of 100 {job} kills survived, every store equal\n"
