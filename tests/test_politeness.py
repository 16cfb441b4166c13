"""Whatever a server does costs only its own source, and gives exactly one poll with the reason."""

import asyncio
import socket
import time
from datetime import timedelta

import pytest

import db
import db.polls
from crawler import download, settings
from crawler.faults import OUT_OF_TIME, ForbiddenByRobotsError, HostPausedError, OutOfTimeError
from crawler.rate_limit import RateLimit
from crawler.retrying import retry_after
from crawler.robots import RobotsCache, Rules
from tests.crawled import NOW, run, source
from tests.hostile_server import (
    XML,
    HostileServer,
    article,
    conditional,
    drip,
    endless,
    feed,
    gzipped,
    hang,
    in_turn,
    raw,
    redirect,
    reply,
)


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Delays of 20 seconds are shortened to one."""
    monkeypatch.setitem(settings.SETTINGS, "DOWNLOAD_TIMEOUT", 1)
    monkeypatch.setitem(settings.SETTINGS, "DOWNLOAD_MAXSIZE", 2**20)


def polls(store):
    return [(row["status"], row["why"]) for row in store.query("select * from polls order by id")]


FAULTS = {
    "hang": (hang(), "error", "no complete reply in time"),
    "drip": (drip(), "error", "no complete reply in time"),
    "500": (reply(b"oops", status=500), "error", "HTTP 500"),
    "404": (reply(b"gone", status=404), "error", "HTTP 404"),
    "403": (reply(b"no", status=403), "blocked", "HTTP 403"),
    "401": (reply(b"who?", status=401), "wall", "HTTP 401"),
    "429": (reply(b"slow", status=429), "blocked", "HTTP 429"),
    "304 unasked": (reply(status=304), "error", "unconditional request"),
    "redirect to itself": (redirect("/feed"), "error", "endless redirects"),
    "redirect to what is not there": (redirect("/feed?a"), "error", "HTTP 404"),
    "redirect to a file": (redirect("file:///etc/passwd"), "error", "HTTP 302"),
    "meta refresh to itself": (
        reply(b'<html><head><meta http-equiv="refresh" content="0; url=/feed"></head></html>'),
        "error",
        "endless redirects",
    ),
    "short body": (reply(b"<rss>", content_type=XML, length=9000), "error", "announced length"),
    "cut gzip": (
        gzipped(feed("http://x", ("/1", "One")) * 40, cut=30, content_type=XML),
        "error",
        "truncated",
    ),
    "no gzip": (reply(b"<rss></rss>", content_type=XML, Content_Encoding="gzip"), "error", "gzip"),
    "bomb": (gzipped(b"\0" * 20 * 2**20, content_type=XML), "error", "exceeded"),
    "endless": (endless(8 * 2**20), "error", "larger than allowed"),
    "announced too large": (reply(b"", length=50 * 2**20), "error", "larger than allowed"),
    "garbage": (raw(b"\x00\x01garbage\xff\r\n\r\n"), "error", "connection failed"),
    "nothing": (raw(b""), "error", "connection failed"),
    "two megabytes of header": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 2**21 + b"\r\n\r\n"), "error", ""),
    "a web page": (reply(article()), "error", "a web page"),
    "a login": (reply(b"<html><title>Sina Visitor System</title></html>"), "wall", "login"),
    "empty": (reply(b"", content_type=XML), "error", "empty reply"),
    "a picture": (
        reply(b"\x89PNG\r\n\x1a\n" + bytes(200), content_type="image/png"),
        "error",
        "not RSS or Atom",
    ),
    "a feed without entries": (reply(feed("http://x"), content_type=XML), "empty", "without entries"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_one_poll_with_its_reason(tmp_path, server, name):
    server.paths["/feed"], status, words = FAULTS[name]
    started = time.monotonic()
    result, store = run(tmp_path, source(server))
    ((found, why),) = polls(store)
    assert found == status
    assert words in why
    assert time.monotonic() - started < 10
    assert (result.partly is None) == (status == "empty")


def test_one_bad_source_costs_no_other(tmp_path, server):
    server.paths["/bad"] = hang()
    server.paths["/feed"] = reply(feed(server.url, ("/1", "One")), content_type=XML)
    server.paths["/1"] = reply(article())
    result, store = run(tmp_path, source(server), source(server, "/bad", id="bad"))
    assert sorted(store.query("select source, status from polls"), key=lambda row: row["source"]) == [
        {"source": "bad", "status": "error"},
        {"source": "s", "status": "ok"},
    ]
    assert result.counts["new"] == 1
    assert result.partly.startswith("1 of 2 sources incomplete: bad (error: no complete reply in time")


def test_retry_after_is_obeyed(tmp_path, server):
    slow_down = reply(b"slow", status=429, Retry_After="1")
    server.paths["/feed"] = in_turn(slow_down, reply(feed(server.url), content_type=XML))
    run(tmp_path, source(server))
    first, second = (request["at"] for request in server.requests["/feed"])
    assert second - first >= 1


def test_a_long_retry_after_is_kept_across_runs(tmp_path, server):
    server.paths["/feed"] = reply(b"later", status=503, Retry_After="7200")
    watched = source(server)
    _, store = run(tmp_path, watched)
    assert server.hits("/feed") == 1
    assert db.polls.due(store, [watched], NOW + timedelta(seconds=7100)) == []
    assert db.polls.due(store, [watched], NOW + timedelta(seconds=7300)) == [watched]


def test_a_pages_long_retry_after_is_kept_across_runs(tmp_path, server):
    server.paths |= {
        "/feed": reply(feed(server.url, ("/1", "One")), content_type=XML),
        "/1": reply(b"later", status=429, Retry_After="7200"),
    }
    watched = source(server, every=60)
    _, store = run(tmp_path, watched)
    assert server.hits("/1") == 1
    assert db.polls.due(store, [watched], NOW + timedelta(seconds=7100)) == []
    assert db.polls.due(store, [watched], NOW + timedelta(seconds=7300)) == [watched]
    (state,) = store.query("select next_fetch_at from fetch_state where url like '%/1'")
    assert state["next_fetch_at"] == "2024-08-22T14:00:00+00:00"
    server.paths["/1"] = reply(article("One"))
    _, store = run(tmp_path, watched, now=NOW + timedelta(seconds=7300))
    assert server.hits("/1") == 2
    assert db.polls.due(store, [watched], NOW + timedelta(days=1)) == [watched]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("999999999", 86400),
        ("Thu, 22 Aug 2024 12:10:00 GMT", 600),
        ("Thu, 22 Aug 2024 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after_is_parsed_in_both_forms_and_capped(header, seconds):
    assert retry_after(header, NOW) == seconds


def test_robots_txt_is_obeyed_and_fetched_once(tmp_path, server):
    server.paths["/robots.txt"] = reply(b"User-agent: *\nDisallow: /private", content_type="text/plain")
    server.paths["/feed"] = reply(feed(server.url, ("/1", "One"), ("/private/2", "Two")), content_type=XML)
    server.paths["/1"] = server.paths["/private/2"] = reply(article())
    _, store = run(tmp_path, source(server), source(server, "/private/feed", id="p"))
    assert server.hits("/robots.txt") == 1
    assert server.hits("/private/2") == server.hits("/private/feed") == 0
    assert ("blocked", "disallowed by robots.txt") in polls(store)
    (issue,) = store.query("select * from issues where kind = 'page_failed'")
    assert issue["message"] == "disallowed by robots.txt; it is not asked for again"


@pytest.mark.parametrize(
    ("robots", "reason"), [(reply(status=500), "HTTP 500"), (hang(), "no complete reply in time")]
)
def test_an_unavailable_robots_txt_disallows(tmp_path, server, robots, reason):
    server.paths["/robots.txt"] = robots
    server.paths["/feed"] = reply(feed(server.url, ("/1", "One")), content_type=XML)
    _, store = run(tmp_path, source(server))
    assert server.hits("/feed") == 0
    ((status, why),) = polls(store)
    assert status == "blocked"
    assert why == f"robots.txt cannot be fetched ({reason}), which counts as disallowed"


@pytest.mark.parametrize(
    ("status", "allowed"), [(200, False), (404, True), (403, True), (503, False), (None, False)]
)
def test_the_status_of_robots_txt_decides(status, allowed):
    rules = Rules(status, "User-agent: *\nDisallow: /")
    if allowed:
        rules.check("https://x.example/a")
    else:
        with pytest.raises(ForbiddenByRobotsError):
            rules.check("https://x.example/a")


def test_crawl_delay_is_obeyed():
    assert Rules(200, "User-agent: *\nCrawl-delay: 7").delay == 7
    assert Rules(200, "User-agent: *\nCrawl-delay: 86400").delay == 60
    assert Rules(200, "User-agent: Other\nCrawl-delay: 7").delay is None


def test_requests_identify_us(tmp_path, server):
    server.paths["/feed"] = reply(feed(server.url), content_type=XML)
    run(tmp_path, source(server))
    assert server.requests["/feed"][0]["headers"]["user-agent"] == "Rejoinder/0.1 (+https://us.example)"


PRIVATE = [
    "http://127.0.0.1:{port}/feed",
    "http://localhost:{port}/feed",
    "http://[::1]:{port}/feed",
    "http://[::ffff:127.0.0.1]:{port}/feed",
    "http://10.0.0.1/feed",
    "http://192.168.1.1/feed",
    "http://169.254.169.254/latest/meta-data",
    "http://0.0.0.0:{port}/feed",
    "http://100.64.0.1/feed",
    "http://[fe80::1]/feed",
    "http://[fd00::1]/feed",
    "http://2130706433:{port}/feed",
    "http://0x7f000001:{port}/feed",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused_unless_the_source_allows_them(tmp_path, server, url):
    server.paths["/feed"] = reply(feed(server.url), content_type=XML)
    watched = source(server, url=url.format(port=server.url.rsplit(":", 1)[1]), allow_private=False)
    _, store = run(tmp_path, watched)
    assert server.requests == {}
    ((status, why),) = polls(store)
    assert status == "blocked"
    assert "allow_private" in why


def test_a_name_resolving_to_a_private_network_is_refused(tmp_path, server, monkeypatch):
    """A public name's address is checked when connecting, not before."""

    async def resolve(_self, host, port=0, family=socket.AF_INET):
        return [
            {"hostname": host, "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}
        ]

    monkeypatch.setattr(download.ThreadedResolver, "resolve", resolve)
    port = server.url.rsplit(":", 1)[1]
    watched = source(server, url=f"http://innocent.example:{port}/feed", allow_private=False)
    _, store = run(tmp_path, watched)
    assert server.requests == {}
    ((status, why),) = polls(store)
    assert status == "blocked"
    assert "innocent.example is in a private network" in why


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert download.is_public(address) is public


def test_an_unchanged_feed_is_requested_conditionally(tmp_path, server):
    server.paths["/feed"] = conditional(feed(server.url, ("/1", "One")), '"v1"')
    server.paths["/1"] = reply(article())
    run(tmp_path, source(server))
    _, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=5))
    assert server.requests["/feed"][1]["headers"]["if-none-match"] == '"v1"'
    assert [status for status, _ in polls(store)] == ["ok", "ok"]
    assert server.hits("/1") == 1


def test_requests_to_a_host_are_sequential_and_spaced(monkeypatch):
    monkeypatch.setattr("crawler.rate_limit.BETWEEN", 0.2)
    rate_limit = RateLimit()
    log = []

    async def ask(host, name):
        async with rate_limit.take(host):
            log.append((name, "in", time.monotonic()))
            await asyncio.sleep(0.05)
            log.append((name, "out", time.monotonic()))

    async def ask_all():
        await asyncio.gather(ask("a", 1), ask("a", 2), ask("b", 3))

    asyncio.run(ask_all())
    of_a = [entry for entry in log if entry[0] in {1, 2}]
    assert [entry[:2] for entry in of_a] == [(1, "in"), (1, "out"), (2, "in"), (2, "out")]
    assert of_a[2][2] - of_a[0][2] >= 0.19
    assert next(at for name, what, at in log if (name, what) == (3, "in")) < of_a[2][2]


def test_rules_that_one_crawl_could_not_fetch_are_fetched_by_the_next():
    async def none():
        raise OutOfTimeError(OUT_OF_TIME)

    async def some():
        return Rules(404, "")

    async def asked():
        cache = RobotsCache()
        with pytest.raises(OutOfTimeError):
            await cache.rules("https://a.example", none)
        return await cache.rules("https://a.example", some) is await cache.rules("https://a.example", none)

    assert asyncio.run(asked())


def test_a_host_asking_for_a_long_pause_is_skipped():
    rate_limit = RateLimit(lambda: 100.0)
    rate_limit.pause("a", 3600)

    async def ask():
        async with rate_limit.take("a"):
            pass

    with pytest.raises(HostPausedError, match="another 3600 seconds"):
        asyncio.run(ask())
