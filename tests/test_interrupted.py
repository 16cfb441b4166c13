"""What a step that is cut short leaves behind is taken up by the next: a crawl, a full disk, a text on its way out."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import db
from crawler import collect
from records import Source
from tests.hostile_server import XML, HostileServer, article, conditional, feed, reply

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)


def test_a_feed_is_remembered_only_when_its_pages_were_asked_for(tmp_path: Path) -> None:
    """Else a kill in between loses them: the server says next time that nothing has changed."""
    seen: list[tuple[str | None]] = []
    with HostileServer() as server:
        page = reply(article())

        def look(sock, request):
            with sqlite3.connect(tmp_path / "store.db") as store:
                seen.extend(store.execute("select etag from fetch_state where url like '%/feed'"))
            page(sock, request)

        server.paths["/feed"] = conditional(feed(server.url, ("/1", "One")), '"v1"', XML)
        server.paths["/1"] = look
        watched = Source(id="s", name="S", spider="feed", url=f"{server.url}/feed", allow_private=True)
        collect([watched], tmp_path / "store.db", clock=lambda: NOW, contact="https://us.example")
    assert server.hits("/1") == 1
    assert seen == []
    store = db.connect(tmp_path / "store.db")
    assert next(store.query("select etag from fetch_state where url like '%/feed'"))["etag"] == '"v1"'
