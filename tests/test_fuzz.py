"""Whatever stands in a feed, a sitemap, a page, a robots.txt or a file of ours: its reader answers or says what is wrong.

`make test` tries EXAMPLES of each sort; `make soak` EXAMPLES_IN_SOAK. Replies of boards: test_replies_fuzz.py.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import config.settings
import sample
from config import starters, watchlist
from config.errors import ConfigError, ConfigErrors
from crawler import boards, feeds, opml, pages, sitemaps, sources
from crawler.faults import ForbiddenByRobotsError
from crawler.robots import Rules
from review.alerts import rules
from tests.hostile_server import article, feed

EXAMPLES = 50
EXAMPLES_IN_SOAK = 100_000
NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
PAGES = Path(__file__).parent / "pages"
STARTERS = Path(starters.__file__).parent

SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.example/1</loc>'
    b"<lastmod>2024-08-22T10:00:00Z</lastmod></url></urlset>"
)
OPML = (
    b'<opml version="2.0"><body><outline text="A" type="rss" xmlUrl="https://a.example/feed"/></body></opml>'
)
ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\nSitemap: https://x.example/sitemap.xml\n"
TOML = [*STARTERS.glob("*.toml"), sample.SOURCES, sample.WATCHLIST, sample.CONFIG]

SCRAPS = st.sampled_from(
    [b"<", b">", b"&", b"&#x0;", b"&#1114112;", b"<!--", b"<![CDATA[", b"]]>", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<!DOCTYPE",
     b"[[", b"]]", b'"""', b"= {", b"\n\n", b"\r", b"2024-99-99", b"http://[", b"\xe2\x80\xae", b"99999999999999999999", b"-1", b"nan"]
)  # fmt: skip


def each_page(body: bytes) -> None:
    pages.read_page(body, "https://x.example/a", now=NOW)


def each_feed(body: bytes) -> None:
    with suppress(feeds.NotAFeed):
        feeds.read(body, "https://x.example/feed")


def each_sitemap(body: bytes) -> None:
    with suppress(sitemaps.NotASitemap):
        sitemaps.read(body, "https://x.example/sitemap.xml")


def each_opml(body: bytes) -> None:
    with suppress(opml.NotOpml):
        opml.read(body)


def each_robots(body: bytes) -> None:
    with suppress(ForbiddenByRobotsError):
        Rules(200, body.decode("utf-8", "replace")).check("https://x.example/a")


def each_board(body: bytes) -> None:
    for platform in boards.PLATFORMS:
        boards.parse(platform, body, captured_at=NOW)


def each_file(folder: Path) -> Callable[[bytes], None]:
    def read(body: bytes) -> None:
        path = folder / "any.toml"
        path.write_bytes(body)
        for reader in (config.settings.load, sources.load, watchlist.load, rules.load):
            with suppress(ConfigError, ConfigErrors):
                reader(path)

    return read


SORTS: dict[str, tuple[list[bytes], Callable[[bytes], None]]] = {
    "feeds": ([feed("https://x.example", ("/1", "One"), ("/2", "Two"))], each_feed),
    "sitemaps": ([SITEMAP], each_sitemap),
    "pages": ([article(), *(file.read_bytes() for file in sorted((PAGES / "articles").glob("*.html"))[:5])], each_page),
    "robots": ([ROBOTS], each_robots),
    "subscriptions": ([OPML], each_opml),
    "boards": ([file.read_bytes() for file in sorted((PAGES / "boards").iterdir())], each_board),
    "configuration": ([file.read_bytes() for file in sorted(TOML)], lambda _: None),
}  # fmt: skip


def sweep(sort: str, examples: int, folder: Path) -> None:
    """Spoil good bodies of a sort in a few places, or cut them, and read them."""
    bodies, read = SORTS[sort]
    read = each_file(folder) if sort == "configuration" else read

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(
        st.sampled_from(bodies),
        st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), SCRAPS | st.binary(max_size=8)), min_size=1, max_size=4),
        st.floats(0.05, 2),
    )  # fmt: skip
    def tried(body: bytes, spots: list[tuple[float, int, bytes]], cut: float) -> None:
        for place, length, scrap in spots:
            start = int(place * len(body))
            body = body[:start] + scrap + body[start + length :]
        read(body[: int(cut * len(body))])

    tried()


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_that_is_spoilt_raises(sort: str, tmp_path: Path) -> None:
    sweep(sort, EXAMPLES, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("sort", SORTS)
def test_nothing_that_is_spoilt_raises_in_a_wide_sweep(sort: str, tmp_path: Path) -> None:
    sweep(sort, EXAMPLES_IN_SOAK, tmp_path)
