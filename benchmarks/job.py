"""Memory of a job that never ends: the sample newsroom crawled a thousand times in one process, RSS as it goes.

The job itself crawls in a process of its own each time, and so could not even keep a leak; this looks for one. Usage:
python -m benchmarks job [--crawls 1000]
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import sample
import steps
from config import settings as settings_file

SETTLED_AFTER = 100
"""Crawls after which caches are taken to be full."""

EVERY = timedelta(minutes=5)


def main(argv: list[str]) -> None:
    """Print RSS every hundred crawls, and the last against that after the first hundred."""
    parser = argparse.ArgumentParser(prog="benchmarks job")
    parser.add_argument("--crawls", type=int, default=1000)
    asked = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    settled = rss = 0.0
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder, sample.Newsroom() as newsroom:
        settings = settings_file.load(sample.CONFIG, home=Path(folder))
        moment = sample.MOMENTS[0]
        for number in range(1, asked.crawls + 1):
            newsroom.at = moment
            steps.crawl(settings, clock=lambda: newsroom.at, hosts={sample.HOST: newsroom.url})
            moment += EVERY
            rss = resident()
            if number == SETTLED_AFTER:
                settled = rss
            if number % SETTLED_AFTER == 0:
                cost = (time.process_time() - begun) / number
                print(f"{number:5} crawls: {rss:7.1f} MB, {cost:.2f} s of CPU a crawl", flush=True)
    print(f"RSS after {asked.crawls} crawls against after {SETTLED_AFTER}: {rss / settled:.3f}")
    print(f"highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MB")


def resident() -> float:
    """Resident memory of this process, in MB; its extraction workers and the newsroom's threads are part of a crawl."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
