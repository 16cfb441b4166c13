"""Kills a real job at random moments until it is done, and compares its store with that of an undisturbed one.

`python -m tests.killing run 40` kills `rejoinder run` forty times, `schedule` the background job; a seed may follow.
Each job is a fork of this program, which has the libraries loaded: a kill then costs no start, and hits work rather
than imports. Moments are drawn in processor time of the job and its children, which a busy machine does not move.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.forked import Job
from tests.killed_jobs import CASES, Case, Contents
from tests.processes import gone

SEED = 20240822
MOST_A_STORE = 10
"""Kills after which a job may finish."""

LONGEST = 1800
"""Wall-clock seconds until a job must be done; on an idle machine it takes one minute."""

LOOK = 0.01
"""Seconds between checks of a job's CPU time; checking its store costs more."""

LOOK_INTO_STORE = 1.0


def sweep(
    case: Case, kills: int, folder: Path, *, seed: int = SEED, tell: Callable[[str], object] = str
) -> list[str]:
    """Kill so many jobs, each store until its job is done; returns how the stores differ in the end."""
    chance, cut, stores, differences = random.Random(seed), 0, 0, list[str]()
    case.prepare(folder / "undisturbed")
    length = finish(case, folder / "undisturbed")
    expected = case.contents(folder / "undisturbed")
    tell(f"undisturbed: {length:.1f} s of CPU")
    while cut < kills:
        here, stores = folder / f"{stores:03}", stores + 1
        case.prepare(here)
        cut += killed(case, here, length, min(MOST_A_STORE, kills - cut), chance)
        finish(case, here)
        differences += [f"store {here.name}, {found}" for found in compared(expected, case.contents(here))]
        tell(f"{cut} of {kills} kills, {stores} stores, {len(differences)} differences")
    return differences


def killed(case: Case, folder: Path, length: float, kills: int, chance: random.Random) -> int:
    """Start and kill the job so many times, or until nothing is left to do; returns how often.

    A power cut takes all of it. A `kill -9` takes only the process that it names: the others find themselves alone,
    and the next job begins while they may still be there.
    """
    left: list[int] = []
    for done in range(kills):
        job = Job(folder, *case.arguments)
        moment, whole = chance.uniform(0, length / 2), chance.random() < 0.5
        look = time.monotonic()
        while job.spent() < moment:
            if job.has_ended() or (time.monotonic() > look and case.is_done(folder)):
                job.stop(LONGEST)
                gone(left, LONGEST)
                return done
            look = look if time.monotonic() < look else time.monotonic() + LOOK_INTO_STORE
            time.sleep(LOOK)
        left += job.kill(whole=whole)
    gone(left, LONGEST)
    return kills


def finish(case: Case, folder: Path) -> float:
    """Start the job once more and let it finish; returns the CPU seconds it took."""
    if case.is_done(folder):
        # Another one would be stopped in its first moments, and a signal that comes before its handler ends it.
        return 0.0
    job, end = Job(folder, *case.arguments), time.monotonic() + LONGEST
    while not job.has_ended() and not case.is_done(folder):
        assert time.monotonic() < end, f"the job in {folder} does not get done"
        job.spent()
        time.sleep(LOOK_INTO_STORE / 4)
    started = job.tree()[1:]
    code = job.stop(LONGEST)
    assert code == 0, (folder / "out").read_text(encoding="utf-8")[-2000:]
    gone(started, LONGEST)
    return job.spent()


def compared(expected: Contents, found: Contents) -> list[str]:
    """Describe how two stores differ."""
    told = []
    for table, rows in expected.items():
        lost, more = sorted(set(rows) - set(found[table])), sorted(set(found[table]) - set(rows))
        if rows != found[table]:
            told.append(
                f"{table}: {len(rows)} rows, {len(found[table])} found; lost {lost[:2]}, more {more[:2]}"
            )
    return told


def main(arguments: list[str]) -> int:
    """`run|schedule KILLS [SEED]`; progress on stderr."""
    if len(arguments) not in {2, 3} or arguments[0] not in CASES:
        sys.stderr.write(f"usage: python -m tests.killing {'|'.join(CASES)} KILLS [SEED]\n")
        return 2
    name, kills, *seed = arguments
    with TemporaryDirectory() as folder, CASES[name]() as case:
        differences = sweep(
            case,
            int(kills),
            Path(folder),
            seed=int(seed[0]) if seed else SEED,
            tell=lambda words: sys.stderr.write(f"{words}\n"),
        )
    told = "\n".join(differences) or f"{kills} of {kills} {name} kills survived, every store equal"
    sys.stdout.write(f"{told}\n")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
