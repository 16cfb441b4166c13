"""The six spiders: new pages once, changed ones again, and a record of every request."""

import asyncio
import gzip
import json
import time
from datetime import timedelta

import pytest

import db
from crawler import download, faults, revisits, settings
from crawler.accounts import weibo
from crawler.collecting import collect
from db import fetch_state, sources
from db.times import iso
from records import FetchState
from tests.crawled import NOW, run, source
from tests.hostile_server import (
    PARAGRAPH,
    XML,
    HostileServer,
    article,
    conditional,
    feed,
    hang,
    in_turn,
    redirect,
    reply,
)


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


def serve_feed(server, *pages):
    server.paths["/feed"] = reply(feed(server.url, *pages), content_type=XML)
    for path, title in pages:
        server.paths[path] = reply(article(title))


def test_a_feed_brings_full_articles(tmp_path, server):
    serve_feed(server, ("/1", "Cranes will run before winter"))
    result, store = run(tmp_path, source(server, zone="Europe/London", entity="harbour"))
    (row,) = store.query("select * from documents")
    assert row["title"] == "Cranes will run before winter"
    assert row["text"].startswith("Cranes will run before winter\n\nThe harbour company said")
    assert row["published"] == "2024-08-22T09:00:00+00:00"
    assert (row["lang"], row["entity"], row["guid"], row["first_seen"]) == (
        "en",
        "harbour",
        "/1",
        "2024-08-22T12:00:00+00:00",
    )
    assert (result.counts["ok"], result.counts["new"], result.partly) == (1, 1, None)


def test_a_second_run_fetches_no_page(tmp_path, server):
    serve_feed(server, ("/1", "One"), ("/2", "Two"))
    run(tmp_path, source(server))
    result, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=5))
    assert server.hits("/1") == server.hits("/2") == 1
    assert result.counts.get("new", 0) == 0
    assert store.table("polls").count == 2


def test_polling_twice_at_one_moment_is_one_poll(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    run(tmp_path, source(server))
    _, store = run(tmp_path, source(server))
    assert store.table("polls").count == 1


def test_a_changed_article_becomes_a_version(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    changed = article(
        "One", body=PARAGRAPH * 5 + "The delay is now put at six months by the harbour company. " * 3
    )
    server.paths["/1"] = in_turn(reply(article("One")), reply(changed))
    run(tmp_path, source(server))
    result, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=20))
    assert result.counts["changed"] == 1
    (row,) = store.query("select * from documents")
    assert "six months" in row["text"]
    assert (row["version"], row["changed_at"]) == (2, "2024-08-22T12:20:00+00:00")
    (earlier,) = store.query("select * from document_versions")
    assert "six months" not in earlier["text"]
    assert (earlier["version"], earlier["seen_at"]) == (1, "2024-08-22T12:00:00+00:00")


def test_a_page_that_shows_less_than_before_changes_nothing(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    closed = b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "One", "isAccessibleForFree": false}</script>'
    stub = article("One", body=PARAGRAPH, head=closed.decode())
    server.paths["/1"] = in_turn(reply(article("One")), reply(stub))
    run(tmp_path, source(server))
    result, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=20))
    assert server.hits("/1") == 2
    assert result.counts.get("changed", 0) == 0
    assert next(store.query("select free, flags from documents")) == {"free": None, "flags": "[]"}


def test_an_article_is_revisited_four_times(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    server.paths["/1"] = conditional(article("One"), '"a"', "text/html")
    for minutes in (0, 10, 20, 50, 60, 70, 340, 360, 370, 1430, 1440, 1450, 2880):
        run(tmp_path, source(server), now=NOW + timedelta(minutes=minutes))
    assert server.hits("/1") == 5


@pytest.mark.parametrize(
    ("minutes", "done", "next_after"),
    [(15, 1, 60), (20, 1, 60), (70, 2, 360), (400, 3, 1440), (2000, 4, None)],
)
def test_a_late_revisit_replaces_missed_ones(minutes, done, next_after):
    state = FetchState(url="u", source="s", next_fetch_at=NOW + timedelta(minutes=15))
    expected = None if next_after is None else NOW + timedelta(minutes=next_after)
    assert revisits.next_revisit(state, NOW + timedelta(minutes=minutes), None) == (done, expected)


def test_an_old_article_is_not_revisited():
    assert revisits.next_revisit(None, NOW, NOW - timedelta(days=3)) == (4, None)
    assert revisits.next_revisit(None, NOW, NOW - timedelta(hours=1)) == (0, NOW + timedelta(minutes=15))


def test_a_page_that_fails_is_an_issue_and_the_feed_stands_in(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    server.paths["/1"] = in_turn(*[reply(b"oops", status=500)] * 3, reply(article("One")))
    result, store = run(tmp_path, source(server))
    assert result.partly == "1 of 1 sources incomplete: s (a page: the server failed: HTTP 500)"
    (row,) = store.query("select * from documents")
    assert (row["text"], row["flags"]) == ("One\n\nWhat the feed says of One.", '["feed_only"]')
    assert next(store.query("select * from issues where kind = 'page_failed'"))["where"] == server.url + "/1"
    run(tmp_path, source(server), now=NOW + timedelta(minutes=20))
    (row,) = store.query("select * from documents")
    assert "cranes would be running" in row["text"]


def test_a_crawl_without_time_for_a_page_is_no_failure_of_the_page(tmp_path, server, monkeypatch):
    """Behind a slow server, pages whose turn had not come in five crawls were given up."""
    serve_feed(server, ("/1", "One"))
    store = db.connect(tmp_path / "store.db")
    sources.save_all(store, [source(server)])
    failures = revisits.MOST_FAILURES
    page = FetchState(url=server.url + "/1", source="s", failures=failures, next_fetch_at=NOW)
    fetch_state.save(store, page)

    async def too_late(*_):
        raise faults.OutOfTimeError(faults.OUT_OF_TIME)

    monkeypatch.setattr(download.PoliteHandler, "download_request", too_late)
    run(tmp_path, source(server))
    left = fetch_state.load(store, page.url)
    assert (left.failures, left.next_fetch_at > NOW) == (failures, True)


def test_a_page_behind_a_check_for_humans_is_asked_for_later(tmp_path, server):
    check = (
        b"<html><title>Verify you are human</title><body><p>Please verify you are human.</p></body></html>"
    )
    listing = b'<html><body><h2><a href="/1">One</a></h2></body></html>'
    server.paths |= {"/section": reply(listing), "/1": in_turn(reply(check), reply(article("One")))}
    watched = source(server, "/section", spider="listing", links="h2 a")
    for hours in (0, 1):
        _, store = run(tmp_path, watched, now=NOW + timedelta(hours=hours))
    assert [row["title"] for row in store.query("select title from documents")] == ["One"]


@pytest.mark.parametrize(
    ("refused", "hits"),
    [
        (faults.HostPausedError("the host asked for a pause"), 1),
        (faults.UnknownRobotsError("robots.txt cannot be fetched"), 1),
        (faults.ForbiddenByRobotsError("disallowed by robots.txt"), 0),
    ],
)
def test_a_page_that_could_not_be_asked_for_yet_is_asked_for_later(
    tmp_path, server, monkeypatch, refused, hits
):
    """After one reply that asked for a pause, the other pages of that crawl were given up for good."""
    serve_feed(server, ("/1", "One"))
    whole = download.PoliteHandler.download_request

    async def at_first(handler, request):
        if request.url.endswith("/1"):
            raise refused
        return await whole(handler, request)

    with monkeypatch.context() as patch:
        patch.setattr(download.PoliteHandler, "download_request", at_first)
        run(tmp_path, source(server))
    run(tmp_path, source(server), now=NOW + timedelta(hours=2))
    assert server.hits("/1") == hits


def test_a_page_that_is_gone_is_not_retried(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    server.paths["/1"] = reply(b"gone", status=404)
    run(tmp_path, source(server))
    _, store = run(tmp_path, source(server), now=NOW + timedelta(hours=2))
    assert server.hits("/1") == 1
    (message,) = (row["message"] for row in store.query("select message from issues"))
    assert message.endswith("HTTP 404; it is not asked for again")


def test_a_withdrawn_article_is_marked_until_it_returns(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    page = reply(article("One"))
    server.paths["/1"] = in_turn(page, reply(b"gone", status=410), page)
    gone = []
    for minutes in (0, 20, 70):
        _, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=minutes))
        (row,) = store.query("select gone_since, text from documents")
        gone.append(row["gone_since"])
        assert "One" in row["text"]
    assert gone == [None, iso(NOW + timedelta(minutes=20)), None]
    assert list(store.query("select * from issues")) == []


def test_an_article_behind_a_redirect_is_marked_as_withdrawn(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    server.paths["/1"] = redirect("/news/1.html")
    server.paths["/news/1.html"] = in_turn(reply(article("One")), reply(b"gone", status=410))
    for minutes in (0, 20):
        _, store = run(tmp_path, source(server), now=NOW + timedelta(minutes=minutes))
    assert [row["gone_since"] for row in store.query("select gone_since from documents")] == [
        iso(NOW + timedelta(minutes=20))
    ]


def test_a_revisit_that_fails_forgets_nothing_of_an_article(tmp_path, server):
    """A stub had replaced the article, and its withdrawal had gone unnoticed."""
    closed = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "One", "isAccessibleForFree": false}</script>'
    stub = reply(article("One", body=PARAGRAPH, head=closed))
    no = reply(b"no", status=403)  # not retried in the same crawl
    serve_feed(server, ("/1", "One"))
    server.paths["/1"] = in_turn(reply(article("One")), no, stub, no, reply(b"gone", status=410))
    for hours in (0, 1, 3, 8, 12):
        _, store = run(tmp_path, source(server), now=NOW + timedelta(hours=hours))
    (row,) = store.query("select flags, version, gone_since from documents")
    assert row == {"flags": "[]", "version": 1, "gone_since": iso(NOW + timedelta(hours=12))}
    assert server.hits("/1") == 5


def test_an_unchanged_page_ends_the_issue_of_a_failure(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    same = conditional(article("One"), '"a"', "text/html")
    server.paths["/1"] = in_turn(same, reply(b"no", status=403), same)
    for hours in (0, 1, 3):
        _, store = run(tmp_path, source(server), now=NOW + timedelta(hours=hours))
    assert server.hits("/1") == 3
    assert list(store.query("select kind from issues where cleared_at is null")) == []


def test_pages_beyond_the_limit_wait_for_the_next_run_whatever_the_feed_says(tmp_path, server):
    pages = [(f"/{number}", f"Page {number}") for number in range(5)]
    serve_feed(server, *pages)
    server.paths["/feed"] = conditional(feed(server.url, *pages), '"v1"')
    run(tmp_path, source(server), most_pages=3)
    _, store = run(tmp_path, source(server), most_pages=3, now=NOW + timedelta(minutes=20))
    assert [server.hits(path) for path, _ in pages[3:]] == [1, 1]
    assert store.table("documents").count == 5


def test_keep_limits_the_stored_text(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    _, store = run(tmp_path, source(server, keep="link"))
    assert next(store.query("select text from documents"))["text"] == "One"
    _, store = run(tmp_path / "other", source(server, keep="excerpt"))
    text = next(store.query("select text from documents"))["text"]
    assert text.endswith(" …")
    assert len(text) < 420


def test_a_news_sitemap_brings_recent_pages(tmp_path, server):
    def url(path, day):
        news = f"<n:news><n:publication_date>2024-08-{day}T08:00:00Z</n:publication_date><n:title>T</n:title></n:news>"
        return f"<url><loc>{server.url}{path}</loc>{news}</url>"

    head = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    listing = f"<urlset {head}>{url('/1', 22)}{url('/2', '01')}</urlset>".encode()
    index = (
        f"<sitemapindex {head}><sitemap><loc>{server.url}/news.xml.gz</loc></sitemap></sitemapindex>".encode()
    )
    server.paths["/sitemap.xml"] = reply(index, content_type="text/xml")
    server.paths["/news.xml.gz"] = reply(gzip.compress(listing), content_type="application/x-gzip")
    server.paths["/1"] = server.paths["/2"] = reply(article("From a sitemap"))
    _, store = run(tmp_path, source(server, "/sitemap.xml", spider="sitemap"))
    assert [row["status"] for row in store.query("select status from polls")] == ["ok", "ok"]
    assert (server.hits("/1"), server.hits("/2")) == (1, 0)


def test_the_sitemaps_of_an_unchanged_index_are_fetched_again(tmp_path, server):
    """An index that only names its sitemaps never changes; of its site, nothing new had come after the first crawl."""
    index = f"<sitemapindex><sitemap><loc>{server.url}/news.xml</loc></sitemap></sitemapindex>".encode()
    news = [f"<urlset><url><loc>{server.url}/{page}</loc></url></urlset>".encode() for page in (1, 2)]
    server.paths["/sitemap.xml"] = conditional(index, '"a"', "text/xml")
    server.paths["/news.xml"] = in_turn(*(reply(listing, content_type="text/xml") for listing in news))
    server.paths["/1"] = server.paths["/2"] = reply(article("From a sitemap"))
    for minutes in (0, 10):
        run(tmp_path, source(server, "/sitemap.xml", spider="sitemap"), now=NOW + timedelta(minutes=minutes))
    assert (server.hits("/1"), server.hits("/2")) == (1, 1)


def test_a_listing_brings_the_selected_links(tmp_path, server):
    server.paths["/section"] = reply(
        b'<html><body><nav><a href="/about">About</a></nav><h2><a href="/1#top">One</a></h2><h2><a href="/1">One</a></h2></body></html>'
    )
    server.paths["/1"] = reply(article("From a section"))
    run(tmp_path, source(server, "/section", spider="listing", links="h2 a"))
    assert (server.hits("/1"), server.hits("/about")) == (1, 0)


def test_recovered_pages_and_sources_clear_their_issues(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    good_feed = server.paths["/feed"]
    no = reply(b"no", status=403)  # not retried in the same crawl
    server.paths["/1"] = in_turn(no, reply(article("One")))
    server.paths["/feed"] = in_turn(good_feed, no, good_feed)
    opened = []
    for hours in (0, 2, 9):
        _, store = run(tmp_path, source(server), now=NOW + timedelta(hours=hours))
        opened.append(
            {row["kind"] for row in store.query("select kind from issues where cleared_at is null")}
        )
    assert opened == [{"page_failed"}, {"poll_failed"}, set()]


def test_a_changed_section_layout_is_an_issue_until_fixed(tmp_path, server):
    old = reply(b'<html><body><h2><a href="/1">One</a></h2></body></html>')
    new = reply(b'<html><body><div class="card"><a href="/1">One</a></div></body></html>')
    server.paths |= {"/section": in_turn(old, new, old), "/1": reply(article("From a section"))}
    watched = source(server, "/section", spider="listing", links="h2 a")
    told = []
    for hours in (0, 3, 9):
        _, store = run(tmp_path, watched, now=NOW + timedelta(hours=hours))
        told.append(
            [row["message"] for row in store.query("select message from issues where cleared_at is null")]
        )
    assert told == [[], ["error: no link on the page matches 'h2 a'; has its layout changed?"], []]


def board(*words):
    rows = [{"word": word, "num": 1000 - place, "realpos": place + 1} for place, word in enumerate(words)]
    return json.dumps({"ok": 1, "data": {"realtime": rows}}).encode()


def test_a_board_brings_sightings_and_a_frozen_one_is_stale(tmp_path, server):
    server.paths["/side"] = reply(board("一辆车", "两辆车"), content_type="application/json")
    watched = source(server, "/side", spider="board", platform="weibo")
    for minutes in (0, 5, 10, 15):
        _, store = run(tmp_path, watched, now=NOW + timedelta(minutes=minutes))
    assert [row["status"] for row in store.query("select status from polls order by at")] == [
        "ok",
        "ok",
        "stale",
        "stale",
    ]
    assert store.table("sightings").count == 4
    assert server.requests["/side"][0]["headers"]["referer"] == "https://weibo.com/"


def statuses_of(tmp_path, server, platform, *bodies):
    server.paths["/side"] = in_turn(*map(reply, bodies))
    watched = source(server, "/side", spider="board", platform=platform)
    for number in range(len(bodies)):
        _, store = run(tmp_path, watched, now=NOW + timedelta(minutes=5 * number))
    return [row["status"] for row in store.query("select status from polls order by at")]


def test_a_wire_without_news_is_not_stale(tmp_path, server):
    """Its rows have times of their own, of which the newest had been taken for that of the board."""

    def wire(readers):
        rows = [
            {"id": n, "title": f"第{n}条快讯", "ctime": 1724300000 + n, "reading_num": readers}
            for n in (2, 1)
        ]
        return json.dumps({"data": {"roll_data": rows}}).encode()

    assert statuses_of(tmp_path, server, "cls", *map(wire, range(4))) == ["ok"] * 4


def test_a_board_that_keeps_its_time_stays_stale(tmp_path, server):
    """Every third reply of a frozen board had been good: of a stale one, the time was not known."""

    def questions(heat):
        rows = [
            {
                "id": f"{place}_1724339311.590691",
                "target": {"title": f"问题{place}"},
                "detail_text": f"{heat} 万热度",
            }
            for place in range(2)
        ]
        return json.dumps({"data": rows}).encode()

    assert statuses_of(tmp_path, server, "zhihu", *map(questions, range(1, 7))) == ["ok"] * 2 + ["stale"] * 4


def bluesky(*posts):
    feed_of = [
        {
            "post": {
                "uri": f"at://did:plc:x/app.bsky.feed.post/{key}",
                "author": {"handle": "h.example", "did": "did:plc:x"},
                "record": {"text": text, "createdAt": at},
            }
        }
        for key, text, at in posts
    ]
    return json.dumps({"feed": feed_of}).encode()


def test_edited_and_deleted_posts_are_noticed(tmp_path, server):
    first = ("a", "We are sorry.", "2024-08-22T10:00:00Z")
    second = ("b", "We stand by our figures.", "2024-08-22T11:00:00Z")
    oldest = ("0", "Hello.", "2024-08-01T11:00:00Z")
    server.paths["/feed"] = in_turn(
        reply(bluesky(second, first, oldest), content_type="application/json"),
        reply(bluesky(second, oldest), content_type="application/json"),
    )
    watched = source(
        server, spider="account", platform="bluesky", account="h.example", kind="post", entity="h"
    )
    run(tmp_path, watched)
    _, store = run(tmp_path, watched, now=NOW + timedelta(minutes=5))
    gone = list(store.query("select text, gone_since from documents where gone_since is not null"))
    assert gone == [{"text": "We are sorry.", "gone_since": "2024-08-22T12:05:00+00:00"}]


def test_a_long_post_is_completed_again_once_it_was_edited(tmp_path, server, monkeypatch):
    """The edited words were never fetched: the text of a long post had once been completed."""

    def timeline(edits):
        post = {
            "id": "508", "bid": "B", "user": {"id": 7}, "created_at": "Thu Aug 22 09:00:00 +0800 2024", "isLongText": True,
            "text": "We will…", "edit_count": edits,
        }  # fmt: skip
        return json.dumps({"ok": 1, "data": {"cards": [{"mblog": post}]}}).encode()

    def whole(text):
        return json.dumps({"ok": 1, "data": {"longTextContent": text}}).encode()

    monkeypatch.setattr(weibo, "FULL_TEXT", server.url + "/extend?id={}")
    server.paths["/feed"] = in_turn(*(reply(timeline(edits)) for edits in (0, 0, 1)))
    server.paths["/extend?id=508"] = in_turn(reply(whole("We will pay.")), reply(whole("We will not pay.")))
    watched = source(server, spider="account", platform="weibo", account="7", kind="post")
    told = []
    for minutes in (0, 5, 10):
        _, store = run(tmp_path, watched, now=NOW + timedelta(minutes=minutes))
        told += [row["text"] for row in store.query("select text from documents")]
    assert told == ["We will pay.", "We will pay.", "We will not pay."]
    assert server.hits("/extend?id=508") == 2


def test_an_account_that_refuses_is_a_poll_and_no_error_of_ours(tmp_path, server, caplog):
    server.paths["/feed"] = reply(b"no", status=403)
    watched = source(server, spider="account", platform="bluesky", account="h.example", kind="post")
    _, store = run(tmp_path, watched)
    assert [row["status"] for row in store.query("select status from polls")] == ["blocked"]
    assert caplog.records == []


def test_raw_replies_are_kept_with_time_and_address(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    run(tmp_path, source(server), record=tmp_path / "raw")
    folder = tmp_path / "raw" / "s" / "2024-08-22"
    metas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.meta.json")}
    assert sorted(metas) == ["120000-2.meta.json", "120000.meta.json"]
    assert metas["120000.meta.json"]["url"] == server.url + "/feed"
    assert gzip.decompress((folder / "120000.xml.gz").read_bytes()).startswith(b"<?xml")
    assert metas["120000-2.meta.json"]["page"] is True


def test_a_crashing_spider_is_one_poll(tmp_path, server, monkeypatch):
    serve_feed(server, ("/1", "One"))
    monkeypatch.setattr("crawler.feeds.read", lambda *_, **__: 1 / 0)
    result, store = run(tmp_path, source(server))
    (row,) = store.query("select status, why from polls")
    assert row == {"status": "error", "why": "could not be read: ZeroDivisionError: division by zero"}
    assert "ZeroDivisionError" in result.partly


def test_unfetched_pages_are_reported(tmp_path, server, monkeypatch):
    monkeypatch.setitem(settings.SETTINGS, "CLOSESPIDER_TIMEOUT", 1)
    monkeypatch.setitem(settings.SETTINGS, "DOWNLOAD_TIMEOUT", 2)
    monkeypatch.setitem(settings.SETTINGS, "RETRY_ENABLED", False)
    pages = [(f"/{number}", f"Page {number}") for number in range(20)]
    serve_feed(server, *pages)
    for path, _ in pages:
        server.paths[path] = hang()
    started = time.monotonic()
    _, store = run(tmp_path, source(server))
    assert time.monotonic() - started < 15
    said = [row["message"] for row in store.query("select message from issues where kind = 'page_failed'")]
    assert len(said) == 20
    assert set(said) == {"no complete reply in time", "not fetched: the crawl had used up its time"}


def test_a_low_yield_is_an_issue_until_it_recovers(tmp_path, server):
    serve_feed(server, ("/1", "One"))
    watched = source(server, expect=2)
    run(tmp_path, watched)
    _, store = run(tmp_path, watched, now=NOW + timedelta(hours=25))
    (issue,) = store.query("select * from issues where kind = 'fewer_than_expected'")
    assert (issue["message"], issue["cleared_at"]) == ("0 items in the last day, expected at least 2", None)
    serve_feed(server, ("/2", "Two"), ("/3", "Three"))
    _, store = run(tmp_path, watched, now=NOW + timedelta(hours=26))
    (issue,) = store.query("select * from issues where kind = 'fewer_than_expected'")
    assert issue["cleared_at"] == "2024-08-23T14:00:00+00:00"


def test_a_list_of_new_entries_only_is_a_gap(tmp_path, server):
    serve_feed(server, *((f"/a{number}", f"A {number}") for number in range(12)))
    _, store = run(tmp_path, source(server))
    assert store.table("issues").count == 0
    serve_feed(server, ("/a3", "A 3"), *((f"/b{number}", f"B {number}") for number in range(12)))
    run(tmp_path, source(server), now=NOW + timedelta(hours=1))
    assert store.table("issues").count == 0
    serve_feed(server, *((f"/c{number}", f"C {number}") for number in range(12)))
    run(tmp_path, source(server), now=NOW + timedelta(hours=2))
    (issue,) = store.query("select kind, message from issues")
    assert issue["kind"] == "gap"
    assert issue["message"].startswith("all 12 entries of the list are new")


def test_entries_without_a_page_are_reported(tmp_path, server):
    body = feed(server.url, ("/1", "One")).replace(
        b"</channel>", b"<item><title>Two</title></item></channel>"
    )
    server.paths |= {"/feed": reply(body, content_type=XML), "/1": reply(article("One"))}
    _, store = run(tmp_path, source(server))
    (issue,) = store.query("select kind, message from issues")
    assert issue == {
        "kind": "entries_left_out",
        "message": "1 entry of the feed without a page address",
    }
    assert store.table("documents").count == 1


def test_a_huge_list_is_parsed_apart_and_limited(tmp_path, server):
    """A feed of ten megabytes blocked the loop for seventeen seconds and took 140 MB."""
    entry = "<item><title>Entry {0}</title><link>{1}/entry/{0}</link><description>{2}</description></item>"
    items = "".join(entry.format(number, server.url, "word " * 40) for number in range(20_000))
    server.paths["/feed"] = reply(
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), content_type=XML
    )
    pages = "".join(
        f"<url><loc>{server.url}/page/{number}</loc><lastmod>2024-08-22T{number % 12:02}:00:00Z</lastmod></url>"
        for number in range(20_000)
    )
    server.paths["/map"] = reply(f"<urlset>{pages}</urlset>".encode(), content_type="application/xml")
    lags, lists = [], [source(server), source(server, "/map", id="m", name="M", spider="sitemap")]

    async def both():
        watch = asyncio.create_task(watched(lags))
        await collect(
            lists, tmp_path / "store.db", clock=lambda: NOW, contact="https://us.example", most_pages=1
        )
        watch.cancel()

    asyncio.run(both())
    store = db.connect(tmp_path / "store.db")
    left_out = {
        row["source"]: row["message"]
        for row in store.query("select * from issues where kind = 'entries_left_out'")
    }
    assert left_out == {
        "s": "the feed has more than 2000 entries or 3 MB; its first 2000 entries were read",
        "m": "the sitemap has 20000 recent pages; the newest 2000 were read",
    }
    assert {row["status"]: row["rows"] for row in store.query("select status, rows from polls")} == {
        "ok": 2000
    }
    assert max(lags) < 1.0
    known = store.execute("select url from fetch_state where url like '%/page/%'").fetchall()
    assert {int(url.rsplit("/", 1)[1]) % 12 for (url,) in known} <= {10, 11}


async def watched(lags):
    while True:
        began = time.process_time()
        await asyncio.sleep(0.01)
        lags.append(time.process_time() - began)
