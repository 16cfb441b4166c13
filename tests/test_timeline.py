"""The timeline says no more than is known, and reaches to the last sighting."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db
from db.times import iso
from review import rows
from review.desk import items, story_rows, timeline
from tests.desk_client import Client
from tests.filled_store import ZONE, fill

NOON = datetime(2031, 5, 3, 12, tzinfo=UTC)


def answer(earliest: str | None) -> dict[str, object]:
    return {"speaker": "Gu Wen", "responded_not_before": earliest, "responded_not_after": iso(NOON)}


def test_an_answer_without_a_known_earlier_end_was_given_by_then() -> None:
    picture = str(timeline.draw([], [], [answer(None)], UTC))
    assert "<title>Gu Wen: by 3 May 12:00</title>" in picture
    assert "1 answer, from" in picture
    exact = str(timeline.draw([], [], [answer(iso(NOON))], UTC))
    assert "<title>Gu Wen: 3 May 12:00</title>" in exact


def test_a_claim_that_was_there_at_the_first_look_was_seen_by_then() -> None:
    picture = str(timeline.draw([], [], [answer(None)], UTC, claim=(None, iso(NOON))))
    assert "<title>claim first seen by 3 May 12:00</title>" in picture


def test_many_sightings_are_thinned_and_never_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    (first,) = store.query("select * from sightings where topic = 't-loss' order by id desc limit 1")
    del first["id"]
    last = NOON + timedelta(minutes=5 * 59)
    with store.atomic():
        store["sightings"].insert_all(
            {**first, "list_index": 100 + place, "captured_at": iso(NOON + timedelta(minutes=5 * place))}
            for place in range(60)
        )
    with closing(sqlite3.connect(files.store)) as conn:
        conn.row_factory = sqlite3.Row
        found = rows.found(conn, story_rows.OF_SIGHTINGS, topics=json.dumps(["t-loss"]), most=20)
    assert len(found) < 30
    assert found[-1]["captured_at"] == iso(last)
    monkeypatch.setattr(items, "SIGHTED", 20)
    page = Client(files).get("/topic/t-loss").text
    assert "the latest 20<" in page
    assert f"{last.astimezone(ZONE):%-d %b %Y %H:%M}" in page
