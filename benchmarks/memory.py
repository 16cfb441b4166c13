"""Measures the memory and CPU time that the largest replies cost the process that reads them.

`python -m benchmarks memory [NAME ...]`. Each reply is read as in a crawl, in a process that has read a small one
before; the peak is the kernel's VmHWM, including transport of reply and result. Linux only.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import subjects
from crawler import accounts, boards, feeds, filings, sections, sitemaps, trimming
from crawler.extraction import _read_page
from crawler.filings.text import text_of
from crawler.processes import ReadingProcess

ROOM = 9_600_000
"""Size of a reply in bytes; a crawl accepts at most 10 MiB."""

SECONDS = 20.0
URL = "https://isle.example/list"
DAY = "2031-05-12T{:02}:{:02}:00Z"
HEAD = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'


def filled(head: str, item: Callable[[int], str], end: str, room: int = ROOM) -> bytes:
    """Return a reply with as many items as fit."""
    parts, size, number = [head.encode()], 0, 0
    while size < room:
        parts.append(item(number).encode())
        size, number = size + len(parts[-1]), number + 1
    return b"".join([*parts, end.encode()])


def page_of_sitemap(number: int) -> str:
    moment = DAY.format(number % 24, number % 60)
    return f"<url><loc>https://isle.example/news/2031/a-page-with-a-long-name-{number}</loc><lastmod>{moment}</lastmod></url>"


def news_of_sitemap(number: int) -> str:
    moment = DAY.format(number % 24, number % 60)
    return (
        f"<url><loc>https://isle.example/n/{number}</loc><n:news><n:publication><n:name>海岛日报</n:name>"
        f"<n:language>zh</n:language></n:publication><n:publication_date>{moment}</n:publication_date>"
        f"<n:title>轮渡公司表示十月起减少一班，议会要求公布数字（{number}）</n:title></n:news></url>"
    )


def entry(words: int) -> Callable[[int], str]:
    text = "word " * words
    return lambda number: (
        f"<item><title>T{number}</title><link>https://isle.example/{number}</link><description>{text}</description></item>"
    )


def fact(number: int) -> str:
    return (
        f'{{"start":"2030-01-01","end":"2030-03-31","val":{number + 1}000,"accn":"0000007-31-{number:06}","fy":2030,"fp":"Q1",'
        f'"form":"10-Q","filed":"2030-05-02"}},'
    )


def replies() -> dict[str, Callable[[], bytes]]:
    """Return functions that make the replies, by name; its first word says how the reply is read."""
    rss, rss_end = "<rss version='2.0'><channel>", "</channel></rss>"
    html = "<html><head><title>A page</title></head><body><article><h1>A page</h1>"
    paragraph = (
        "The council heard on Tuesday that one boat less will sail from October, and asked for the figures. "
    )
    return {
        "sitemap of pages": lambda: filled(HEAD, page_of_sitemap, "</urlset>"),
        "sitemap of news": lambda: filled(HEAD, news_of_sitemap, "</urlset>"),
        "sitemap of empty elements": lambda: filled(HEAD, lambda _: "<url/>", "</urlset>"),
        "sitemap packed, 48 MB": lambda: gzip.compress(filled(HEAD, page_of_sitemap, "</urlset>", 5 * ROOM)),
        "sitemap of one page": lambda: filled(HEAD + "<url><loc>", lambda _: "https://isle.example/", "</loc></url></urlset>"),
        "feed of short entries": lambda: filled(rss, entry(20), rss_end),
        "feed of long entries": lambda: filled(rss, entry(900), rss_end),
        "feed of one entry": lambda: filled(f"{rss}<item><title>T</title><link>{URL}</link><description>", lambda _: "word ", f"</description></item>{rss_end}"),
        "feed of empty elements": lambda: filled(f"{rss}<item><title>T</title><link>{URL}</link>", lambda _: "<a/>", f"</item>{rss_end}"),
        "page of paragraphs": lambda: filled(html, lambda _: f"<p>{paragraph}</p>", "</article></body></html>"),
        "page of scripts": lambda: filled(f"{html}<p>{paragraph * 3}</p><script>", lambda n: f'{{"key{n}": [1, 2, 3]}},', "</script></article></body></html>"),
        "page of small elements": lambda: filled(html, lambda _: "<b>a</b>", "</article></body></html>"),
        "page of links": lambda: filled(html, lambda n: f"<a href='/{n}'>{n}</a>", "</article></body></html>"),
        "page without an element": lambda: filled("", lambda _: paragraph, ""),
        "filing of cells": lambda: filled("<html><body><table>", lambda n: f"<tr><td>{n}</td></tr>", "</table></body></html>"),
        "facts of a company": lambda: filled('{"cik": 7, "entityName": "Isle", "facts": {"us-gaap": {"Revenues": {"units": {"USD": [', fact, "{}]}}}}}"),
        "timeline of lists": lambda: filled("[", lambda _: "[],", "[]]"),
        "section of links": lambda: filled(html, lambda n: f"<a href='/news/{n}'>A headline of some words, {n}</a>", "</article></body></html>"),
    }  # fmt: skip


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("names", nargs="*", help="replies whose names begin so; else all")
    asyncio.run(measure(parser.parse_args(argv).names))


async def measure(names: list[str]) -> None:
    print(f"{'reply':28} {'MB':>6} {'peak above base, MB':>20} {'seconds':>8}  result")
    for name, make in replies().items():
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        body = make()
        above, took, result = await cost(name, body)
        print(f"{name:28} {len(body) / 1e6:6.1f} {above:20.1f} {took:8.1f}  {result}", flush=True)


async def cost(name: str, body: bytes) -> tuple[float, float, str]:
    """Return MB above the process's base, CPU seconds, and the outcome."""
    process = ReadingProcess()
    await process.start()
    await asyncio.wrap_future(process.submit(work(name, body[:2000]), SECONDS))
    identity = next(iter(process._pool._processes))  # noqa: SLF001
    before = start_peak(identity)
    try:
        result, took = await asyncio.wrap_future(process.submit(work(name, body), SECONDS))
    except BrokenProcessPool:
        return float("nan"), SECONDS, "took too long"
    finally:
        peak = memory(identity, "VmHWM")
        process.kill()
    return peak - before, took, result


def start_peak(identity: int) -> float:
    """Reset a process's peak and return its current memory in MB."""
    Path(f"/proc/{identity}/clear_refs").write_text("5", encoding="ascii")
    return memory(identity, "VmRSS")


def memory(identity: int, key: str) -> float:
    """Return a memory figure of a process in MB, from /proc; nan if it has ended."""
    status = Path(f"/proc/{identity}/status")
    for line in status.read_text(encoding="ascii").splitlines() if status.exists() else []:
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return float("nan")


def work(name: str, body: bytes) -> Callable[[], Any]:
    """Return the job as a crawl sends it to the reading process."""
    kind = name.split(maxsplit=1)[0]
    return partial(READERS[kind], SENT.get(kind, bytes)(body))


def read_sitemap(body: bytes) -> str:
    try:
        return f"{len(sitemaps.read(body, URL).entries)} entries"
    except sitemaps.NotASitemap as error:
        return str(error)


def read_feed(body: bytes) -> str:
    return f"{len(feeds.read(body, URL).entries)} entries"


def read_page(body: bytes) -> str:
    return f"{len(_read_page(body, URL, content_type=None, zone='UTC', lang=None, now=None).body)} characters"


def read_section(body: bytes) -> str:
    return f"{len(sections.read(body, URL, content_type=None, links=None).entries)} links"


def read_filing(body: bytes) -> str:
    return f"{len(text_of(body) or '')} characters"


def read_facts(body: bytes) -> str:
    reply = filings.parse("edgar-facts", body)
    return f"{len(reply.filings)} filings {reply.why or ''}"


def read_timeline(body: bytes) -> str:
    return accounts.parse("mastodon", body, captured_at=boards.EPOCH, account="7").why or ""


SENT = {"feed": feeds.first_part, "page": trimming.trim, "section": trimming.trim}
READERS: dict[str, Callable[[bytes], str]] = {
    "sitemap": read_sitemap,
    "feed": read_feed,
    "page": read_page,
    "section": read_section,
    "filing": read_filing,
    "facts": read_facts,
    "timeline": read_timeline,
}
