"""Spoilt input of every sort in its reader: what `test_fuzz.py` tries a sample of, and `make soak` a million.

Each input is made from its sort and its number alone, so a failure that names both can be played again:
`python -m tests.fuzzing feeds 4711`. Replies with odd values in single places: test_replies_fuzz.py.
"""

import json
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import config.settings
import sample
from config import starters, watchlist
from config.errors import ConfigError, ConfigErrors
from crawler import accounts, archive, boards, feeds, filings, opml, pages, sitemaps, sources
from crawler.faults import ForbiddenByRobotsError
from crawler.robots import Rules
from db.times import iso
from records import Issue
from review.alerts import rules
from tests.hostile_server import article, feed
from tests.spoiling import spoilt

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
PAGES = Path(__file__).parent / "pages"
LARGEST_INTEGER = 2**63

CPU_SECONDS = 10
"""Limits for one input; ordinary ones take milliseconds."""

SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://x.example/1</loc>
<lastmod>2024-08-22T10:00:00Z</lastmod><news:news><news:publication><news:language>en</news:language></news:publication>
<news:publication_date>2024-08-22T09:00+08:00</news:publication_date><news:title>One</news:title></news:news></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://x.example/a.xml</loc><lastmod>2024-08-22</lastmod></sitemap></sitemapindex>"
OPML = (
    b'<opml version="2.0"><body><outline text="A" type="rss" xmlUrl="https://a.example/feed"/></body></opml>'
)
ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /*.html$\nCrawl-delay: 7\nSitemap: https://x.example/sitemap.xml\n"
ARCHIVE = (
    b'{"id":"1","text":"Loss widens.","title":"Loss","lang":"en","published":"2024-08-22T09:00:00+08:00","url":"https://x.example/1","source":"s"}',
    b'{"id":"2","kind":"topic","title":"Topic","heat":120000,"published":"2024-08-22","source":"weibo"}',
)
Reader = Callable[[bytes, Random], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of input: good ones to spoil, who reads them, and how many of a thousand inputs are of it.

    Cheap readers get most of the inputs; a page costs as much as a hundred board replies.
    """

    bodies: tuple[bytes, ...]
    read: Reader
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input on which its reader failed."""

    sort: str
    number: int
    told: str

    def __str__(self) -> str:
        return f"python -m tests.fuzzing {self.sort} {self.number}\n{self.told}"


class TooSlowError(Exception):
    """Raised when an input costs more than CPU_SECONDS."""


def each_feed(body: bytes, _: Random) -> object:
    with suppress(feeds.NotAFeed):
        return feeds.read(body, "https://x.example/feed")


def each_sitemap(body: bytes, _: Random) -> object:
    with suppress(sitemaps.NotASitemap):
        return sitemaps.read(body, "https://x.example/sitemap.xml")


def each_page(body: bytes, _: Random) -> object:
    return pages.read_page(body, "https://x.example/a", now=NOW)


def each_opml(body: bytes, _: Random) -> object:
    with suppress(opml.NotOpml):
        return opml.read(body)


def each_robots(body: bytes, _: Random) -> object:
    said = Rules(200, body.decode("utf-8", "replace"))
    with suppress(ForbiddenByRobotsError):
        said.check("https://x.example/a")
    return said.delay


def each_board(body: bytes, chance: Random) -> object:
    """Read by the platform's reader, or by any other."""
    platform = boards.recognise(body) or chance.choice(sorted(boards.PLATFORMS))
    return boards.parse(platform, body, captured_at=NOW)


def each_account(body: bytes, chance: Random) -> object:
    platform = chance.choice(sorted(accounts.PLATFORMS))
    return accounts.parse(platform, body, captured_at=NOW, account="700100")


def each_filing(body: bytes, chance: Random) -> object:
    filings.follow(body, "https://filings.example/x-index.htm")
    return filings.parse(chance.choice(sorted(filings.PLATFORMS)), body)


def each_archive(body: bytes, _: Random) -> object:
    lines = body.decode("utf-8", "surrogateescape").splitlines()
    return tuple(archive.read_lines(lines, name="a.jsonl", now=NOW))


def each_file(folder: Path) -> Reader:
    path = folder / "any.toml"
    readers: tuple[Callable[[Path], object], ...] = (
        config.settings.load,
        sources.load,
        watchlist.load,
        rules.load,
    )

    def read(body: bytes, chance: Random) -> object:
        path.write_bytes(body)
        with suppress(ConfigError, ConfigErrors):
            chance.choice(readers)(path)
        return None

    return read


def every_sort(folder: Path) -> dict[str, Sort]:
    """Return the kinds and their readers; `folder` is for inputs that must be files."""

    def of(kind: str, most: int = 10**9) -> tuple[bytes, ...]:
        read = (
            file.read_bytes()
            for file in sorted((PAGES / kind).iterdir())
            if kind != "articles" or file.suffix == ".html"
        )
        return tuple(body for body in read if len(body) <= most)

    toml = (*Path(starters.__file__).parent.glob("*.toml"), sample.SOURCES, sample.WATCHLIST, sample.CONFIG)
    two = feed("https://x.example", ("/1", "One"), ("/2", "Two"))
    return {
        "boards": Sort(bodies=of("boards"), read=each_board, share=240),
        "accounts": Sort(bodies=of("accounts"), read=each_account, share=90),
        "filings": Sort(bodies=of("filings"), read=each_filing, share=90),
        "sitemaps": Sort(bodies=(SITEMAP, INDEX), read=each_sitemap, share=120),
        "robots": Sort(bodies=(ROBOTS,), read=each_robots, share=50),
        "subscriptions": Sort(bodies=(OPML,), read=each_opml, share=40),
        "archives": Sort(bodies=(*ARCHIVE, b"\n".join(ARCHIVE)), read=each_archive, share=80),
        "configuration": Sort(bodies=tuple(file.read_bytes() for file in sorted(toml)), read=each_file(folder), share=90),
        "feeds": Sort(bodies=(two,), read=each_feed, share=160),
        "pages": Sort(bodies=(article(), *of("articles", 3000)), read=each_page, share=40),
    }  # fmt: skip


def check_storable(found: object) -> None:
    """Check that a result can be stored: text as UTF-8, integers in 64 bits, times in UTC."""
    if isinstance(found, str):
        found.encode()
    elif isinstance(found, datetime):
        iso(found)
    elif isinstance(found, int):
        assert -LARGEST_INTEGER <= found < LARGEST_INTEGER, found
    elif isinstance(found, tuple):
        for one in found:
            check_storable(one)
    elif is_dataclass(found) and not isinstance(found, Issue):
        for field in fields(found):
            check_storable(getattr(found, field.name))


def attempt(name: str, sort: Sort, number: int, seconds: float = CPU_SECONDS) -> Failure | None:
    """Read one input by its number; return its failure, or None."""
    chance = Random(f"{name} {number}")
    body = spoilt(sort.bodies, chance)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        check_storable(sort.read(body, chance))
    except Exception:  # noqa: BLE001 (whatever it is, it is what we look for)
        return Failure(sort=name, number=number, told=f"{traceback.format_exc(limit=-4)}{body[:300]!r}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


@contextmanager
def alarmed() -> Iterator[None]:
    """Fail an attempt that exceeds its CPU limit."""

    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, ring)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, before)


def sweep(
    inputs: int, folder: Path, *, first: int = 0, most_failures: int = 20, progress: bool = False
) -> list[Failure]:
    """Try a number of inputs, shared among the kinds; returns up to a few failures."""
    failures: list[Failure] = []
    done: Counter[str] = Counter()
    begun, told = time.process_time(), time.monotonic()
    with alarmed():
        sorts = every_sort(folder)
        for thousand in range(-(-inputs // 1000)):
            for name, sort in sorts.items():
                here = min(inputs - 1000 * thousand, 1000)
                for number in range(round(sort.share * here / 1000)):
                    failure = attempt(name, sort, first + thousand * sort.share + number)
                    done[name] += 1
                    if failure:
                        failures.append(failure)
                        sys.stderr.write(f"{failure}\n")
                if len(failures) >= most_failures:
                    return failures
            if progress and time.monotonic() > told + 30:
                told = time.monotonic()
                sys.stderr.write(
                    f"{done.total():8} of {inputs} inputs, {time.process_time() - begun:6.0f} s of CPU, {len(failures)} failed\n"
                )
    if progress:
        sys.stderr.write(
            f"{json.dumps(done)}: {done.total()} inputs, {time.process_time() - begun:.0f} s of CPU, {len(failures)} failed\n"
        )
    return failures


def main(arguments: list[str]) -> int:
    """`SORT NUMBER` repeats one input, `INPUTS` sweeps."""
    with TemporaryDirectory() as folder:
        if arguments[0].isdigit():
            return bool(sweep(int(arguments[0]), Path(folder), progress=True))
        name, number = arguments
        with alarmed():
            failure = attempt(name, every_sort(Path(folder))[name], int(number))
        sys.stdout.write(f"{failure or 'answered'}\n")
        return failure is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
