"""Measures crawling from a loopback server: pages per second, event-loop lag, memory over many crawls.

`python -m benchmarks crawl [--crawls N] [--rounds N]`. The pages of $REJOINDER_DATA/articles are served by a separate
process. Each round crawls them with the minimal crawler (benchmarks/crawl_bare) and with ours in turn, so that other
load affects both alike.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import multiprocessing
import os
import resource
import statistics
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import subjects
from records import Source

SETS = ("aeb", "feval", "fundus", "naeb", "htmldate_news")
TICK = 0.01
"""Interval in seconds between measurements of the loop's lag."""


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--crawls", type=int, default=300, help="crawls of the memory run (default 300)")
    parser.add_argument("--rounds", type=int, default=2, help="crawls of all pages (default 2)")
    options = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    root = Path(os.environ["REJOINDER_DATA"]) / "articles"
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    server = context.Process(target=serve, args=(root, sender), daemon=True)
    server.start()
    port, pages = receiver.recv()
    took = {crawl: [0.0, 0.0, 0.0] for crawl in (bare, whole)}
    for _ in range(options.rounds):
        for crawl, before in took.items():
            start = time.perf_counter()
            # In a separate process, because its page-reading processes live as long as it does.
            alone = context.Process(target=crawl, args=(port, pages, sender))
            alone.start()
            seconds, cpu = receiver.recv()
            alone.join()
            spent = (seconds, time.perf_counter() - start, cpu)
            took[crawl] = [sum(pair) for pair in zip(before, spent, strict=True)]
    for number, name in enumerate(
        ("in the crawl", "with the start of its process", "by CPU seconds of all its processes")
    ):
        if options.rounds:
            rates = [options.rounds * pages / took[crawl][number] for crawl in (bare, whole)]
            print(
                f"pages/s {name}: bare {rates[0]:.1f}, ours {rates[1]:.1f}: {rates[1] / rates[0]:.2f} of it"
            )
    if options.crawls:
        with TemporaryDirectory() as folder:
            asyncio.run(crawl_often(port, options.crawls, Path(folder) / "often.db"))
    server.terminate()


def bare(port: int, pages: int, sender: Any) -> None:
    """Crawl with the minimal crawler."""
    from benchmarks import crawl_bare  # noqa: PLC0415 - neither loads what the other needs

    logging.disable(logging.CRITICAL)
    start = time.perf_counter()
    asyncio.run(crawl_bare.crawl(f"http://127.0.0.1:{port}", pages))
    sender.send((time.perf_counter() - start, cpu_of_all()))


def whole(port: int, pages: int, sender: Any) -> None:
    """Crawl with ours."""
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        asyncio.run(crawl_all(port, pages, Path(folder) / "store.db"))
        sender.send((time.perf_counter() - start, cpu_of_all()))


def cpu_of_all() -> float:
    """Return CPU seconds of this process and its ended children."""
    from multiprocessing import forkserver  # noqa: PLC0415

    forkserver._forkserver._stop()  # noqa: SLF001 - those that read pages are children of the server that forks them
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


async def crawl_all(port: int, pages: int, store: Path) -> None:
    """Crawl every page once."""
    from crawler.collecting import collect  # noqa: PLC0415

    lags: list[float] = []
    watch = asyncio.create_task(watch_lag(lags))
    start = time.perf_counter()
    result = await collect(
        [source(port, "/feed.xml")], store, clock=now, contact="https://example.com", most_pages=pages
    )
    seconds = time.perf_counter() - start
    watch.cancel()
    lags.sort()
    stored = result.counts.get("new", 0)
    print(f"{pages} pages, {stored} stored in {seconds:.1f} s: {pages / seconds:.1f} pages/s")
    print(
        f"loop lag p50 {1000 * statistics.median(lags):.1f} ms, p99 {1000 * lags[int(len(lags) * 0.99)]:.1f} ms, "
        f"max {1000 * lags[-1]:.1f} ms"
    )


async def crawl_often(port: int, crawls: int, store: Path) -> None:
    """Repeat a small crawl in one process, as the background job does."""
    from crawler import pipelines  # noqa: PLC0415
    from crawler.rounds import open_rounds  # noqa: PLC0415

    sizes: list[tuple[int, float]] = []
    moments = (datetime.fromtimestamp(1_700_000_000 + 300 * number, UTC) for number in count())
    now_is = next(moments)
    pipelines.save_sources(pipelines.open_store(store), [source(port, "/small.xml")])
    async with open_rounds(store, clock=lambda: now_is, contact="https://example.com") as rounds:
        for number in range(crawls):
            if number % max(1, crawls // 10) == 0:
                sizes.append((number, resident_mb()))
                print(f"after {number} crawls {sizes[-1][1]:.1f} MB", flush=True)
            now_is = next(moments)
            await rounds.crawl([source(port, f"/small.xml?{number}")])
        sizes.append((crawls, resident_mb()))
        running = len(rounds.busy)
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    print(f"{crawls} crawls in one process: resident MB {' '.join(f'{at}:{size:.1f}' for at, size in sizes)}")
    warm = [size for at, size in sizes if at >= crawls * 0.3]
    print(
        f"drift after warm-up {max(warm) - warm[0]:+.1f} MB; crawls left running {running}, tasks left {len(left)}"
    )


async def watch_lag(lags: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        lags.append(time.perf_counter() - start - TICK)


def source(port: int, path: str) -> Source:
    return Source(
        id="all", name="all", spider="feed", url=f"http://127.0.0.1:{port}{path}", allow_private=True
    )


def now() -> datetime:
    return datetime.now(UTC)


def resident_mb() -> float:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def serve(root: Path, sender: Any) -> None:
    """Serve the pages as /0, /1 ...; /feed.xml lists all, /small.xml two that never change."""
    bodies = [path.read_bytes() for name in SETS for path in sorted((root / name / "html").glob("*.html.gz"))]
    small = [gzip.compress(b"<html><h1>A small page</h1>" + b"<p>It says little. " * 40) for _ in range(2)]
    fresh = count()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/feed.xml":
                self._send(feed(f"/{number}" for number in range(len(bodies))), "application/rss+xml")
            elif self.path.startswith("/small.xml"):
                self._send(feed(f"/small/{next(fresh)}" for _ in small), "application/rss+xml")
            elif self.path.startswith("/small/"):
                self._send(small[0], "text/html", packed=True)
            elif self.path.strip("/").isdigit():
                self._send(bodies[int(self.path.strip("/"))], "text/html", packed=True)
            else:
                self.send_error(404)

        def _send(self, body: bytes, kind: str, *, packed: bool = False) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sender.send((server.server_address[1], len(bodies)))
    server.serve_forever()


def feed(paths: Any) -> bytes:
    items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>all</title>{items}</channel></rss>'.encode()
