"""A page that takes too long costs only itself and its source."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

import db
from crawler import collect, extraction, fair_share
from crawler.extraction import PageReader
from crawler.fair_share import PutOffError, Share, UnreadError
from records import Source
from tests.hostile_server import XML, HostileServer, article, feed, reply
from tests.processes import gone

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
SLOW = b"<html><body><article><p>" + b"<b>word</b> <i>x</i> " * 15_000
"""300 kB that take a minute: trafilatura's time grows with the square of the elements in a paragraph."""


def burn(seconds):
    """A job that takes so much CPU time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


async def sorted_by_end(*named):
    """Return the names of the jobs in order of completion, with their results."""
    ended = []

    async def one(name, reading):
        try:
            ended.append((name, await reading))
        except UnreadError as error:
            ended.append((name, type(error)))

    await asyncio.gather(*(one(*pair) for pair in named))
    return ended


def test_a_slow_page_is_killed_and_the_next_one_is_parsed(monkeypatch):
    monkeypatch.setattr(fair_share, "CPU_SECONDS", 1.0)

    async def read_both():
        async with PageReader(processes=1) as reader:
            with pytest.raises(UnreadError, match=fair_share.TOO_SLOW):
                await read(reader, SLOW)
            return await read(reader, article())

    assert asyncio.run(read_both()).title == "Cranes will run before winter"


def test_a_page_over_the_wall_clock_limit_is_killed():
    async def sleep():
        async with PageReader(processes=1, seconds=0.5) as reader:
            await reader.do(partial(time.sleep, 60))

    with pytest.raises(UnreadError, match=fair_share.TOO_SLOW):
        asyncio.run(sleep())


def test_slow_pages_of_one_crawl_leave_a_process_to_others(monkeypatch):
    """The second one yields to another crawl, and is parsed afterwards."""
    monkeypatch.setattr(extraction, "PATIENCE", 0.3)

    async def read_all():
        async with PageReader(processes=2) as reader:
            slow, other = Share(), Share()
            await asyncio.gather(*(reader.do(partial(burn, 0), slow) for _ in range(4)))
            reads = [(f"slow {number}", reader.do(partial(burn, 2), slow)) for number in range(2)]

            async def later(seconds):
                await asyncio.sleep(seconds)
                return await reader.do(partial(burn, 0.01), other)

            return await sorted_by_end(
                *reads, *((f"other {number}", later(0.6 + number / 100)) for number in range(3))
            )

    ended = asyncio.run(read_all())
    assert [name for name, _ in ended] == ["other 0", "other 1", "other 2", "slow 0", "slow 1"]
    assert [result for _, result in ended] == [0.01, 0.01, 0.01, 2, 2]


def test_the_slow_pages_of_a_crawl_share_a_budget(monkeypatch):
    monkeypatch.setattr(fair_share, "SLOW_CPU_SECONDS", 0.2)
    monkeypatch.setattr(extraction, "SLOW_CPU_SECONDS", 0.2)

    async def read_all():
        async with PageReader(processes=1) as reader:
            share = Share(cpu_seconds=1.0)
            reads = [(f"slow {number}", reader.do(partial(burn, 0.7), share)) for number in range(4)]
            return await sorted_by_end(*reads, ("other", reader.do(partial(burn, 0.01), Share())))

    outcomes = dict(asyncio.run(read_all()))
    assert outcomes == {
        "slow 0": 0.7,
        "other": 0.01,
        "slow 1": UnreadError,
        "slow 2": PutOffError,
        "slow 3": PutOffError,
    }


def test_crawls_take_turns():
    async def read_all():
        async with PageReader(processes=1) as reader:
            many, few = Share(), Share()
            reads = [(f"many {number}", reader.do(partial(burn, 0.02), many)) for number in range(10)]
            return await sorted_by_end(*reads, ("few", reader.do(partial(burn, 0.02), few)))

    assert [name for name, _ in asyncio.run(read_all())].index("few") <= 2


def test_a_source_of_slow_pages_costs_only_itself(tmp_path, monkeypatch):
    """The page becomes an issue, the feed's summary stands in, and the rest is postponed."""
    monkeypatch.setattr(fair_share, "CPU_SECONDS", 2.0)
    monkeypatch.setattr(extraction, "PATIENCE", 0.5)
    order = []
    with HostileServer() as server:
        pages = [(f"/slow/{number}", f"Slow {number}") for number in range(5)]
        server.paths["/slow"] = reply(feed(server.url, *pages), content_type=XML)
        server.paths["/good"] = reply(feed(server.url, ("/good/1", "Good")), content_type=XML)
        server.paths["/good/1"] = late(reply(article("Good")))
        server.paths |= {path: reply(SLOW) for path, _ in pages}
        sources = [
            Source(id=name, name=name, spider="feed", url=f"{server.url}/{name}", allow_private=True)
            for name in ("slow", "good")
        ]
        result = collect(
            sources,
            tmp_path / "store.db",
            clock=lambda: NOW,
            contact="https://us.example",
            progress=lambda source: order.append(source.id),
        )
    store = db.connect(tmp_path / "store.db")
    assert order == ["good", "slow"]
    assert (
        "The harbour company said"
        in store.execute("select text from documents where source = 'good'").fetchone()[0]
    )
    stand_ins = store.execute(
        "select count(*) from documents where source = 'slow' and flags like '%feed_only%'"
    )
    assert stand_ins.fetchone()[0] == len(pages)
    issues = {row["kind"]: row for row in store.query("select * from issues")}
    assert issues["page_failed"]["message"] == "the page takes too long to parse; it is not asked for again"
    assert "was postponed" in issues["pages_put_off"]["message"]
    again = store.execute(
        "select count(*) from fetch_state where source = 'slow' and next_fetch_at is not null"
    )
    assert again.fetchone()[0] == result.counts["pages put off"] == len(pages) - result.counts["pages failed"]
    assert result.counts["pages failed"] <= 2


def late(behaviour):
    """The same, a second and a half later, while the slow ones are running."""

    def behave(sock, request):
        time.sleep(1.5)
        behaviour(sock, request)

    return behave


async def read(reader, html):
    return await reader.read(html, "https://x.example/a", content_type=None, zone="UTC", lang=None, now=NOW)


def titled(reader, number):
    return reader.read(
        article(f"Title {number}"), "https://x.example/a", content_type=None, zone="UTC", lang=None, now=NOW
    )


def test_pages_are_parsed_in_parallel():
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
        print(*(p.process._pool._processes.copy().popitem()[0] for p in reader._readers), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_child_processes_end_with_a_killed_crawl(tmp_path):
    """Otherwise its processes would wait for pages forever, with 200 MB each."""
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


def test_a_page_that_crashes_its_process_costs_no_other():
    killer = partial(os._exit, 1)

    async def read_all():
        async with PageReader() as reader:
            reads = [titled(reader, number) for number in range(6)]
            reads[2:2] = [reader.do(killer)]
            return await asyncio.gather(*reads, return_exceptions=True)

    pages = asyncio.run(read_all())
    assert isinstance(pages.pop(2), UnreadError)
    assert [page.title for page in pages] == [f"Title {number}" for number in range(6)]


def test_an_idle_process_that_died_is_replaced():
    async def read_both():
        async with PageReader(processes=1) as reader:
            pid = await reader.do(os.getpid)
            os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.5)
            return pid, await reader.do(os.getpid)

    first, second = asyncio.run(read_both())
    assert first != second


def test_jobs_fail_if_no_process_can_be_started(monkeypatch):
    def refuse(_):
        raise OSError("no room")

    monkeypatch.setattr(extraction.ReadingProcess, "start", refuse)

    async def read_one():
        async with PageReader() as reader:
            await reader.do(os.getpid)

    with pytest.raises(UnreadError, match="no room"):
        asyncio.run(read_one())
