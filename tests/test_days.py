"""Whole days of news: what broke where, who answered, who reversed an answer, what is unanswered."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

import db
import nlp
import steps
from config import watchlist
from db import polls, sources, topics
from records import Poll, Sighting, Source
from review import brief

DAYS = Path(__file__).parent / "texts" / "days"


@dataclass(frozen=True)
class Day:
    """A marked day."""

    name: str
    until: datetime
    """The morning after."""
    text: str

    @property
    def told(self) -> dict[str, Any]:
        """The items and stories as marked."""
        return tomllib.loads(self.text)

    @property
    def stories(self) -> dict[str, Any]:
        """The marked stories by name."""
        return {story["name"]: story for story in self.told["story"]}

    def title(self, item: str | None) -> str | None:
        """Return an item's title as it stands in the end."""
        titles = {told["id"]: told["title"] for told in self.told["item"]}
        return titles[item] if item else None


def _day(name: str, until: str) -> Day:
    text = (DAYS / f"{name}.toml").read_text(encoding="utf-8")
    return Day(name=name, until=datetime.fromisoformat(until), text=text)


MARKED = {
    day.name: day
    for day in (
        _day("mixed", "2025-05-13T07:00:00+00:00"),
        _day("blender", "2026-06-09T07:00:00+08:00"),
        _day("river", "2026-11-04T07:00:00+00:00"),
        _day("harbour", "2027-03-10T07:00:00+08:00"),
        _day("saffron", "2028-05-10T07:00:00+08:00"),
        _day("cedar", "2029-10-18T07:00:00-04:00"),
        _day("lantern", "2028-06-14T07:00:00+08:00"),
        _day("heron", "2028-09-05T20:00:00+08:00"),
    )
}
STORIES = [
    pytest.param(day.name, name, id=f"{day.name}-{name}") for day in MARKED.values() for name in day.stories
]
ANSWERS = [
    pytest.param(day.name, name, answer, id=f"{day.name}-{name}-{answer['stance']}")
    for day in MARKED.values()
    for name, story in day.stories.items()
    for answer in story.get("answer", ())
]
REVERSED = [
    pytest.param(day.name, name, id=f"{day.name}-{name}")
    for day in MARKED.values()
    for name, story in day.stories.items()
    if "changed" in story
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a folder for each day with its watch list and its linked store."""
    return {day.name: _linked(day, tmp_path_factory.mktemp(day.name)) for day in MARKED.values()}


def _linked(day: Day, folder: Path) -> Path:
    listed = day.text[day.text.index("[[company]]") : day.text.index("[[item]]")]
    (folder / "watchlist.toml").write_text(listed, encoding="utf-8")
    watched = watchlist.load(folder / "watchlist.toml")
    store = db.connect(folder / "rejoinder.db")
    _poll_boards(store, day)
    lines = (
        json.dumps({**item, "text": item.get("text", "").strip()}, ensure_ascii=False)
        for item in day.told["item"]
        if "seen" not in item
    )
    steps.import_store(store, lines, name="day", moment=day.until, watched=watched)
    steps.read_store(store, nlp.Reader(watched), clock=lambda: day.until)
    steps.link_store(store, watched, (), day.until)
    db.connect_desk(folder / "desk.db").close()
    store.close()
    return folder


def _poll_boards(store: Database, day: Day) -> None:
    """Store the polls of the boards; each holds what was seen at its time, adverts without a position."""
    seen: dict[tuple[str, str], list[Sighting]] = {}
    for item in day.told["item"]:
        for at, position, heat in item.get("seen", ()):
            told = seen.setdefault((item["board"], at), [])
            told.append(
                Sighting(
                    platform=item["board"],
                    list="hot",
                    title=item["title"],
                    position=position or None,
                    index=len(told),
                    captured_at=datetime.fromisoformat(at),
                    kind="ad" if item.get("ad") else "organic",
                    heat=heat or None,
                    lang=item["lang"],
                )
            )
    for board, at in sorted(seen, key=lambda look: datetime.fromisoformat(look[1])):
        source = Source(id=board, name=board, spider="board", url=f"https://{board}.example/", platform=board)
        sources.save_all(store, [source])
        moment, found = datetime.fromisoformat(at), seen[board, at]
        poll = polls.save(store, Poll(source=board, url=source.url, at=moment, status="ok", rows=len(found)))
        topics.save_sightings(store, poll, found)


@pytest.fixture(scope="module")
def stores(folders: dict[str, Path]) -> Iterator[dict[str, sqlite3.Connection]]:
    opened = {name: sqlite3.connect(folder / "rejoinder.db") for name, folder in folders.items()}
    for conn in opened.values():
        conn.row_factory = sqlite3.Row
    yield opened
    for conn in opened.values():
        conn.close()


def id_in_store(store: sqlite3.Connection, day: str, item: str) -> str:
    """Return an item's id in the store; a topic's by its title."""
    told = next(each for each in MARKED[day].told["item"] if each["id"] == item)
    if told.get("kind") != "topic":
        return item
    return str(store.execute("select id from topics where title = ?", [told["title"]]).fetchone()["id"])


def story_of(store: sqlite3.Connection, day: str, name: str) -> sqlite3.Row:
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
        [id_in_store(store, day, MARKED[day].stories[name]["items"][0])],
    ).fetchone()


@pytest.mark.parametrize(("day", "name"), STORIES)
def test_a_story_holds_exactly_its_items(stores: dict[str, sqlite3.Connection], day: str, name: str) -> None:
    store, marked = stores[day], MARKED[day].stories[name]
    story = story_of(store, day, name)
    held = store.execute(
        "select document from story_documents where story = :id union select topic from story_topics where story = :id",
        {"id": story["id"]},
    )
    assert {row[0] for row in held} == {id_in_store(store, day, item) for item in marked["items"]}
    assert story["subject"] == marked["subject"]


@pytest.mark.parametrize(("day", "name"), STORIES)
def test_claims_and_their_first_sightings(stores: dict[str, sqlite3.Connection], day: str, name: str) -> None:
    marked, story = MARKED[day].stories[name], story_of(stores[day], day, name)
    assert story["claim"] == MARKED[day].title(marked.get("claim"))
    if "broke" in marked:
        broke = datetime.fromisoformat(story["first_seen_not_after"])
        assert broke == datetime.fromisoformat(marked["broke"])


@pytest.mark.parametrize(("day", "name", "answer"), ANSWERS)
def test_answers_with_words_stance_and_time(
    stores: dict[str, sqlite3.Connection], day: str, name: str, answer: dict[str, Any]
) -> None:
    store = stores[day]
    (found,) = store.execute(
        """
        select * from responses
        where story = ? and party = 'own' and coalesce(responder_entity, responder) = ? and instr(text, ?)
        """,
        [story_of(store, day, name)["id"], answer["who"], answer["words"]],
    )
    assert found["stance"] == answer["stance"]
    by = datetime.fromisoformat(found["responded_not_after"])
    assert by == datetime.fromisoformat(answer["by"])
    carriers = store.execute("select item from response_carriers where response = ?", [found["id"]])
    told = {id_in_store(store, day, item) for item in answer.get("carriers", ())}
    assert {row["item"] for row in carriers} >= told


@pytest.mark.parametrize("day", ["blender", "river", "saffron", "cedar", "lantern", "heron"])
def test_nobody_answers_more_than_is_marked(stores: dict[str, sqlite3.Connection], day: str) -> None:
    told = stores[day].execute("select text from responses where party = 'own' and stance <> 'silent'")
    marked = [answer["words"] for story in MARKED[day].stories.values() for answer in story.get("answer", ())]
    assert [row["text"] for row in told if not any(words in row["text"] for words in marked)] == []


@pytest.mark.parametrize(("day", "name"), STORIES)
def test_words_of_third_parties_are_reactions(
    stores: dict[str, sqlite3.Connection], day: str, name: str
) -> None:
    rows = stores[day].execute(
        "select text from responses where story = ? and party = 'reaction'",
        [story_of(stores[day], day, name)["id"]],
    )
    told = [row["text"] for row in rows]
    for reaction in MARKED[day].stories[name].get("reaction", ()):
        assert any(reaction["words"] in text for text in told)


@pytest.mark.parametrize(("day", "name"), STORIES)
def test_differing_figures_are_reported(stores: dict[str, sqlite3.Connection], day: str, name: str) -> None:
    rows = stores[day].execute(
        "select derivation from checks where story = ? and verdict = 'conflicts'",
        [story_of(stores[day], day, name)["id"]],
    )
    expected = [" against ".join(pair) for pair in MARKED[day].stories[name].get("conflicts", ())]
    assert [row["derivation"] for row in rows] == expected


@pytest.mark.parametrize("day", MARKED)
def test_no_claims_beyond_those_marked(stores: dict[str, sqlite3.Connection], day: str) -> None:
    store, marked = stores[day], MARKED[day]
    waiting = {row["claim"] for row in store.execute("select claim from unanswered")}
    assert waiting == {marked.title(story["claim"]) for story in marked.stories.values() if "open" in story}
    claims = {row["claim"] for row in store.execute("select claim from stories where claim is not null")}
    assert len(claims) == sum("claim" in story for story in marked.stories.values())


def test_a_rivals_jibe_is_no_headline(stores: dict[str, sqlite3.Connection]) -> None:
    assert story_of(stores["river"], "river", "bag")["headline"].startswith(
        "Merrow Airlines refused to board"
    )


@pytest.mark.parametrize(("day", "name"), REVERSED)
def test_the_brief_shows_the_latest_answer_and_that_it_changed(
    folders: dict[str, Path], stores: dict[str, sqlite3.Connection], day: str, name: str
) -> None:
    marked, story = MARKED[day], story_of(stores[day], day, name)
    told = brief.compose(
        folders[day] / "rejoinder.db",
        folders[day] / "desk.db",
        since=marked.until - timedelta(days=1),
        until=marked.until,
        zone=UTC,
        watchlist=watchlist.load(folders[day] / "watchlist.toml"),
    )
    (top,) = (section for section in told.sections if section.title == "Top stories")
    (entry,) = (entry for entry in top.entries if entry.path == f"/story/{story['id']}")
    assert marked.stories[name]["answer"][-1]["words"] in (entry.quote or "")
    (changed,) = (detail for detail in entry.details if detail.startswith("changed: "))
    first, last = marked.stories[name]["changed"]
    assert changed.index(first) < changed.index(last)
    assert "the company has since apologised" in told.night
    (spoke,) = (section for section in told.sections if section.title == "Who spoke")
    assert entry.quote not in {other.quote for other in spoke.entries}
