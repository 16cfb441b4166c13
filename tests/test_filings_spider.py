"""A register's announcements come with their texts; missing ones are fetched again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

import db
from crawler import collect
from crawler.filings import pdf
from records import Source
from tests.hostile_server import HostileServer, conditional, in_turn, reply
from tests.pdfs import pdf as written

NOW = datetime(2031, 8, 22, 12, tzinfo=UTC)
JSON = "application/json"
WORDS = b"<html><p>The board has resolved to recall the vans.</p></html>"


@pytest.fixture
def server():
    with HostileServer() as running:
        yield running


def run(tmp_path, server, now=NOW, **changes):
    source = Source(
        id="hkex", name="HKEX", spider="filings", platform="hkex", kind="filing", url=server.url + "/list", lang="en",
        allow_private=True, **changes,
    )  # fmt: skip
    result = collect([source], tmp_path / "store.db", clock=lambda: now, contact="https://us.example")
    return result, db.connect(tmp_path / "store.db")


def listed(*paths):
    rows = [
        {
            "NEWS_ID": path, "TITLE": f"Notice {path}", "FILE_LINK": path, "STOCK_CODE": "09999", "STOCK_NAME": "QINGHE",
            "DATE_TIME": "22/08/2031 18:00",
        }
        for path in paths
    ]  # fmt: skip
    return json.dumps({"result": json.dumps(rows)}).encode()


def texts(store):
    return {row["title"]: row["text"] for row in store.query("select title, text from documents")}


def test_web_pages_and_pdfs_are_read(tmp_path, server):
    pytest.importorskip("pypdf", reason="pypdf is not installed (extra filings)")
    server.paths |= {
        "/list": reply(listed("/a.htm", "/b.pdf", "/scan.pdf", "/c.xls"), content_type=JSON),
        "/a.htm": reply(WORDS),
        "/b.pdf": reply(
            written(("Revenue for the half year was 4,120.5 million.",)), content_type="application/pdf"
        ),
        "/scan.pdf": reply(written(()), content_type="application/pdf"),
    }
    result, store = run(tmp_path, server)
    assert texts(store) == {
        "Notice /a.htm": "Notice /a.htm\n\nThe board has resolved to recall the vans.",
        "Notice /b.pdf": "Notice /b.pdf\n\nRevenue for the half year was 4,120.5 million.",
        "Notice /scan.pdf": "Notice /scan.pdf",
        "Notice /c.xls": "Notice /c.xls",
    }
    (poll,) = store.query("select status, rows from polls")
    assert poll == {"status": "ok", "rows": 4}
    (issue,) = store.query('select kind, message, "where" from issues')
    assert issue == {
        "kind": "page_failed",
        "message": "no words on its page",
        "where": f"{server.url}/scan.pdf",
    }
    assert result.counts["new"] == 4
    run(tmp_path, server, now=NOW + timedelta(hours=1))
    assert server.hits("/b.pdf") == server.hits("/a.htm") == 1


def test_without_the_library_pdfs_are_not_fetched(tmp_path, server, monkeypatch):
    monkeypatch.setattr(pdf, "is_read", lambda: False)
    server.paths["/list"] = reply(listed("/b.pdf"), content_type=JSON)
    _, store = run(tmp_path, server)
    assert texts(store) == {"Notice /b.pdf": "Notice /b.pdf"}
    assert server.hits("/b.pdf") == 0


def test_failed_pages_are_retried_even_if_the_list_is_unchanged(tmp_path, server):
    server.paths |= {
        "/list": conditional(listed("/a.htm"), '"1"', JSON),
        "/a.htm": in_turn(*[reply(status=404)] * 1, reply(WORDS)),
    }
    _, store = run(tmp_path, server)
    assert texts(store) == {"Notice /a.htm": "Notice /a.htm"}
    _, store = run(tmp_path, server, now=NOW + timedelta(hours=1))
    assert texts(store)["Notice /a.htm"].endswith("recall the vans.")
    run(tmp_path, server, now=NOW + timedelta(hours=2))
    run(tmp_path, server, now=NOW + timedelta(hours=3))
    assert server.hits("/a.htm") == 2


def test_a_register_may_refuse_for_an_hour(tmp_path, server):
    """After three polls, a quarter of an hour, the title had to do for good."""
    server.paths |= {
        "/list": conditional(listed("/a.htm"), '"1"', JSON),
        "/a.htm": in_turn(*[reply(status=403)] * 5, reply(WORDS)),
    }
    for minutes in range(0, 60, 10):
        _, store = run(tmp_path, server, now=NOW + timedelta(minutes=minutes))
    assert texts(store)["Notice /a.htm"].endswith("recall the vans.")


def test_postponed_filings_are_fetched_next_time(tmp_path, server):
    paths = [f"/{number}.htm" for number in range(70)]
    server.paths["/list"] = conditional(listed(*paths), '"1"', JSON)
    server.paths |= dict.fromkeys(paths, reply(WORDS))
    run(tmp_path, server)
    _, store = run(tmp_path, server, now=NOW + timedelta(hours=1))
    assert len(texts(store)) == len(paths)
