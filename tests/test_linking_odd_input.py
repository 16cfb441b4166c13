"""Odd input is linked: without date, from the future, in any order, twice, edited, without title, with another watch list."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

import db
import db.stories
import steps
import steps.linking
from db import facts
from db.weighings import load
from records import Company, Mention, Reading, Watchlist

MOMENT = datetime(2032, 9, 6, 9, tzinfo=UTC)
LISTED = Watchlist(companies=(Company(id="ostrava-rail", name="Ostrava Rail"),))

LINES = [
    {"id": "first", "title": "Ostrava Rail recalls its night trains after a brake fault", "published": "2032-09-05T08:00:00Z"},
    {"id": "same", "title": "Ostrava Rail recalls night trains: brake fault found", "published": "2032-09-05T09:30:00Z"},
    {"id": "copy", "title": "Ostrava Rail recalls its night trains after a brake fault - Daily Wire", "published": "2032-09-05T10:00:00Z"},
    {"id": "undated", "title": "Ostrava Rail recall of night trains widens, brake fault blamed"},
    {"id": "ahead", "title": "Ostrava Rail says brake fault in night trains is mended", "published": "2041-01-01T00:00:00Z"},
    {"id": "untitled", "text": "A bakery in Lindholm has opened a second oven and bakes until noon.", "published": "2032-09-05T11:00:00Z"},
    {"id": "other", "title": "Lindholm bakery opens a second oven", "published": "2032-09-05T12:00:00Z"},
]  # fmt: skip


def linked(lines: list[dict[str, str]], watched: Watchlist = LISTED, now: datetime = MOMENT) -> Database:
    store = db.connect(":memory:")
    take_in(store, lines, now)
    steps.linking.link_store(store, watched, (), now)
    return store


def take_in(
    store: Database, lines: list[dict[str, str]], now: datetime, reader: str = "1", *, names: bool = True
) -> dict[str, int]:
    counts, _ = steps.import_store(store, map(json.dumps, lines), name="odd", moment=now)
    with store.atomic():
        for waiting in list(facts.waiting(store, reader)):
            start = waiting.text.find("Ostrava Rail") if names else -1
            named = [
                Mention(start=start, end=start + 12, text="Ostrava Rail", label="ORG", entity="ostrava-rail")
            ]
            reading = Reading(lang="en", mentions=tuple(named if start >= 0 else ()))
            facts.save(store, waiting, reading, reader, now)
    return counts


def test_every_item_finds_its_story() -> None:
    told = db.stories.of_items(linked(LINES))
    assert len({told[item] for item in ("first", "same", "copy", "undated", "ahead")}) == 1
    assert told["untitled"] != told["first"]
    assert told.keys() == {line["id"] for line in LINES}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_lines_does_not_matter(seed: int) -> None:
    shuffled = random.Random(seed).sample(LINES, len(LINES))
    rows = "select * from story_documents order by document"
    assert list(linked(shuffled).query(rows)) == list(linked(LINES).query(rows))


def test_a_repeated_line_is_one_document() -> None:
    store = linked(LINES)
    before = list(store.query("select * from story_documents order by document"))
    counts = take_in(store, LINES, MOMENT + timedelta(hours=1))
    steps.linking.link_store(store, LISTED, (), MOMENT + timedelta(hours=1))
    assert counts["same"] == len(LINES)
    assert list(store.query("select * from story_documents order by document")) == before


def test_an_item_from_the_future_counts_as_now_and_keeps_no_story_open() -> None:
    store = linked(LINES)
    assert load(store, ["ahead"])["ahead"].at == MOMENT
    later = MOMENT + timedelta(days=60)
    line = {
        "id": "late",
        "title": "Ostrava Rail recalls night trains after a brake fault again",
        "published": later.isoformat(),
    }
    take_in(store, [line], later)
    steps.linking.link_store(store, LISTED, (), later)
    told = db.stories.of_items(store)
    assert told["late"] != told["ahead"]


def test_an_edit_keeps_the_story_and_a_second_pass_changes_nothing() -> None:
    store = linked(LINES)
    before = db.stories.of_items(store)
    edited = {**LINES[1], "title": "Correction: Ostrava Rail recalls day trains, not night trains"}
    assert take_in(store, [edited], MOMENT + timedelta(hours=1))["changed"] == 1
    steps.linking.link_store(store, LISTED, (), MOMENT + timedelta(hours=1))
    assert db.stories.of_items(store) == before
    held = [*store.conn.iterdump()]
    steps.linking.link_store(store, LISTED, (), MOMENT + timedelta(hours=1))
    assert [*store.conn.iterdump()] == held


@pytest.mark.parametrize("portion", [2, 4000])
def test_a_new_watch_list_relinks_everything_and_reports_it(
    portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps.linking, "PORTION", portion)
    store = linked(LINES)
    take_in(store, [], MOMENT, "2", names=False)
    counts = steps.linking.link_store(store, Watchlist(), (), MOMENT)
    (issue,) = store.query("select message from issues where kind = 'relinked'")
    assert counts["anew"] == len(LINES)
    assert issue["message"].startswith(f"{len(LINES)} items were read by another reader")
    assert f"{counts['moved']} of them now belong to another story" in issue["message"]
    fresh = db.connect(":memory:")
    take_in(fresh, LINES, MOMENT, "2", names=False)
    steps.linking.link_store(fresh, Watchlist(), (), MOMENT)
    assert db.stories.of_items(store) == db.stories.of_items(fresh)
