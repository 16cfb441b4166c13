"""The main job, on the sample newsroom: what was claimed, who answered, how long after, and what nobody answered."""

import json
import sqlite3
import tomllib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import newsroom
import pytest

import sample
from sample import content

TRUTH = tomllib.loads((Path(__file__).parent / "sample_truth.toml").read_text(encoding="utf-8"))
STORIES = {story["name"]: story for story in TRUTH["story"]}
RESPONSES = [
    pytest.param(story, response, id=f"{story['name']}-{response['responder']}")
    for story in TRUTH["story"]
    for response in story.get("response", ())
]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("main-job")
    done = newsroom.run(folder, "run")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture(scope="session")
def store(run: tuple[Path, str]) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(run[0] / "newsroom" / "rejoinder.db")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def told(store: sqlite3.Connection) -> dict[str, str]:
    """Item, as the truth names it → story."""
    paths = {f"{article.outlet.id}/{article.slug}": article.path for article in content.articles()}
    by_url = {
        row["url"].partition(sample.HOST)[2]: row["story"]
        for row in store.execute(
            "select url, story from documents join story_documents on document = documents.id"
        )
    }
    named = {name: by_url[path] for name, path in paths.items() if path in by_url}
    for row in store.execute(
        "select source, guid, url, story from documents join story_documents on document = documents.id where documents.kind = 'post'"
    ):
        for identity in (row["guid"] or "", row["url"].rpartition("/")[2]):
            named[f"{row['source']}/{identity.rpartition('/')[2]}"] = row["story"]
    for row in store.execute("select title, story from topics join story_topics on topic = topics.id"):
        named[f"topic/{row['title']}"] = row["story"]
    return named


def members(story: dict[str, Any]) -> list[str]:
    topics = [f"topic/{title}" for title in story.get("topics", ())]
    return [*story.get("documents", ()), *story.get("posts", ()), *topics]


@pytest.mark.parametrize("name", STORIES)
def test_what_tells_one_happening_is_one_story(told: dict[str, str], name: str) -> None:
    where = {member: told.get(member) for member in members(STORIES[name])}
    assert len(set(where.values())) == 1, where
    assert None not in where.values()


@pytest.mark.parametrize("name", STORIES)
def test_nothing_foreign_is_in_a_story(told: dict[str, str], name: str) -> None:
    story = STORIES[name]
    known = {*members(story), *story.get("maybe", ())}
    here = {told[member] for member in members(story) if member in told}
    assert [
        member for member, where in told.items() if where in here and "/" in member and member not in known
    ] == []


@pytest.mark.parametrize(("story", "response"), RESPONSES)
def test_an_answer_is_found_with_who_how_and_when(
    store: sqlite3.Connection, told: dict[str, str], story: dict[str, Any], response: dict[str, Any]
) -> None:
    found = [
        dict(row)
        for row in store.execute(
            "select * from story_responses where story = ? and responder_entity = ? and party = 'own'",
            (told[members(story)[0]], response["responder"]),
        )
    ]
    assert found
    words = [*response.get("words", ()), *response.get("english_words", ())]
    fitting = [row for row in found if not words or any(word in row["text"] for word in words)]
    assert fitting, found
    best = max(fitting, key=lambda row: row["carriers"])
    assert best["stance"] == response["stance"]
    assert best["channel_kind"] == response.get("channel_kind", best["channel_kind"])
    assert best["carriers"] >= response["carriers_at_least"]
    if "latency_minutes" in response:
        low, high = response["latency_minutes"]
        assert best["latency_min_seconds"] <= low * 60 <= high * 60 <= best["latency_max_seconds"] + 59
    if "said_at" in response:
        at: datetime = response["said_at"]
        assert datetime.fromisoformat(best["responded_not_after"]) == at


def test_what_nobody_answered_is_on_the_list(store: sqlite3.Connection, told: dict[str, str]) -> None:
    open_claims = {row["story"] for row in store.execute("select story from unanswered")}
    for story in TRUTH["story"]:
        where = told[members(story)[0]]
        assert (where in open_claims) == story.get("unanswered", False), story["name"]


def test_outlets_that_disagree_are_told_apart_from_those_that_round(store: sqlite3.Connection) -> None:
    (conflict,) = TRUTH["conflict"]
    rows = store.execute("select * from figure_conflicts").fetchall()
    values = [{str(Decimal(row["left_value"])), str(Decimal(row["right_value"]))} for row in rows]
    assert set(conflict["values"]) in values


def test_the_claim_is_tried_against_the_figures_at_hand(store: sqlite3.Connection) -> None:
    (derived,) = TRUTH["derived"]
    rows = store.execute("select verdict, derivation from checks where kind = 'per_unit'").fetchall()
    assert any(row["verdict"] == "supports" and derived["sum"] in row["derivation"] for row in rows)


def test_an_article_that_was_changed_keeps_both_wordings(store: sqlite3.Connection) -> None:
    for corrected in TRUTH["corrected"]:
        path = next(
            article.path
            for article in content.articles()
            if f"{article.outlet.id}/{article.slug}" == corrected["document"]
        )
        row = store.execute(
            """
            select documents.text, document_versions.text as earlier
            from documents
            join document_versions on document_versions.document = documents.id
            where url like ?
            """,
            (f"%{path}",),
        ).fetchone()
        assert corrected["to"] in row["text"]
        assert corrected.get("from", "") in row["earlier"]
        assert corrected["to"] not in row["earlier"]


def test_paid_topics_are_kept_apart(store: sqlite3.Connection) -> None:
    for title in TRUTH["paid"]["topics"]:
        kinds = store.execute(
            "select distinct sightings.kind from sightings join topics on topics.id = topic where topics.title = ?",
            (title,),
        ).fetchall()
        assert [row["kind"] for row in kinds] == ["ad"]


def test_every_fact_stands_where_it_says(store: sqlite3.Connection) -> None:
    for table in ("mentions", "quotes", "figures"):
        rows = store.execute(
            f"""
            select {table}.*, coalesce(documents.text, topics.title) as whole
            from {table}
            left join documents on documents.id = document
            left join topics on topics.id = topic
            """
        ).fetchall()
        assert rows
        for row in rows:
            assert row["whole"][row["start"] : row["end"]] == row["text"], row["id"]
            assert row["rule"]


def test_the_brief_is_printed_and_kept_as_a_page(run: tuple[Path, str]) -> None:
    folder, out = run
    assert "Needs an answer" in out
    assert "rejoinder serve" in out
    page = (folder / "newsroom" / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "Needs an answer" in page


def test_a_second_run_changes_nothing(run: tuple[Path, str], store: sqlite3.Connection) -> None:
    before = dump(store)
    again = newsroom.run(run[0], "run")
    assert again.returncode == 0, again.stderr
    assert "Nothing new" in again.stdout
    assert dump(store) == before


def dump(store: sqlite3.Connection) -> dict[str, list[str]]:
    """All that was collected and derived, without row numbers.

    Runs and polls are left out: asking once more is a fact of its own.
    """
    kept = "sources documents document_versions topics mentions quotes figures stories story_documents"
    kept += " story_topics responses response_carriers checks issues"
    sightings = (
        "select topic, list, list_index, title, position, heat, label, kind, captured_at from sightings"
    )
    asked = {"sightings": sightings} | {table: f"select * from {table}" for table in kept.split()}
    return {
        table: sorted(json.dumps(tuple(row), ensure_ascii=False) for row in store.execute(sql))
        for table, sql in asked.items()
    }
