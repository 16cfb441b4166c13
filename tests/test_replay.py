"""Recorded replies become polls and sightings at their recorded times; replaying again changes nothing."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import db as store
from crawler import collect, recording
from crawler.bounded import BoundedReader
from crawler.replay import replay
from records import Source
from tests.hostile_server import HostileServer, article, conditional, feed, in_turn, reply

PAGES = Path(__file__).parent / "pages" / "boards"
DATA = Path(os.environ.get("REJOINDER_DATA", "/nonexistent")) / "boards"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="REJOINDER_DATA names no recorded boards")


@pytest.fixture
def db():
    database = store.connect(":memory:")
    yield database
    database.close()


def keep(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body))


def polls(db) -> list[tuple]:
    return db.execute("select source, at, status, rows from polls order by at, url").fetchall()


def everything(db) -> list[list]:
    return [
        db.execute(f"select * from {table}").fetchall()
        for table in ("polls", "topics", "sightings", "documents", "document_versions", "issues", "sources")
    ]


def test_times_come_from_the_names_in_beijing_time(db, tmp_path):
    keep(tmp_path / "weibo/2024-11-18/0925.json.gz", (PAGES / "weibo_container.json").read_bytes())
    keep(tmp_path / "weibo/2024-11-18-outage/1030.json.gz", (PAGES / "weibo_visitor.html").read_bytes())
    result = replay(tmp_path, db)
    assert polls(db) == [
        ("weibo", "2024-11-18T01:25:00+00:00", "ok", 9),
        ("weibo", "2024-11-18T02:30:00+00:00", "wall", 0),
    ]
    assert result.polls == {"ok": 1, "wall": 1}
    assert (result.first, result.last) == (
        datetime(2024, 11, 18, 1, 25, tzinfo=UTC),
        datetime(2024, 11, 18, 2, 30, tzinfo=UTC),
    )


def test_replaying_again_changes_nothing(db, tmp_path):
    keep(tmp_path / "weibo/2024-11-18/0925.json.gz", (PAGES / "weibo_container.json").read_bytes())
    keep(tmp_path / "weibo/2024-11-18/1025.json.gz", b"nonsense")
    keep(tmp_path / "weibo/2024-11-18/1125.json.gz", (PAGES / "weibo_visitor.html").read_bytes())
    keep(tmp_path / "weibo/2024-11-18/1225.json.gz", (PAGES / "weibo_visitor.html").read_bytes())
    replay(tmp_path, db)
    assert db.execute("select kind, times from issues order by kind").fetchall() == [
        ("poll_failed", 2),
        ("replay_unreadable", 1),
    ]
    before = everything(db)
    replay(tmp_path, db)
    replay(tmp_path / "weibo", db)
    replay(tmp_path / "weibo" / "2024-11-18", db)
    assert everything(db) == before


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("weibo/2024-11-18/0925.json", "2024-11-18T01:25:00+00:00"),
        ("weibo/20241118/092507.json", "2024-11-18T01:25:07+00:00"),
        ("weibo/2024-11-18 09:25:07.json", "2024-11-18T01:25:07+00:00"),
        ("weibo/hot-search-2024-11-18T09-25.json", "2024-11-18T01:25:00+00:00"),
        ("weibo/20241118_0925.json", "2024-11-18T01:25:00+00:00"),
        ("weibo/2024-11-18.json", "2024-11-18T03:20:00+00:00"),
        ("weibo/latest.json", "2024-11-18T03:20:00+00:00"),
    ],
)
def test_the_time_comes_from_names_or_the_board(db, tmp_path, name, at):
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes((PAGES / "weibo_container.json").read_bytes())
    replay(tmp_path, db)
    assert [row[1:3] for row in polls(db)] == [(at, "ok")]


def test_the_platform_is_recognised_from_the_reply(db, tmp_path):
    keep(tmp_path / "shoebox/2024-11-18T0925.json.gz", (PAGES / "weibo_side.json").read_bytes())
    keep(tmp_path / "shoebox/2024-11-18T0930.json.gz", (PAGES / "weibo_visitor.html").read_bytes())
    replay(tmp_path, db)
    assert [row[:3] for row in polls(db)] == [
        ("weibo", "2024-11-18T01:25:00+00:00", "ok"),
        ("weibo", "2024-11-18T01:30:00+00:00", "wall"),
    ]


def test_nonsense_is_a_poll_and_an_issue(db, tmp_path):
    (tmp_path / "weibo/2024-11-18").mkdir(parents=True)
    (tmp_path / "weibo/2024-11-18/0925.json.gz").write_bytes(gzip.compress(b"x" * 5000)[:30])
    keep(tmp_path / "weibo/2024-11-18/0930.json.gz", b'{"ok": ')
    keep(tmp_path / "weibo/2024-11-18/2575.json.gz", (PAGES / "weibo_side.json").read_bytes())
    keep(tmp_path / "weibo/undated.json.gz", b"[]")
    result = replay(tmp_path, db)
    assert result.polls == {"error": 2, "ok": 1, "undated": 1}
    kinds = [row[0] for row in db.execute("select kind from issues order by kind")]
    assert kinds == ["replay_undated", "replay_unreadable", "replay_unreadable"]


def test_a_third_equal_reply_is_stale(db, tmp_path):
    for minute in (10, 20, 30, 40):
        keep(tmp_path / f"weibo/2024-11-18/09{minute}.json.gz", (PAGES / "weibo_container.json").read_bytes())
    replay(tmp_path, db)
    assert [row[2:] for row in polls(db)] == [("ok", 9), ("ok", 9), ("stale", 0), ("stale", 0)]


def test_a_sidecar_is_complete(db, tmp_path):
    keep(tmp_path / "hot/2024-11-18/012500.json.gz", b"gone")
    meta = {
        "source": "weibo-hot",
        "url": "https://weibo.example/hot",
        "at": "2024-11-18T01:25:07+00:00",
        "http_status": 432,
        "platform": "weibo",
    }
    (tmp_path / "hot/2024-11-18/012500.meta.json").write_text(json.dumps(meta))
    replay(tmp_path, db)
    assert polls(db) == [("weibo-hot", "2024-11-18T01:25:07+00:00", "blocked", 0)]


def test_a_recorded_crawl_replays_identically(db, tmp_path):
    """A timeline, a register with a filing, and a feed with an article that only the feed dates."""
    keep_all(tmp_path)
    result = replay(tmp_path, db)
    assert result.polls == {"ok": 3}
    documents = db.execute(
        "select source, kind, text, published from documents order by source, published desc"
    )
    texts = {(row[0], row[1], row[2].split("\n")[0]): row[3] for row in documents}
    assert texts[("lin", "post", "关于召回，我们向车主道歉。")] == "2024-11-18T15:50:00+00:00"
    assert ("edgar", "filing", RELEASE) in texts
    assert texts[("news", "article", "Carmaker recalls 30,000 cars")] == "2024-11-18T02:00:00+00:00"
    before = everything(db)
    replay(tmp_path, db)
    assert everything(db) == before


def test_a_recording_uses_its_source_as_listed_then(db, tmp_path):
    """Elsewhere the source is unknown, and a time without a zone would be misread."""
    source = Source(
        id="quay", name="Quay", spider="feed", url="https://quay.example/feed", lang="en", zone="Asia/Singapore",
        kind="release", entity="vega", tier=1,
    )  # fmt: skip
    page = ARTICLE.replace(b"<head>", b'<head><meta name="date" content="2024-11-18 09:12">')
    recording.keep(
        tmp_path, source, url="https://news.example/recall", at=datetime(2024, 11, 19, 2, 0, tzinfo=UTC), body=page,
        http_status=200, content_type="text/html", page=True,
    )  # fmt: skip
    replay(tmp_path, db)
    (row,) = db.query("select kind, entity, lang, published from documents")
    assert row == {
        "kind": "release",
        "entity": "vega",
        "lang": "en",
        "published": "2024-11-18T01:12:00+00:00",
    }
    (listed,) = db.query("select name, zone, tier, url from sources")
    assert listed == {"name": "Quay", "zone": "Asia/Singapore", "tier": 1, "url": source.url}


RELEASE = (
    "Vega Motors (Holdings), Inc.: 8-K, Item 2.02: Results of Operations and Financial Condition; "
    "Item 9.01: Financial Statements and Exhibits"
)
FEED = b"""<rss version="2.0"><channel><title>News</title><item><title>Carmaker recalls 30,000 cars</title>
<link>https://news.example/recall</link><pubDate>Mon, 18 Nov 2024 02:00:00 GMT</pubDate></item></channel></rss>"""
ARTICLE = b"""<html><head><title>Carmaker recalls 30,000 cars</title></head><body><article>
<h1>Carmaker recalls 30,000 cars</h1><p>Vega Motors said on Monday that it would recall 30,000 cars after owners had
reported a fault in the brakes of its newest model. Repairs are free and take an hour.</p></article></body></html>"""


def keep_all(directory: Path) -> None:
    """A recording in which everything arrived within one second."""
    at = datetime(2024, 11, 19, 2, 0, tzinfo=UTC)
    lin = Source(
        id="lin",
        name="Lin",
        spider="account",
        url="https://weibo.example/lin",
        platform="weibo",
        account="700100",
    )
    edgar = Source(id="edgar", name="EDGAR", spider="filings", url="https://sec.example/", platform="edgar")
    news = Source(id="news", name="News", spider="feed", url="https://news.example/feed")
    base = "https://www.sec.gov/Archives/edgar/data/1000001/000100000124000007"
    submission = (PAGES.parent / "filings" / "edgar_submission.txt").read_bytes()
    replies = [
        (lin, lin.url, (PAGES.parent / "accounts" / "weibo.json").read_bytes(), "application/json", False),
        (
            edgar,
            edgar.url,
            (PAGES.parent / "filings" / "edgar_current.xml").read_bytes(),
            "application/atom+xml",
            False,
        ),
        (edgar, f"{base}/0001000001-24-000007-index.htm", submission, "text/plain", True),
        (news, news.url, FEED, "application/rss+xml", False),
        *((news, "https://news.example/recall", ARTICLE, "text/html", True) for _ in range(11)),
    ]
    for source, url, body, content_type, page in replies:
        recording.keep(
            directory,
            source,
            url=url,
            at=at,
            body=body,
            http_status=200,
            content_type=content_type,
            page=page,
        )


@needs_data
def test_the_recorded_case_agrees_sighting_by_sighting(db):
    replay(DATA, db)
    lists = {"realtimehot": "hot", "rising": "rising"}
    missing = []
    for told in json.loads((DATA / "xiaomi_case_timeline.json").read_text(encoding="utf-8")):
        if told["platform"] != "weibo":
            continue
        at = datetime.fromisoformat(told["captured_at"]).astimezone(UTC).isoformat()
        row = db.execute(
            """
            select list_index, position, heat, kind = 'ad', unixepoch(board_time)
            from sightings
            where captured_at = ? and list = ? and title = ?
            """,
            [at, lists[told["board"]], told["title"]],
        ).fetchone()
        heat = told["heat_raw"] if isinstance(told["heat_raw"], int) else None
        if row != (told["list_index"], told["realpos"], heat, told["ad"], told["display_time"]):
            missing.append((told, row))
    assert not missing


@needs_data
def test_the_recorded_case_from_the_rising_list_to_its_answer(db):
    replay(DATA / "weibo", db)
    rows = db.execute(
        """
        select sightings.captured_at, list, position, heat
        from sightings join topics on topics.id = sightings.topic
        where topics.title = '小米卖一辆车亏6万多'
        order by sightings.captured_at
        """
    ).fetchall()
    assert rows[0][:2] == ("2024-08-21T16:24:00+00:00", "rising")
    assert next(row for row in rows if row[1] == "hot") == ("2024-08-22T01:25:00+00:00", "hot", 7, 784317)
    assert max(row[3] for row in rows) == 784317
    assert rows[-1] == ("2024-08-22T04:22:00+00:00", "hot", 45, 204550)
    answer = db.execute(
        "select min(captured_at) from sightings where title = '雷军回应卖一辆车亏6万多'"
    ).fetchone()
    assert answer == ("2024-08-22T01:25:00+00:00",)
    walls = db.execute("select at from polls where status = 'wall' order by at").fetchall()
    assert walls == [("2025-09-15T08:30:00+00:00",), ("2025-09-15T09:26:00+00:00",)]


def test_a_replay_gives_the_recorded_crawls_results(tmp_path):
    """Everything at once: an article that changes and then hides, one that is gone, an unchanged list."""
    stub = b"<html><head><meta name='article:content_tier' content='locked'></head><h1>One</h1><p>Subscribe.</p></html>"
    with HostileServer() as server:
        server.paths["/feed"] = conditional(feed(server.url, ("/1", "One"), ("/2", "Two")), "1")
        server.paths["/1"] = in_turn(
            reply(article("One")),
            reply(
                article(
                    "One",
                    extra="<p>The board met again on Thursday, and said so in a few more words than before.</p>",
                )
            ),
            reply(stub),
        )
        server.paths["/2"] = reply(status=404)
        links = "".join(f"<li><a href='/s/{number}'>S{number}</a></li>" for number in range(3))
        server.paths["/section"] = reply(f"<ul class='news'>{links}</ul>".encode())
        server.paths |= {f"/s/{number}": reply(article(f"S{number}")) for number in range(3)}
        sources = [
            Source(id="f", name="F", spider="feed", url=f"{server.url}/feed", allow_private=True),
            Source(
                id="l",
                name="L",
                spider="listing",
                url=f"{server.url}/section",
                links=".news a",
                allow_private=True,
            ),
        ]
        for minutes in (0, 20, 90):
            now = datetime(2024, 8, 22, 12, tzinfo=UTC) + timedelta(minutes=minutes)
            collect(
                sources,
                tmp_path / "live.db",
                clock=lambda now=now: now,
                contact="https://us.example",
                record=tmp_path / "r",
            )
    live, again = store.connect(tmp_path / "live.db"), store.connect(tmp_path / "again.db")
    replay(tmp_path / "r", again)
    for query in (
        "select id, url, guid, title, text, authors, published, first_seen, last_seen, version, lang, flags from documents order by id",
        "select document, version, text, seen_at from document_versions order by document, version",
        "select source, url, at, status, rows, http_status, why from polls order by url, at",
    ):
        assert list(again.query(query)) == list(live.query(query)) != []
    assert live.execute("select count(*) from polls where http_status = 304").fetchone()[0] == 2


def test_a_truncated_posts_full_text_is_recorded(db, tmp_path):
    at = datetime(2024, 11, 19, 2, 0, tzinfo=UTC)
    lin = Source(
        id="lin", name="Lin", spider="account", url="https://weibo.example/lin", platform="weibo", account="700100", kind="post"
    )  # fmt: skip
    timeline = (PAGES.parent / "accounts" / "weibo.json").read_bytes()
    rest = json.dumps({"ok": 1, "data": {"longTextContent": "说几句，都在这里了。"}}).encode()
    asked = [
        (lin.url, timeline, 0, False),
        ("https://m.weibo.cn/statuses/extend?id=508", rest, 1, True),
        (lin.url, timeline, 600, False),
    ]
    for url, body, later, page in asked:
        recording.keep(
            tmp_path, lin, url=url, at=at + timedelta(seconds=later), body=body, http_status=200,
            content_type="application/json", page=page,
        )  # fmt: skip
    replay(tmp_path, db)
    (text,) = db.execute(
        "select text from documents where url like '%/B508' or text like '说几句%'"
    ).fetchone()
    assert text == "说几句，都在这里了。"


def test_a_slow_recorded_page_is_limited_as_in_a_crawl(db, tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.replay.BoundedReader", partial(BoundedReader, cpu_seconds=0.2))
    listed = Source(id="s", name="S", spider="feed", url="https://x.example/feed")
    at = datetime(2024, 8, 22, 12, tzinfo=UTC)
    slow = article(body="A word and <b>another</b> <i>one</i>. " * 4_000)
    for path, body, page in (
        ("/feed", feed("https://x.example", ("/slow", "Slow"), ("/1", "Cranes")), False),
        ("/slow", slow, True),
        ("/1", article(), True),
    ):
        recording.keep(
            tmp_path / "kept",
            listed,
            url=f"https://x.example{path}",
            at=at + timedelta(minutes=page),
            body=body,
            http_status=200,
            content_type=None,
            page=page,
        )
    replay(tmp_path / "kept", db)
    texts = {row["url"]: row["text"] for row in db.query("select url, text from documents")}
    assert "What the feed says" in texts["https://x.example/slow"]
    assert "cranes" in texts["https://x.example/1"]
    told = [row["message"] for row in db.query("select message from issues where kind = 'replay_unreadable'")]
    assert told == ["recorded reply: the page takes too long to parse"]
