"""A backlog is linked in portions: the same stories as at once, in bounded memory, and a kill costs one portion."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

import db
import db.sources
import db.stories
import steps.linking
from db import documents, facts
from db.waiting import waiting
from records import Company, Document, Mention, Reading, Source, Watchlist

START = datetime(2032, 5, 3, 6, tzinfo=UTC)
NOW = START + timedelta(days=30)
WATCHLIST = Watchlist(companies=(Company(id="velmora", name="Velmora"),))
NOUNS = ["kiln", "ferry", "orchard", "turbine", "ledger", "quarry", "saddle", "beacon", "harvest", "lantern"]
VERBS = ["closes", "doubles", "recalls", "delays", "reopens"]


def filled() -> Database:
    """Ten days of happenings, most of them told two or three times within a day."""
    store = db.connect(":memory:")
    db.sources.save_all(store, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    for number in range(120):
        noun, verb = NOUNS[number % 10], VERBS[number // 10 % 5]
        name = "Velmora " if number % 3 == 0 else ""
        for telling in range(1 + number % 3):
            at = START + timedelta(hours=2 * number + 3 * telling)
            title = f"{name}{noun} number {number} {verb} in Osterby {('', 'again', 'for good')[telling]}"
            add(store, f"d{number:03}-{telling}", title, at)
    return store


def add(store: Database, identity: str, title: str, at: datetime) -> None:
    document = Document(
        id=identity, source="wire", kind="article", url=f"https://wire.example/{identity}",
        title=title, text=title, lang="en", published=at, seen=at,
    )  # fmt: skip
    with store.atomic():
        documents.save(store, document, at)
        (unread,) = facts.waiting(store, "1")
        named = [Mention(start=0, end=7, text="Velmora", label="ORG", entity="velmora")]
        reading = Reading(lang="en", mentions=tuple(named if title.startswith("Velmora") else ()))
        facts.save(store, unread, reading, "1", at)


def linked(store: Database) -> Database:
    steps.linking.link_store(store, WATCHLIST, (), NOW)
    return store


def told(store: Database) -> list[tuple[object, ...]]:
    """Everything that linking concluded, without the stories that a later portion found to be part of an earlier one."""
    alive = "select * from stories where redirect_to is null order by id"
    tables = ("story_documents", "responses", "checks")
    questions = [alive, *(f"select * from {table} order by 1" for table in tables)]
    return [tuple(row) for question in questions for row in store.execute(question).fetchall()]


@pytest.mark.parametrize("portion", [1, 7, 40])
def test_portions_give_the_stories_of_one_pass(portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(linked(filled()))
    monkeypatch.setattr(steps.linking, "PORTION", portion)
    assert told(linked(filled())) == whole


def dumped(store: Database) -> str:
    """The whole store as text, but for the moments at which it was made."""
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

    def killed(*arguments: object) -> dict[str, int]:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return saved(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(db.stories, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        linked(store)
    assert len(waiting(store, NOW)) == 240 - 3 * 50
    monkeypatch.setattr(db.stories, "save", saved)
    assert told(linked(store)) == whole


def test_what_waits_comes_in_the_order_of_time_and_the_future_last() -> None:
    store = filled()
    add(store, "ahead", "Velmora ferry number 7 closes", NOW + timedelta(days=400))
    add(store, "late", "Velmora ferry number 8 closes", START - timedelta(days=3))
    queue = waiting(store, NOW)
    assert [queue[0].item, queue[-1].item] == ["late", "ahead"]
    assert queue[-1].at == NOW
