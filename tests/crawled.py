"""A source of a loopback server, and a crawl of it into a store, as the tests of collecting run it."""

from dataclasses import replace
from datetime import UTC, datetime

import db
from crawler import collect
from records import Source

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)


def source(server, path="/feed", **changes):
    base = Source(id="s", name="S", spider="feed", url=server.url + path, allow_private=True)
    return replace(base, **changes)


def run(tmp_path, *sources, now=NOW, **options):
    result = collect(
        sources, tmp_path / "store.db", clock=lambda: now, contact="https://us.example", **options
    )
    return result, db.connect(tmp_path / "store.db")
