"""What leaves the desk says what the pages say: the log's addresses, alerts, feeds, Markdown."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

import db
from db.outbox import Message
from db.times import iso
from review import connections, export, spokesperson_log
from review.alerts import occasions
from review.alerts.occasion import Occasion
from review.alerts.rules import Channel
from review.alerts.sending import NotSentError, sender
from review.brief.markdown import _entry, escape
from review.brief.record import Entry
from review.desk import decision_forms, fact_table, people
from review.watched_names import Watching, _in_english
from tests.desk_client import Client
from tests.filled_store import UNTIL, WATCHLIST, WIRE, ZONE, Files, at, fill


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


def found(files: Files, kind: str, since: str = at("18:00")) -> list[Occasion]:
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = occasions.between(conn, Watching(WATCHLIST), db.times.parse(since), UNTIL)
    return [occasion for occasion in told if occasion.kind == kind]


def test_each_wording_in_a_log_has_the_address_of_its_own_outlet(files: Files) -> None:
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        said = spokesperson_log.log_of(conn, "lei-jun")
    for row in csv.DictReader(io.StringIO(spokesperson_log.as_csv(said, "Lei Jun"))):
        outlet = {"汽车早班车": "qiche", "Harbour Wire": "harbour", "Lei Jun on Weibo": "lei-weibo"}[
            row["source"]
        ]
        assert row["url"].startswith(f"https://{outlet}.example/"), row


def test_a_source_that_is_polled_once_a_day_alerts_after_its_failures_in_a_row(files: Files) -> None:
    with sqlite3.connect(files.store) as store:
        store.executemany(
            "insert into polls (source, url, at, status, rows, why) values ('delta', 'x', ?, 'wall', 0, 'sign in')",
            [[iso(UNTIL + timedelta(days=days, hours=-1))] for days in range(-4, 1)],
        )
        store.execute("delete from polls where source = 'delta' and status = 'ok'")
    (told,) = found(files, "failing", iso(UNTIL - timedelta(hours=2)))
    assert told.failures == 5


def test_a_conflict_with_a_topic_alerts_when_the_topic_is_seen(files: Files) -> None:
    with sqlite3.connect(files.store) as store:
        store.execute("update documents set first_seen = '2024-08-01T00:00:00+00:00' where id = 'd-filing'")
        store.execute("update figures set document = null, topic = 't-loss' where document = 'd-zh'")
    (told,) = found(files, "conflict")
    assert iso(told.at) == at("21:30")


def test_alerts_and_feeds_call_a_listed_speaker_by_the_listed_name(files: Files) -> None:
    assert any(told.title.startswith("Lei Jun explains") for told in found(files, "answer"))
    with sqlite3.connect(files.store) as store:
        store.execute(
            "update responses set stance = 'silent', responder = null, responder_entity = null where id = 'r-byd'"
        )
    feed = Client(files).get("/feeds/responses.atom").text
    assert "<title>Lei Jun explains:" in feed
    assert "<title>BYD is silent:" in feed


def test_an_address_that_cannot_be_requested_costs_its_own_message_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOOK", "http://127.0.0.1:9/群")
    send = sender("brief@desk.example", lambda: pytest.fail("no mail"))
    message = Message(id="m", rule="r", recipient="duty", title="t", body="b")
    with pytest.raises(NotSentError, match="webhook"):
        send(Channel(name="duty", webhook_env="HOOK"), message)


def test_no_address_ends_a_markdown_link_early() -> None:
    (line,) = _entry(Entry(lead="Loss", url="https://a.example/>)[b](https://b.example"))
    assert line == "- [Loss](<https://a.example/%3E)[b](https://b.example>)"
    assert [escape(words) for words in ("3. Liga", "- 5%", "5-year plan")] == [
        r"3\. Liga",
        r"\- 5%",
        "5-year plan",
    ]


def test_a_latin_name_with_a_stroke_stays_as_it_is() -> None:
    assert _in_english("AC/DC") == "AC/DC"
    assert _in_english("董事长/CEO") == "chairman and CEO"


def test_a_fact_of_another_year_says_so() -> None:
    fact = {
        "responded_not_before": at("22:15"),
        "responded_not_after": at("22:27"),
        "latency_min": 7200,
        "latency_max": None,
    }
    told = dict(fact_table.of_fact(fact, ZONE, Watching(WATCHLIST), UNTIL + timedelta(days=800)))
    assert told["Given"] == "21 Aug 2024 22:15–22:27"
    assert told["Latency"] == "at least 2 h after the claim"


def test_a_claim_first_appeared_in_its_first_item_and_in_no_document_before_it(files: Files) -> None:
    """A filing or a preview led up to it; a topic on a board is no document."""
    graph = json.loads("\n".join(export.lines(files.store, form="jsonld")))["@graph"]
    first = {node["@id"]: node.get("firstAppearance") for node in graph if node["@type"] == "Claim"}
    assert first["urn:rejoinder:story:s-heat"] == {"@id": "urn:rejoinder:document:d-overheat"}
    assert first["urn:rejoinder:story:s-loss"] is None


def test_neither_silence_nor_what_was_said_before_the_claim_makes_a_spokesperson_fast(files: Files) -> None:
    with sqlite3.connect(files.store) as store:
        store.execute(
            "update responses set stance = 'silent', responder_entity = 'lei-jun' where id = 'r-byd'"
        )
        store.execute("update responses set company = 'xiaomi' where id = 'r-byd'")
        store.execute("update responses set latency_max = -60 where id = 'r-lu'")
        rows = store.execute(
            "select spokesperson, answers, fastest_at_most_seconds from spokespeople where company = 'xiaomi'"
        )
        assert sorted(rows) == [("lei-jun", 1, 4320), ("lu-weibing", 1, None)]


def test_a_rejected_answer_reverses_nothing_on_the_page(files: Files) -> None:
    with sqlite3.connect(files.store) as store:
        store.execute("update responses set stance = 'deny' where id = 'r-lei'")
        store.execute("update responses set stance = 'confirm' where id = 'r-lu'")
    client = Client(files)
    client.sign_in()
    assert "Since then" in client.get("/story/s-loss").text
    place = (
        f"d-wire:{WIRE.index('scale will')}-{WIRE.index('scale will') + len('scale will narrow the loss')}"
    )
    client.post("/decide", {"kind": "reject_answer", "subject": "s-loss", "value": place})
    assert "Since then" not in client.get("/story/s-loss").text


def test_a_page_that_is_cut_says_so(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decision_forms, "AUDITED", 1)
    monkeypatch.setattr(people, "SHOWN", 2)
    client = Client(files)
    client.sign_in()
    for value in ("seen", "answered"):
        client.post("/decide", {"kind": "status", "subject": "s-loss", "value": value})
    assert "the latest 1<" in client.get("/audit").text
    assert "the latest 2<" in client.get("/company/xiaomi").text


def test_the_front_page_counts_a_conflict_once_as_the_brief_does(files: Files) -> None:
    with sqlite3.connect(files.store) as store:
        store.execute(
            """
            insert into checks (id, story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule)
            select 'c-again', story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule
            from checks
            where verdict = 'conflicts'
            """
        )
    page = Client(files).get("/").text
    assert "<b>1</b><span>figure conflicts</span>" in page
    assert page.count(">against</span>") == 1
