"""Whole days of news: what broke where, who answered, who reversed an answer, what is unanswered."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import db
import nlp
import steps
from config import watchlist
from review import brief

DAY = Path(__file__).parent / "texts" / "days" / "mixed.toml"
TOLD = tomllib.loads(DAY.read_text(encoding="utf-8"))
STORIES = {story["name"]: story for story in TOLD["story"]}
ANSWERS = [
    pytest.param(story["name"], answer, id=f"{story['name']}-{answer['stance']}")
    for story in TOLD["story"]
    for answer in story.get("answer", ())
]
MORNING = datetime(2025, 5, 13, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the watch list and the linked store of the day."""
    folder = tmp_path_factory.mktemp("day")
    text = DAY.read_text(encoding="utf-8")
    listed = text[text.index("[[company]]") : text.index("[[item]]")]
    (folder / "watchlist.toml").write_text(listed, encoding="utf-8")
    watched = watchlist.load(folder / "watchlist.toml")
    store = db.connect(folder / "rejoinder.db")
    lines = (
        json.dumps({**item, "text": item.get("text", "").strip()}, ensure_ascii=False)
        for item in TOLD["item"]
    )
    steps.import_store(store, lines, name="day", moment=MORNING)
    steps.read_store(store, nlp.Reader(watched), clock=lambda: MORNING)
    steps.link_store(store, watched, (), MORNING)
    db.connect_desk(folder / "desk.db").close()
    store.close()
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(folder / "rejoinder.db")
    conn.row_factory = sqlite3.Row
    yield conn
    conn.close()


def id_in_store(store: sqlite3.Connection, item: str) -> str:
    """Return an item's id in the store; a topic's by its title."""
    (told,) = (each for each in TOLD["item"] if each["id"] == item)
    if told.get("kind") != "topic":
        return item
    return str(store.execute("select id from topics where title = ?", [told["title"]]).fetchone()["id"])


def story_of(store: sqlite3.Connection, name: str) -> sqlite3.Row:
    """Return the story with the first item of a marked one."""
    return store.execute(
        """
        select stories.*
        from stories
        join (
          select document as item, story from story_documents
          union all
          select topic, story from story_topics
        ) held on held.story = stories.id
        where held.item = ?
        """,
        [id_in_store(store, STORIES[name]["items"][0])],
    ).fetchone()


@pytest.mark.parametrize("name", STORIES)
def test_a_story_holds_exactly_its_items(store: sqlite3.Connection, name: str) -> None:
    story = story_of(store, name)
    held = store.execute(
        "select document from story_documents where story = :id union select topic from story_topics where story = :id",
        {"id": story["id"]},
    )
    assert {row[0] for row in held} == {id_in_store(store, item) for item in STORIES[name]["items"]}
    assert story["subject"] == STORIES[name]["subject"]


@pytest.mark.parametrize("name", STORIES)
def test_claims_and_their_first_sightings(store: sqlite3.Connection, name: str) -> None:
    marked, story = STORIES[name], story_of(store, name)
    titles = {item["id"]: item["title"] for item in TOLD["item"]}
    assert story["claim"] == titles.get(marked.get("claim"))
    if "broke" in marked:
        broke = datetime.fromisoformat(story["first_seen_not_after"])
        assert broke == datetime.fromisoformat(marked["broke"])


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_answers_with_words_stance_and_time(
    store: sqlite3.Connection, name: str, answer: dict[str, Any]
) -> None:
    (found,) = store.execute(
        """
        select * from responses
        where story = ? and party = 'own' and responder_entity = ? and instr(text, ?)
        """,
        [story_of(store, name)["id"], answer["who"], answer["words"]],
    )
    assert found["stance"] == answer["stance"]
    by = datetime.fromisoformat(found["responded_not_after"])
    assert by == datetime.fromisoformat(answer["by"])
    carriers = store.execute("select item from response_carriers where response = ?", [found["id"]])
    assert {row["item"] for row in carriers} >= set(answer.get("carriers", ()))


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if "reaction" in story])
def test_words_of_third_parties_are_reactions(store: sqlite3.Connection, name: str) -> None:
    rows = store.execute(
        "select text from responses where story = ? and party = 'reaction'", [story_of(store, name)["id"]]
    )
    told = [row["text"] for row in rows]
    for reaction in STORIES[name]["reaction"]:
        assert any(reaction["words"] in text for text in told)


def test_differing_figures_are_reported(store: sqlite3.Connection) -> None:
    for name, marked in STORIES.items():
        rows = store.execute(
            "select derivation from checks where story = ? and verdict = 'conflicts'",
            [story_of(store, name)["id"]],
        )
        expected = [" against ".join(pair) for pair in marked.get("conflicts", ())]
        assert [row["derivation"] for row in rows] == expected


def test_no_claims_beyond_those_marked(store: sqlite3.Connection) -> None:
    assert store.execute("select * from unanswered").fetchall() == []
    claims = {row["claim"] for row in store.execute("select claim from stories where claim is not null")}
    assert len(claims) == sum("claim" in story for story in STORIES.values())


def test_the_brief_shows_the_latest_answer_and_that_it_changed(folder: Path) -> None:
    told = brief.compose(
        folder / "rejoinder.db",
        folder / "desk.db",
        since=MORNING - timedelta(days=1),
        until=MORNING,
        zone=UTC,
        watchlist=watchlist.load(folder / "watchlist.toml"),
    )
    (glass,) = (
        entry
        for section in told.sections
        for entry in section.entries
        if section.title == "Top stories" and "glass" in entry.lead
    )
    assert glass.quote is not None
    assert glass.quote.startswith("What we said at noon was wrong")
    (changed,) = (detail for detail in glass.details if detail.startswith("changed: "))
    first, last = STORIES["glass"]["changed"]
    assert changed.index(first) < changed.index(last)
