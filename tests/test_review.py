"""Decisions of signed-in people take effect at once, record person and time, can be undone, and persist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlite_utils import Database

import db
from db import decisions
from records import Decision
from review.excerpts import allowed
from tests.desk_client import Client, opened
from tests.filled_store import POST, UNTIL, WIRE, as_read, fill, link, spot


@pytest.fixture
def client(tmp_path: Path) -> Client:
    opened_client = opened(tmp_path)
    opened_client.sign_in()
    return opened_client


def decide(client: Client, kind: str, value: str, subject: str = "s-loss", **more: str) -> str:
    answer = client.post(
        "/decide", {"kind": kind, "subject": subject, "value": value, "next": f"/story/{subject}", **more}
    )
    assert answer.status_code == 302
    return answer.headers["location"]


def test_a_decision_takes_effect_at_once_with_name_and_time(client: Client) -> None:
    assert decide(client, "status", "needs answer") == "/story/s-loss"
    page = client.get("/story/s-loss").text
    assert "status-needs-answer" in page
    assert "desk, 2024-08-22 07:00" in page
    assert "needs answer" in client.get("/").text


def test_every_kind_of_decision_is_stored(client: Client) -> None:
    for kind, value in (
        ("status", "seen"),
        ("owner", "Mei"),
        ("note", "call the newsroom"),
        ("tag", "results"),
        ("rename", "The loss per car"),
        ("merge", "s-heat"),
    ):
        decide(client, kind, value)
    decide(client, "split", "s-loss", subject="d-zh")
    decide(client, "accept_link", "s-loss", subject="d-wire")
    decide(client, "reject_link", "s-loss", subject="t-answer")
    decide(client, "correct", "Lu Weibing", subject="d-wire:q:1-2", field="speaker")
    decide(client, "reject_answer", "d-post:0-10")
    standing = decisions.standing(db.connect_desk(client.files.desk))
    assert [decision.kind for decision in standing] == [
        "status", "owner", "note", "tag", "rename", "merge", "split", "accept_link", "reject_link", "correct",
        "reject_answer",
    ]  # fmt: skip
    assert {decision.by for decision in standing} == {"desk"}
    page = client.get("/story/s-loss").text
    for told in ("The loss per car", "owner Mei", "call the newsroom", "results"):
        assert told in page


def test_the_other_story_of_a_merge_may_be_given_by_its_address(client: Client) -> None:
    decide(client, "merge", "http://127.0.0.1:8001/story/s-heat#answers")
    (decision,) = decisions.standing(db.connect_desk(client.files.desk))
    assert decision.value == "s-heat"


def test_a_corrected_speaker_shows_on_the_answer_and_is_undone(client: Client) -> None:
    quote = f"d-post:q:0-{len(POST)}"
    decide(client, "correct", "Lei Jun's office", subject=quote, field="speaker")
    assert "Lei Jun&#39;s office" in client.get("/story/s-loss").text
    assert "corrected: speaker" in client.get("/story/s-loss").text
    answer = client.post("/undo", {"decision": "1", "next": "/story/s-loss"})
    assert answer.status_code == 302
    assert "corrected: speaker" not in client.get("/story/s-loss").text


def test_the_audit_keeps_undone_decisions(client: Client) -> None:
    decide(client, "tag", "hasty")
    client.post("/undo", {"decision": "1"})
    page = client.get("/audit").text
    assert "hasty" in page
    assert 'class="undone"' in page
    client.post("/undo", {"decision": "1"})
    assert db.connect_desk(client.files.desk).table("decisions").count == 1


def test_an_ignored_story_leaves_the_front_page_until_undone(client: Client) -> None:
    decide(client, "status", "ignore", subject="s-heat")
    assert "Owners say Xiaomi phones" not in client.get("/").text
    client.post("/undo", {"decision": "1"})
    assert "Owners say Xiaomi phones" in client.get("/").text


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "status", "subject": "s-loss", "value": "excellent"},
        {"kind": "delete", "subject": "s-loss", "value": "x"},
        {"kind": "tag", "subject": "", "value": "x"},
        {"kind": "tag", "subject": "s-loss", "value": ""},
        {"kind": "tag", "subject": "s-loss", "value": "x" * 41},
        {"kind": "tag", "subject": "s" * 2001, "value": "x"},
        {"kind": "correct", "subject": "d-wire:q:1-2", "field": "rule", "value": "x"},
        {"kind": "merge", "subject": "s-loss", "value": "s-loss"},
        {"kind": "merge", "subject": "s-loss", "value": "s-nowhere"},
        {"kind": "merge", "subject": "s-loss", "value": "s-old"},
        {"kind": "correct", "subject": "d-wire:q:1-2", "value": "x"},
        {},
    ],
)
def test_invalid_decisions_are_rejected_with_a_reason(client: Client, form: dict[str, str]) -> None:
    answer = client.post("/decide", form)
    assert answer.status_code == 302
    assert "ds_messages" in answer.cookies
    assert db.connect_desk(client.files.desk).table("decisions").count == 0


@pytest.mark.parametrize("number", ["", "x", "99", "-1", "1; drop table decisions"])
def test_undoing_a_missing_decision_does_nothing(client: Client, number: str) -> None:
    assert client.post("/undo", {"decision": number}).status_code == 302


def test_calendar_entries_appear_in_the_brief(client: Client) -> None:
    client.post(
        "/calendar", {"day": "2024-08-22", "time": "16:00", "what": "Half-year results", "company": "xiaomi"}
    )
    assert "Half-year results" in client.get("/calendar").text
    assert "Half-year results" in client.get("/brief").text
    assert client.get("/questions/today").text.count("Half-year results") == 1
    client.post("/calendar", {"take_out": "1"})
    assert "Half-year results" not in client.get("/brief").text


@pytest.mark.parametrize("day", ["", "tomorrow", "2024-13-01", "2024-2-3"])
def test_an_invalid_date_is_rejected(client: Client, day: str) -> None:
    client.post("/calendar", {"day": day, "what": "x"})
    assert db.connect_desk(client.files.desk).table("calendar").count == 0


def test_an_owner_carries_the_story_over_to_the_next_brief(client: Client) -> None:
    decide(client, "status", "needs answer", subject="s-heat")
    decide(client, "owner", "Mei", subject="s-heat")
    page = client.get("/brief?format=text").text
    assert "owner: Mei" in page.split(". Actions and owners")[1]
    decide(client, "status", "answered", subject="s-heat")
    assert "Actions and owners" not in client.get("/brief?format=text").text


def test_a_wrong_password_does_not_sign_in(tmp_path: Path) -> None:
    client = opened(tmp_path)
    answer = client.post("/-/login", {"username": "desk", "password": "wrong"})
    assert "ds_actor" not in answer.cookies
    assert "Invalid username or password" in answer.text


def test_a_correction_holds_at_the_next_run_until_undone(
    tmp_path: Path,
) -> None:
    files = fill(tmp_path)
    store, desk = db.connect(files.store), db.connect_desk(files.desk)
    as_read(store)
    link(store, desk)
    before = _answers(store)
    assert before["scale will narrow the loss"] == ("Lu Weibing", "explain")
    start, end = spot(WIRE, "scale will narrow the loss")
    numbers = [
        decisions.save(
            desk,
            Decision(
                id=0, kind="correct", subject=f"{item}:q:{start}-{end}", field=field, value=value, by="ana"
            ),
            UNTIL,
        )
        for item in ("d-wire", "d-wire-copy")
        for field, value in (("role", "partner"), ("stance", "promise"))
    ]
    link(store, desk)
    assert _answers(store)["scale will narrow the loss"] == ("Lu Weibing", "promise")
    for number in numbers:
        decisions.undo(desk, number, "ana", UNTIL)
    link(store, desk)
    assert _answers(store) == before


def test_a_corrected_figure_is_used_at_the_next_run(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store, desk = db.connect(files.store), db.connect_desk(files.desk)
    as_read(store)
    link(store, desk)
    start, end = spot(WIRE, "1.8 billion yuan")
    loss = f"d-wire:f:{start}-{end}"
    sums = "select derivation from checks where kind = 'per_unit'"
    (before,) = store.query(sums)
    assert before["derivation"].startswith("1800000000 / 27307 = 65917")
    decision = Decision(id=0, kind="correct", subject=loss, field="value", value="-2000000000", by="ana")
    number = decisions.save(desk, decision, UNTIL)
    link(store, desk)
    (corrected,) = store.query(sums)
    assert corrected["derivation"].startswith("2000000000 / 27307 = 73241")
    (stored,) = store.query("select value from figures where id = ?", [loss])
    assert stored["value"] == "-1800000000", "what was read stays as it was read"
    decisions.undo(desk, number, "ana", UNTIL)
    link(store, desk)
    assert list(store.query(sums)) == [before]


def test_a_rejected_link_stays_away_at_the_next_run(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store, desk = db.connect(files.store), db.connect_desk(files.desk)
    as_read(store)
    link(store, desk)
    story = _story_of(store, "d-wire")
    assert _story_of(store, "d-zh") == story
    decisions.save(desk, Decision(id=0, kind="reject_link", subject="d-zh", value=story, by="ana"), UNTIL)
    for _ in range(2):
        link(store, desk)
        assert _story_of(store, "d-zh") != story
        assert _story_of(store, "d-wire") == story


def _answers(store: Database) -> dict[str, tuple[str, str]]:
    return {row["text"]: (row["responder"], row["stance"]) for row in store.query("select * from responses")}


def _story_of(store: Database, document: str) -> str:
    return str(next(store.query("select story from story_documents where document = ?", [document]))["story"])


@pytest.mark.parametrize(
    ("keep", "title", "shown"),
    [
        ("full", "Title", 1000),
        ("excerpt", "Title", 400),
        ("excerpt", "T" * 450, 450),
        ("link", "Title", 5),
        ("link", None, 0),
    ],
)
def test_only_the_permitted_part_of_a_text_is_shown(keep: str, title: str | None, shown: int) -> None:
    text = (title or "x").ljust(1000, "x")
    assert allowed(text, title, keep) == text[:shown]


def test_what_a_person_says_is_no_answer_goes_at_once_and_comes_back_when_that_is_undone(
    client: Client,
) -> None:
    def told() -> str:
        page = client.get("/story/s-loss").text.partition("<h1")[2]  # below what was just kept
        record, _, rest = page.partition('id="timeline"')
        return record + rest.partition('id="answers"')[2].partition('id="documents"')[0]

    (place,) = set(re.findall(r'name="value" value="(d-post:\d+-\d+)"', told()))
    assert told().count(POST) == 2
    decide(client, "reject_answer", place)
    assert POST not in told()
    assert "Lu Weibing" in told().partition("<section")[0]  # the next answer is the first now
    (decision,) = decisions.standing(db.connect_desk(client.files.desk))
    client.post("/undo", {"decision": str(decision.id), "next": "/"})
    assert told().count(POST) == 2
