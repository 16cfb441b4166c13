"""A page that takes too long costs itself, and nothing that is read after it."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from crawler.extraction import PageReader, UnreadError
from tests.hostile_server import article
from tests.processes import gone

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
SLOW = b"<html><p>" + b"&" * 3_000_000


def test_a_slow_page_is_ended_and_the_next_one_is_read():
    async def read_both():
        async with PageReader(processes=1, seconds=0.5) as reader:

            async def read(html):
                return await reader.read(
                    html, "https://x.example/a", content_type=None, zone="UTC", lang=None, now=NOW
                )

            slow = await read(SLOW)
            reader._seconds = 20
            return slow, await read(article())

    slow, good = asyncio.run(read_both())
    assert (slow.body, slow.flags) == ("", ("too_slow",))
    assert good.title == "Cranes will run before winter"


def titled(reader, number):
    return reader.read(
        article(f"Title {number}"), "https://x.example/a", content_type=None, zone="UTC", lang=None, now=NOW
    )


def test_pages_are_read_side_by_side():
    async def read_all():
        async with PageReader() as reader:
            return await asyncio.gather(*(titled(reader, number) for number in range(8)))

    assert [page.title for page in asyncio.run(read_all())] == [f"Title {number}" for number in range(8)]


ALONE = """
import asyncio, multiprocessing, os, signal
from test_extraction import NOW, PageReader, article

async def main():
    async with PageReader() as reader:
        await reader.read(article(), "https://x.example/a", content_type=None, zone="UTC", lang=None, now=NOW)
        print(*reader._pool._processes, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_what_a_killed_crawl_has_started_ends_with_it(tmp_path):
    """Its processes would wait for pages, with 200 MB each, as long as the machine runs."""
    (tmp_path / "alone.py").write_text(ALONE, encoding="utf-8")
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, str(tmp_path / "alone.py")],
        env={"PYTHONPATH": f"{tests.parent}:{tests}"},
        stdout=subprocess.PIPE,
        check=False,
    )
    started = [int(pid) for pid in done.stdout.split()]
    assert done.returncode == -signal.SIGKILL
    assert started
    gone(started, seconds=120)


def test_a_page_that_kills_its_process_costs_no_other():
    killer = partial(os._exit, 1)

    async def read_all():
        async with PageReader() as reader:
            reads = [titled(reader, number) for number in range(6)]
            reads[2:2] = [reader.do(killer)]
            return await asyncio.gather(*reads, return_exceptions=True)

    pages = asyncio.run(read_all())
    assert isinstance(pages.pop(2), UnreadError)
    assert [page.title for page in pages] == [f"Title {number}" for number in range(6)]
