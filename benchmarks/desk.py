"""Times every page and every named query of the desk on a large store of made-up documents."""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

import db
from benchmarks import subjects
from benchmarks.desk_store import NOW, build, watchlist
from db.times import iso
from review import questions, serve

WARM = 7
"""Runs of each page and query; the first is discarded."""


def main(argv: list[str]) -> None:
    """`python -m benchmarks desk [--documents 200000] [--store FILE]`."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--store", type=Path, help="keep the store here, and use it when it is there")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "rejoinder.db"
        if not store.exists():
            began = time.perf_counter()
            build(store, given.documents)
            print(f"built {given.documents:,} documents in {time.perf_counter() - began:.0f} s")
        print(f"store: {store.stat().st_size / 1e6:.0f} MB")
        asyncio.run(measure(store, store.with_name("desk-of-benchmark.db")))


async def measure(store: Path, desk: Path) -> None:
    """Print the median time of every page and query, alone and while another process writes."""
    app = serve.open_desk(store, desk, watchlist=watchlist(), clock=lambda: NOW)
    await app.invoke_startup()
    for name, path in pages(store):
        times = Times()
        for _ in range(WARM):
            with times:
                response = await app.client.get(path)
            assert response.status_code == HTTPStatus.OK, (path, response.status_code)
        print(f"page  {name:<28} {times}  {len(response.content) / 1000:6.0f} kB")
    window = {"since": iso(NOW - timedelta(days=1)), "until": iso(NOW), "day": "2026-03-01"}
    for question in questions.every():
        times = Times()
        for _ in range(WARM):
            with times:
                rows = await app.read(
                    lambda conn, name=question.name: questions.ask(conn, name, **_for(name, window))
                )
        print(f"query {question.name:<28} {times}  {len(rows):4} rows")
    await while_writing(app, store)


class Times:
    """Wall and CPU times of runs, reported as medians without the first. CPU times are valid on a shared machine too."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def __enter__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall.append(time.perf_counter() - self.began[0])
        self.cpu.append(time.process_time() - self.began[1])

    def __str__(self) -> str:
        wall, cpu = statistics.median(self.wall[1:]), statistics.median(self.cpu[1:])
        return f"{wall * 1000:7.1f} ms (CPU {cpu * 1000:6.1f})"


async def while_writing(app: serve.Desk, store: Path) -> None:
    """Time the front page while another connection commits continuously: no request may fail on a lock."""
    stop, commits, errors = threading.Event(), [0], [0]
    writer = threading.Thread(target=_write, args=(store, stop, commits))
    writer.start()
    times = []
    end = time.perf_counter() + 5
    while time.perf_counter() < end:
        began = time.perf_counter()
        response = await app.client.get("/")
        times.append(time.perf_counter() - began)
        errors[0] += response.status_code != HTTPStatus.OK
    stop.set()
    writer.join()
    times.sort()
    print(
        f"front page while writing: {len(times)} reads, {commits[0]} commits, {errors[0]} errors,"
        f" p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms"
    )


def pages(store: Path) -> Iterator[tuple[str, str]]:
    """Yield name and path of every page."""
    conn = Database(store)
    widest = next(
        conn.query("select story from story_documents group by story order by count(*) desc limit 1")
    )["story"]
    quote = next(conn.query("select id from quotes limit 1"))["id"]
    document = next(conn.query("select document from quotes limit 1"))["document"]
    topic = next(conn.query("select topic from story_topics limit 1"))["topic"]
    yield from (
        ("front", "/"),
        ("brief", "/brief"),
        ("story (the widest)", f"/story/{widest}"),
        ("company", "/company/c0"),
        ("person", "/person/p0"),
        ("topic", f"/topic/{topic}"),
        ("document", f"/document/{document}"),
        ("source", "/source/source-0"),
        ("sources", "/sources"),
        ("explain", f"/explain/{quote}"),
        ("search: 雷军", "/search?q=雷军"),
        ("search: profit", "/search?q=profit"),
        ("search: three words", "/search?q=battery recall 小米"),
        ("questions", "/questions"),
        ("question", "/questions/spoke"),
        ("calendar", "/calendar"),
        ("audit", "/audit"),
        ("stories.atom", "/feeds/stories.atom"),
        ("responses.atom", "/feeds/responses.atom"),
        ("table: documents", "/rejoinder/documents"),
        ("table: search", "/rejoinder/documents?_search=雷军"),
    )


def _for(name: str, window: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in window.items() if key in questions.named(name).parameters}


def _write(store: Path, stop: threading.Event, commits: list[int]) -> None:
    conn = db.connect(store)
    number = 0
    while not stop.is_set():
        number += 1
        with conn.atomic():
            conn["issues"].upsert(
                {
                    "id": "benchmark",
                    "kind": "x",
                    "message": str(number),
                    "first_at": iso(NOW),
                    "last_at": iso(NOW),
                },
                pk="id",
            )
        commits[0] += 1
    conn.close()
