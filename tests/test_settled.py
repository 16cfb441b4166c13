"""What people settle at the desk is settled on every page, until they take it back; a merged story's decisions go with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import db
from db import decisions
from records import Decision
from review import brief, connections
from review.brief import lookups
from review.desk import standing_decisions
from review.questions import ask
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, fill

OPEN = "s-heat"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


def decide(files: Files, kind: str, subject: str, value: str | None) -> int:
    desk = db.connect_desk(files.desk)
    number = decisions.save(desk, Decision(id=0, kind=kind, subject=subject, value=value, by="ana"), UNTIL)
    desk.conn.commit()
    desk.close()
    return number


def composed(files: Files) -> brief.Brief:
    return brief.compose(files.store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)


def waiting(files: Files) -> tuple[list[str], str]:
    """Return the pages of the open claims of the brief, and its sentence."""
    told = composed(files)
    claims = [section for section in told.sections if section.title == "Needs an answer"]
    return [entry.path for section in claims for entry in section.entries], told.night


@pytest.mark.parametrize("status", ["answered", "ignore"])
def test_a_claim_that_a_person_settled_is_open_nowhere(files: Files, status: str) -> None:
    assert waiting(files)[0] == [f"/story/{OPEN}"]
    number = decide(files, "status", OPEN, status)
    paths, night = waiting(files)
    assert paths == []
    assert night.startswith("No claim is open")
    (top,) = (section for section in composed(files).sections if section.title == "Top stories")
    told = [entry for entry in top.entries if entry.path == f"/story/{OPEN}"]
    assert ["marked as answered" in entry.details for entry in told] == [True] * (status == "answered")
    desk = db.connect_desk(files.desk)
    assert decisions.undo(desk, number, "ana", UNTIL)
    desk.conn.commit()
    desk.close()
    assert waiting(files)[0] == [f"/story/{OPEN}"]


def test_a_later_status_opens_it_again(files: Files) -> None:
    decide(files, "status", OPEN, "answered")
    decide(files, "status", OPEN, "needs answer")
    assert waiting(files)[0] == [f"/story/{OPEN}"]


def test_decisions_about_a_merged_story_count_for_the_one_it_is_part_of(files: Files) -> None:
    decide(files, "owner", OPEN, "bo")
    decide(files, "rename", OPEN, "Hot phones")
    store = sqlite3.connect(files.store)
    (heir,) = store.execute(
        "select min(id) from stories where id <> ? and redirect_to is null", [OPEN]
    ).fetchone()
    store.execute("update stories set redirect_to = ? where id = ?", [heir, OPEN])
    store.commit()
    store.close()
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        assert lookups.decided(conn) == {(heir, "owner"): "bo", (heir, "rename"): "Hot phones"}
        assert standing_decisions.about(conn, [heir]).latest(heir, "owner") == "bo"
        told = [(row["id"], row["owner"]) for row in ask(conn, "waiting") if row["what"] == "story"]
    assert told == [(heir, "bo")]


def test_an_owner_who_was_removed_owns_nothing_anywhere(files: Files) -> None:
    decide(files, "owner", OPEN, "bo")
    assert "owner: bo" in " ".join(composed(files).sections[0].entries[0].details)
    decide(files, "owner", OPEN, None)
    claims = composed(files).sections[0]
    assert "owner" not in " ".join(claims.entries[0].details)
    assert claims.note == "Without an owner: 1."
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        assert [row["what"] for row in ask(conn, "waiting") if row["id"] == OPEN] == ["claim"]
