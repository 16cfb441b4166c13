"""Pending items are found by an index, however many others have been read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from db import facts, migrations
from records import Reading

NOW = datetime(2032, 5, 3, 6, tzinfo=UTC)


@pytest.fixture
def store() -> Database:
    store = Database(memory=True, strict=True)
    migrations.store.apply(store)
    add_source(store)
    return store


def add_source(store: Database) -> None:
    store.execute(
        "insert into sources (id, name, spider, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')"
    )


def add(store: Database, identity: str, wording: str) -> None:
    store.execute(
        """
        insert into documents (id, source, kind, url, first_seen, last_seen, text, text_sha256)
        values (:id, 'wire', 'article', 'https://wire.example/', '2032-05-03', '2032-05-03', :text, :text)
        """,
        {"id": identity, "text": wording},
    )


def add_topic(store: Database, identity: str) -> None:
    store.execute(
        "insert into topics (id, platform, key, title) values (:id, 'weibo', :id, :id)", {"id": identity}
    )


def read_all(store: Database, reader: str) -> None:
    for item in list(facts.waiting(store, reader)):
        facts.save(store, item, Reading(lang="en"), reader, NOW)


def unread(store: Database) -> list[str]:
    return [row["item"] for row in store.query("select item from unread order by item")]


def waiting(store: Database, reader: str) -> list[str]:
    return [item.item for item in facts.waiting(store, reader)]


def test_documents_and_topics_are_pending_until_read(store: Database) -> None:
    add(store, "d1", "first")
    add_topic(store, "t1")
    assert unread(store) == ["d1", "t1"]
    read_all(store, "reader 1")
    assert (unread(store), waiting(store, "reader 1")) == ([], [])
    assert set(waiting(store, "reader 2")) == {"d1", "t1"} == set(waiting(store, "a reader"))


def test_a_new_wording_is_pending_and_the_read_one_is_not(store: Database) -> None:
    add(store, "d1", "first")
    read_all(store, "reader 1")
    store.execute("update documents set text_sha256 = 'second' where id = 'd1'")
    assert waiting(store, "reader 1") == ["d1"]
    store.execute("update documents set text_sha256 = 'first' where id = 'd1'")
    assert (unread(store), waiting(store, "reader 1")) == ([], [])


def test_a_wording_that_arrived_during_reading_is_pending(store: Database) -> None:
    add(store, "d1", "first")
    (early,) = facts.waiting(store, "reader 1")
    store.execute("update documents set text_sha256 = 'second' where id = 'd1'")
    facts.save(store, early, Reading(lang="en"), "reader 1", NOW)
    assert waiting(store, "reader 1") == ["d1"]


def test_deleted_items_are_not_pending_and_lost_readings_are_remade(store: Database) -> None:
    add(store, "d1", "first")
    add(store, "d2", "first")
    read_all(store, "reader 1")
    store.execute("delete from readings")
    store.execute("delete from documents where id = 'd1'")
    assert (unread(store), waiting(store, "reader 1")) == (["d2"], ["d2"])


def test_a_migration_fills_in_pending_items() -> None:
    store = Database(memory=True, strict=True)
    migrations.store.apply(store, stop_before="m010_unread")
    add_source(store)
    for identity in ("d1", "d2", "d3"):
        add(store, identity, "first")
    add_topic(store, "t1")
    store.conn.executemany(
        "insert into readings (item, text_sha256, reader, lang, read_at) values (?, ?, 'reader 1', 'en', '2032')",
        [("d1", "first"), ("d2", "an earlier wording"), ("t1", "t1")],
    )
    migrations.store.apply(store)
    assert unread(store) == waiting(store, "reader 1") == ["d2", "d3"]


def test_finding_pending_items_scans_no_readings(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """With half a million documents, a scan takes half a second per pass."""
    asked: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(store, "query", lambda sql, given: asked.append((sql, given)) or ())
    list(facts.waiting(store, "reader 1"))
    ((sql, given),) = asked
    plan = [row[3] for row in store.execute(f"explain query plan {sql}", given)]
    assert any("readings_reader" in step for step in plan)
    assert not [
        step
        for step in plan
        if step.startswith("SCAN") and step.split()[1] in {"documents", "topics", "readings"}
    ]
