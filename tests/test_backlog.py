"""Stories do not depend on how the input is split: a backlog in portions, separate processes, a kill."""

import gc
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

import db
import db.sources
import db.stories
import steps.linking
from db import documents, facts, migrations
from db.times import iso
from db.waiting import Waiting, waiting
from records import Company, Document, Mention, Reading, Source, Watchlist

START = datetime(2032, 5, 3, 6, tzinfo=UTC)
NOW = START + timedelta(days=30)
WATCHLIST = Watchlist(companies=(Company(id="velmora", name="Velmora"),))
NOUNS = ["kiln", "ferry", "orchard", "turbine", "ledger", "quarry", "saddle", "beacon", "harvest", "lantern"]
VERBS = ["closes", "doubles", "recalls", "delays", "reopens"]


def stream() -> list[tuple[str, str, datetime]]:
    """Return ten days of events in order of time, most told two or three times within a day: id, title, time."""
    told = []
    for number in range(120):
        noun, verb = NOUNS[number % 10], VERBS[number // 10 % 5]
        name = "Velmora " if number % 3 == 0 else ""
        for telling in range(1 + number % 3):
            at = START + timedelta(hours=2 * number + 3 * telling)
            title = f"{name}{noun} number {number} {verb} in Osterby {('', 'again', 'for good')[telling]}"
            told.append((f"d{number:03}-{telling}", title, at))
    return sorted(told, key=lambda entry: (entry[2], entry[0]))


def empty() -> Database:
    store = db.connect(":memory:")
    db.sources.save_all(store, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    return store


def filled() -> Database:
    store = empty()
    for entry in stream():
        add(store, *entry)
    return store


def add(store: Database, identity: str, title: str, at: datetime, body: str = "") -> None:
    document = Document(
        id=identity, source="wire", kind="article", url=f"https://wire.example/{identity}",
        title=title, text=f"{title}\n\n{body}" if body else title, lang="en", published=at, seen=at,
    )  # fmt: skip
    with store.atomic():
        documents.save(store, document, at)
        (unread,) = facts.waiting(store, "1")
        named = [Mention(start=0, end=7, text="Velmora", label="ORG", entity="velmora")]
        reading = Reading(lang="en", mentions=tuple(named if title.startswith("Velmora") else ()))
        facts.save(store, unread, reading, "1", at)


def linked(store: Database, now: datetime = NOW) -> Database:
    steps.linking.link_store(store, WATCHLIST, (), now)
    return store


def told(store: Database) -> list[tuple[object, ...]]:
    """Return all results of linking, without stories merged into earlier ones."""
    alive = "select * from stories where redirect_to is null order by id"
    tables = ("story_documents", "responses", "checks")
    questions = [alive, *(f"select * from {table} order by 1" for table in tables)]
    return [tuple(row) for question in questions for row in store.execute(question).fetchall()]


@pytest.mark.parametrize("portion", [1, 7, 40])
def test_portions_give_the_same_stories_as_one_pass(portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(linked(filled()))
    monkeypatch.setattr(steps.linking, "PORTION", portion)
    assert told(linked(filled())) == whole


def passes(hours: int) -> tuple[Database, float]:
    """Return the store after passes of a given interval, and the share of items that changed their story."""
    store, rest, moved = empty(), stream(), 0
    before: dict[str, str] = {}
    while rest:
        until = rest[0][2] + timedelta(hours=hours)
        for entry in [entry for entry in rest if entry[2] < until]:
            add(store, *entry)
        rest = [entry for entry in rest if entry[2] >= until]
        linked(store, until)
        stands = db.stories.of_items(store)
        moved += sum(stands[item] != story for item, story in before.items())
        before = stands
    return store, moved / len(before)


@pytest.mark.parametrize("hours", [5, 30])
def test_passes_in_time_give_the_same_stories_as_an_archive_at_once(hours: int) -> None:
    store, moved = passes(hours)
    assert told(store) == told(linked(filled()))
    assert moved <= 0.05


def test_a_shared_town_and_common_verbs_merge_no_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """They share only words that every title of the days contains; two of the verbs name a concept."""
    nouns = "windmill airfield brewery stadium tunnel bakery hospital lantern museum sawmill"
    monkeypatch.setattr(sys.modules[__name__], "NOUNS", nouns.split())
    monkeypatch.setattr(sys.modules[__name__], "VERBS", ["expands", "buys", "delays", "fires", "apologises"])
    store, moved = passes(5)
    assert told(store) == told(linked(filled()))
    assert moved <= 0.05


def test_a_late_item_joins_its_story_without_changing_ids() -> None:
    entries = stream()
    late = next(entry for entry in entries if entry[0] == "d050-0")
    store = empty()
    for entry in entries:
        if entry != late:
            add(store, *entry)
    before = db.stories.of_items(linked(store))
    add(store, *late)
    after = db.stories.of_items(linked(store))
    assert after.pop("d050-0") == before["d050-1"]
    assert after == before


def test_a_store_without_stored_weights_is_continued() -> None:
    entries, store = stream(), empty()
    for entry in entries[:200]:
        add(store, *entry)
    linked(store)
    store.execute("update weighings set terms = null, ties = null")
    for entry in entries[200:]:
        add(store, *entry)
    linked(store)
    whole = db.stories.of_items(linked(filled()))
    stands = db.stories.of_items(store)
    assert sum(stands[item] != story for item, story in whole.items()) <= 2
    assert not list(
        store.query(
            "select item from weighings where terms is null and until > :at", {"at": iso(entries[200][2])}
        )
    )


def test_a_migration_fills_in_until_when_items_can_be_joined() -> None:
    store = Database(memory=True, strict=True)
    migrations.store.apply(store, stop_before="m008_weighings")
    store.execute(
        "insert into sources (id, name, spider, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')"
    )
    add_row(store, "d1", "2032-05-03T06:00:00+00:00")
    add_row(store, "d0", "2032-05-04T06:00:00+00:00")
    migrations.store.apply(store)
    assert list(store.query("select item, until from weighings order by place")) == [
        {"item": "d1", "until": "2032-05-17T06:00:00+00:00"},
        {"item": "d0", "until": "2032-05-18T06:00:00+00:00"},
    ]


def add_row(store: Database, identity: str, at: str) -> None:
    """Add a linked document as an earlier version stored it."""
    parameters = {"id": identity, "at": at}
    store.execute(
        """
        insert into documents (id, source, kind, url, published, first_seen, last_seen, text, text_sha256)
        values (:id, 'wire', 'article', 'https://wire.example/', :at, :at, :at, 'x', 'x')
        """,
        parameters,
    )
    store.execute(
        "insert into stories (id, headline, lang) values ('s-' || :id, 'x', 'en')", {"id": identity}
    )
    store.execute(
        """
        insert into story_documents (document, story, kind, score, evidence, tight, rule)
        values (:id, 's-' || :id, 'seed', 1.0, '', :id, 'x')
        """,
        {"id": identity},
    )


def dumped(store: Database) -> str:
    """Dump the store as text without the times of writing."""
    return "\n".join(line for line in store.conn.iterdump() if "_sqlite_migrations" not in line)


def test_the_same_input_gives_the_same_store_byte_for_byte_in_any_process() -> None:
    ours = dumped(linked(filled()))
    program = "import test_backlog as t; print(t.dumped(t.linked(t.filled())))"
    for seed in ("1", "2"):
        theirs = subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert theirs.stdout.rstrip("\n") == ours


def test_a_kill_costs_one_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(linked(filled()))
    monkeypatch.setattr(steps.linking, "PORTION", 50)
    store, saved = filled(), db.stories.save
    left = iter(range(3))

    def killed(*arguments: Any, **named: Any) -> dict[str, int]:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return saved(*arguments, **named)

    monkeypatch.setattr(db.stories, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        linked(store)
    assert len(waiting(store, NOW)) == 240 - 3 * 50
    monkeypatch.setattr(db.stories, "save", saved)
    assert told(linked(store)) == whole


def test_pending_items_come_in_order_of_time_and_future_ones_last() -> None:
    store = filled()
    add(store, "ahead", "Velmora ferry number 7 closes", NOW + timedelta(days=400))
    add(store, "late", "Velmora ferry number 8 closes", START - timedelta(days=3))
    queue = waiting(store, NOW)
    assert [queue[0].item, queue[-1].item] == ["late", "ahead"]
    assert queue[-1].at == NOW


def test_every_query_of_a_pass_uses_an_index() -> None:
    """No query of a pass scans a whole table, so that it costs the same in a large store."""
    store, entries = empty(), stream()
    for entry in entries[:-3]:
        add(store, *entry)
    linked(store)
    for entry in entries[-3:]:
        add(store, *entry)
    asked: list[str] = []
    store.conn.set_trace_callback(asked.append)
    linked(store)
    store.conn.set_trace_callback(None)
    questions = {
        sql for sql in asked if sql.split()[0].lower() in {"select", "update", "delete", "insert", "with"}
    }
    tables = {name for name in store.table_names() if "fts" not in name}
    read_whole = {
        (detail, sql)
        for sql in questions
        for *_, detail in store.execute(f"explain query plan {sql}").fetchall()
        if detail.split()[0] == "SCAN" and detail.split()[1] in tables and "USING" not in detail
    }
    assert len(questions) > 20
    assert not read_whole


def left_by_linking(entries: list[tuple[str, str, datetime]]) -> int:
    """Count the objects that only cyclic garbage collection finds after a pass."""
    store = empty()
    for entry in entries:
        add(store, *entry)
    gc.collect()
    linked(store)
    return gc.collect()


def test_linking_leaves_no_cyclic_garbage() -> None:
    """Cyclic collection is paused meanwhile: on a full window it takes a tenth of the time and finds nothing."""
    linked(filled())  # tables and patterns are loaded once
    few = left_by_linking(stream()[:20])
    many = left_by_linking(stream())
    assert gc.isenabled()
    assert many - few < len(stream()) - 20  # less than one per additional item


def test_a_restored_text_is_found_as_the_original_of_a_copy() -> None:
    body = " ".join(
        f"The {noun} of Osterby {verb} before the winter ends." for noun in NOUNS for verb in VERBS
    )
    store = empty()
    told = [("first", 0), ("later", 40), ("much-later", 24 * 9)]
    for number, (identity, hours) in enumerate(told):
        title = f"Winter in Osterby as told on {('Monday', 'Tuesday', 'another day')[number]}"
        add(store, identity, title, START + timedelta(hours=hours), body)
        linked(store)
    copies = "select document, copy_of from story_documents order by document"
    assert [tuple(row.values()) for row in store.query(copies)] == [
        ("first", None), ("later", "first"), ("much-later", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("linked", "anew", "unplaced"), [(False, False, True), (True, True, True), (True, False, False)]
)
def test_an_edited_item_keeps_its_place(linked: bool, anew: bool, unplaced: bool) -> None:
    assert Waiting(item="d", at=NOW, mark="1 x", linked=linked, anew=anew).unplaced is unplaced
