"""Linking with the store: only pending items are loaded, a second pass changes nothing, decisions and ids persist."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

import db
import db.sources
import db.stories
import steps
import stories
from db import documents, facts, items, polls, topics
from records import (
    Company,
    Decision,
    Document,
    Figure,
    Mention,
    Poll,
    Reading,
    Sighting,
    SightingKind,
    Source,
    Watchlist,
)

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
NOW = START + timedelta(days=10)
WATCHLIST = Watchlist(companies=(Company(id="norvik", name="Norvik", aliases=("诺维克",)),))

TITLES = (
    ("Norvik vans catch fire in a car park", 0),
    ("Norvik vans catch fire in a second car park", 5),
    ("Norvik apologises for vans that catch fire", 9),
    ("A town stops for ducks", 30),
)


@pytest.fixture
def store(tmp_path: Path) -> Database:
    opened = db.connect(tmp_path / "store.db")
    db.sources.save_all(opened, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    return opened


def add(store: Database, identity: str, title: str, hours: float, lang: str = "en") -> None:
    at = START + timedelta(hours=hours)
    with store.atomic():
        documents.save(
            store,
            Document(
                id=identity,
                source="wire",
                kind="article",
                url=f"https://wire.example/{identity}",
                title=title,
                text=title,
                lang=lang,
                published=at,
                seen=at,
            ),
            at,
        )


def read(store: Database, reader: str = "1", *, names: bool = True) -> None:
    with store.atomic():
        for waiting in list(facts.waiting(store, reader)):
            start = waiting.text.find("Norvik")
            found = (
                (Mention(start=start, end=start + 6, text="Norvik", label="ORG", entity="norvik"),)
                if names and start >= 0
                else ()
            )
            facts.save(store, waiting, Reading(lang="en", mentions=found), reader, NOW)


def stored(loaded: items.Loaded) -> stories.Stored:
    return stories.Stored(
        stories=loaded.previous,
        weighings=loaded.weighings,
        references=loaded.references,
        fresh=loaded.fresh,
    )


def link(
    store: Database, decisions: tuple[Decision, ...] = (), undone: tuple[Decision, ...] = ()
) -> dict[str, int]:
    loaded = items.load(store, (*decisions, *undone), now=NOW)
    linked = stories.link(
        loaded.items,
        watchlist=WATCHLIST,
        now=NOW,
        stored=stored(loaded),
        decisions=decisions,
    )
    with store.atomic():
        return db.stories.save(store, linked, loaded, NOW)


def dump(store: Database) -> list[str]:
    kept = ("stories", "story_documents", "story_topics", "responses", "response_carriers", "checks")
    return [str(sorted(map(str, store.query(f"select * from {table}")))) for table in kept]


def fill(store: Database) -> None:
    for number, (title, hours) in enumerate(TITLES):
        add(store, f"d{number}", title, hours)
    read(store)


def test_a_second_pass_changes_nothing(store: Database) -> None:
    fill(store)
    first = link(store)
    before = dump(store)
    again = link(store)
    assert first["relinked"] == first["stories"] == 2
    assert again["relinked"] == 0
    assert dump(store) == before


def test_linking_one_by_one_equals_linking_at_once(store: Database, tmp_path: Path) -> None:
    fill(store)
    link(store)
    other = db.connect(tmp_path / "other.db")
    db.sources.save_all(other, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    for number, (title, hours) in enumerate(TITLES):
        add(other, f"d{number}", title, hours)
        read(other)
        link(other)
    assert dump(other) == dump(store)


def test_items_before_the_window_are_not_loaded(store: Database) -> None:
    fill(store)
    link(store)
    add(store, "late", "Ducks again", 24 * 60)
    read(store)
    assert {item.id for item in items.load(store, now=NOW + timedelta(days=60)).items} == {"late"}


def test_an_item_from_the_future_is_compared_with_the_present(store: Database) -> None:
    fill(store)
    link(store)
    add(store, "ahead", "Norvik vans catch fire once more", 24 * 60)
    read(store)
    assert {item.id for item in items.load(store, now=START + timedelta(days=2)).items} > {"ahead"}


def test_the_window_is_loaded_with_pending_items(store: Database) -> None:
    fill(store)
    link(store)
    add(store, "next", "Norvik vans catch fire once more", 40)
    read(store)
    loaded = items.load(store, now=NOW)
    assert {item.id for item in loaded.items} == {"d0", "d1", "d2", "d3", "next"}
    assert loaded.fresh == {"next"}
    link(store)
    told = db.stories.of_items(store)
    assert told["next"] == told["d0"]


def test_an_edited_document_keeps_its_story(store: Database) -> None:
    fill(store)
    link(store)
    before = db.stories.of_items(store)
    with store.atomic():
        store.execute("update documents set text = 'Corrected', text_sha256 = 'other' where id = 'd1'")
    read(store)
    assert link(store)["relinked"] <= 1
    assert db.stories.of_items(store) == before


def test_a_new_watch_list_relinks_and_reports(store: Database) -> None:
    fill(store)
    link(store)
    read(store, "2", names=False)
    link(store)
    (issue,) = store.query("select kind, message from issues")
    assert issue["kind"] == "relinked"
    assert issue["message"].startswith("4 items were read by another reader")


def test_the_name_of_a_merged_story_goes_with_it(store: Database) -> None:
    fill(store)
    steps.link_store(store, WATCHLIST, (), NOW)
    told = db.stories.of_items(store)
    name = Decision(id=1, kind="rename", subject=told["d3"], value="Ducks", by="mara", at=NOW)
    merge = Decision(id=2, kind="merge", subject=told["d3"], value=told["d0"], by="mara", at=NOW)

    def headline(*decided: Decision, undone: tuple[Decision, ...] = ()) -> str:
        steps.link_store(store, WATCHLIST, decided, NOW, undone)
        return str(store.table("stories").get(told["d0"])["headline"])

    written = headline(name)
    assert headline(name, merge) == "Ducks"
    add(store, "later", "Norvik vans catch fire in a third car park", 31)
    read(store)
    assert headline(name, merge) == "Ducks"
    assert headline(merge, undone=(name,)) == written


def test_views_of_the_linked_record(store: Database) -> None:
    fill(store)
    link(store)
    (row,) = store.query("select claim, party, stance, latency_max_seconds from story_responses")
    assert row == {
        "claim": "Norvik vans catch fire in a car park",
        "party": "own",
        "stance": "apologise",
        "latency_max_seconds": 9 * 3600,
    }
    assert list(store.query("select * from unanswered")) == []
    (speaker,) = store.query("select spokesperson, answers, apologies from spokespeople")
    assert speaker == {"spokesperson": "norvik", "answers": 1, "apologies": 1}
    assert list(store.query("select * from figure_conflicts")) == []


def test_a_claim_without_an_answer_is_listed_as_unanswered(store: Database) -> None:
    add(store, "d0", TITLES[0][0], 0)
    read(store)
    link(store)
    (row,) = store.query("select claim, subject, documents, reactions from unanswered")
    assert row == {"claim": TITLES[0][0], "subject": "norvik", "documents": 1, "reactions": 0}


def test_a_merge_after_linking_is_applied(store: Database) -> None:
    fill(store)
    link(store)
    told = db.stories.of_items(store)
    decision = Decision(id=1, kind="merge", subject=told["d3"], value=told["d0"], by="mara", at=NOW)
    link(store, (decision,))
    after = db.stories.of_items(store)
    assert after["d3"] == told["d0"]
    (redirect,) = store.query("select redirect_to from stories where id = :id", {"id": told["d3"]})
    assert redirect["redirect_to"] == told["d0"]
    before = dump(store)
    link(store, (decision,))
    assert dump(store) == before


def test_an_undone_merge_restores_the_stories(store: Database) -> None:
    fill(store)
    link(store)
    told, before = db.stories.of_items(store), dump(store)
    decision = Decision(id=1, kind="merge", subject=told["d3"], value=told["d0"], by="mara", at=NOW)
    link(store, (decision,))
    assert len(set(db.stories.of_items(store).values())) < len(set(told.values()))
    link(store, undone=(decision,))
    assert db.stories.of_items(store) == told
    assert dump(store) == before
    link(store, undone=(decision,))
    assert dump(store) == before


@pytest.mark.parametrize("kind", ["split", "pin", "accept_link", "reject_link"])
def test_an_undone_move_returns_the_item(store: Database, kind: str) -> None:
    fill(store)
    link(store)
    told, before = db.stories.of_items(store), dump(store)
    shown = list(store.query("select * from stories where redirect_to is null"))
    moving = next(item for item in told if list(told.values()).count(told[item]) > 1 and item != min(told))
    elsewhere = next(story for story in told.values() if story != told[moving])
    subject, value = {
        "split": (told[moving], moving),
        "reject_link": (moving, told[moving]),
    }.get(kind, (moving, elsewhere))
    decision = Decision(id=4, kind=kind, subject=subject, value=value, by="mara", at=NOW)
    link(store, (decision,))
    moved = db.stories.of_items(store)
    assert moved[moving] != told[moving]
    assert {item: story for item, story in moved.items() if item != moving} == {
        item: story for item, story in told.items() if item != moving
    }
    held = dump(store)
    link(store, (decision,))
    assert dump(store) == held
    link(store, undone=(decision,))
    assert db.stories.of_items(store) == told
    alive = "select * from stories where redirect_to is null"
    assert list(store.query(alive)) == shown
    assert dump(store)[1:] == before[1:]


def test_a_continuing_process_gives_the_same_store(store: Database, tmp_path: Path) -> None:
    fill(store)
    link(store)
    other = db.connect(tmp_path / "other.db")
    db.sources.save_all(other, [Source(id="wire", name="Wire", spider="feed", url="https://wire.example/")])
    memory = stories.Memory()
    for number, (title, hours) in enumerate(TITLES):
        add(other, f"d{number}", title, hours)
        read(other)
        loaded = items.load(other, now=NOW, known=memory.known)
        assert {item.id for item in loaded.items} == {f"d{number}"}
        linked = stories.link(
            loaded.items,
            watchlist=WATCHLIST,
            now=NOW,
            stored=stored(loaded),
            memory=memory,
        )
        with other.atomic():
            db.stories.save(other, linked, loaded, NOW)
    assert dump(other) == dump(store)


REPORT = "Norvik earned 12 million"
EARNED = Figure(
    start=14, end=24, text="12 million", unit="EUR", rule="test", value=Decimal(12000000), metric="net_income",
    subject_entity="norvik", period="2030", basis="level", status="actual",
)  # fmt: skip


def report(store: Database) -> None:
    add(store, "report", REPORT, 1)
    mention = Mention(start=0, end=6, text="Norvik", label="ORG", entity="norvik")
    with store.atomic():
        for waiting in list(facts.waiting(store, "1")):
            facts.save(store, waiting, Reading(lang="en", mentions=(mention,), figures=(EARNED,)), "1", NOW)


def file(store: Database, value: int, day: int) -> None:
    text = f"net income, 2030: {value} EUR"
    stated = replace(
        EARNED, start=18, end=len(text), text=text[18:], value=Decimal(value), reported_by="10-K 7, filed"
    )
    at = START + timedelta(days=day)
    document = Document(
        id=f"filing{day}", source="wire", kind="filing", url=f"https://wire.example/f{day}", text=text, lang="en",
        published=at, seen=at, entity="norvik", figures=(stated,),
    )  # fmt: skip
    with store.atomic():
        documents.save(store, document, at)
        facts.save_filed(store, document, at)


def told(store: Database) -> list[tuple[str, str, str]]:
    rows = store.query("select left_figure, right_figure, verdict from checks order by id")
    return [(row["left_figure"], row["right_figure"], row["verdict"]) for row in rows]


def test_a_later_filing_is_compared_with_an_earlier_report(store: Database) -> None:
    report(store)
    link(store)
    assert told(store) == []
    file(store, 14000000, 2)
    link(store)
    assert told(store) == [("filing2:f:18-30", "report:f:14-24", "conflicts")]
    assert set(db.stories.of_items(store)) == {"report"}  # a filing of figures only belongs to no story
    before = dump(store)
    assert not items.load(store, now=NOW).fresh
    link(store)
    assert dump(store) == before
    file(store, 12000000, 3)
    link(store)
    assert told(store) == [("filing3:f:18-30", "report:f:14-24", "agrees")]


def test_a_later_report_is_compared_with_an_earlier_filing(store: Database) -> None:
    file(store, 14000000, 0)
    report(store)
    link(store)
    assert [verdict for *_, verdict in told(store)] == ["conflicts"]


def test_a_topic_that_was_paid_for_at_first_is_told_once_it_trends_by_itself(store: Database) -> None:
    board = Source(id="board", name="Board", spider="board", url="https://board.example/", platform="weibo")
    db.sources.save_all(store, [board])
    kinds: list[SightingKind | None] = [None, "ad", "ad", "organic", "organic"]
    for minutes, kind in zip(range(0, 75, 15), kinds, strict=True):
        at = START + timedelta(minutes=minutes)
        poll = polls.save(store, Poll(source="board", url=board.url, at=at, status="ok", rows=2))
        told = [("海边集市周末开张", "organic"), *([("诺维克面包车降价", kind)] if kind else [])]
        sightings = [
            Sighting(
                platform="weibo", list="hot", title=title, position=None, index=place, captured_at=at, kind=of
            )
            for place, (title, of) in enumerate(told)
        ]
        topics.save_sightings(store, poll, sightings)
        read(store)
        steps.link_store(store, WATCHLIST, (), at + timedelta(minutes=1))
    (story,) = store.query("select * from stories where headline = '诺维克面包车降价'")
    assert datetime.fromisoformat(story["first_seen_not_before"]) == START + timedelta(minutes=30)
    assert datetime.fromisoformat(story["first_seen_not_after"]) == START + timedelta(minutes=45)


def test_variants_of_a_language_are_one_language(store: Database) -> None:
    add(store, "hant", "諾維克麵包車起火", 0, "zh-Hant")
    add(store, "hans", "诺维克面包车起火", 1, "zh_CN")
    read(store)
    assert {item.lang for item in items.load(store, now=NOW).items} == {"zh"}
