"""The morning questions tell what the record holds: of whom coverage says that he is silent, whom a topic names, where a claim broke."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db.times import iso
from review import connections
from review.desk import columns
from review.questions import ask
from review.watched_names import Watching
from tests.filled_store import SINCE, UNTIL, WATCHLIST, Files, at, fill

WINDOW = {"since": iso(SINCE), "until": iso(UNTIL)}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


@pytest.fixture
def conn(files: Files) -> Iterator[sqlite3.Connection]:
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        yield conn


def change(files: Files, *statements: str) -> None:
    with sqlite3.connect(files.store) as store:
        for sql in statements:
            store.execute(sql)


def quoted(speaker: str, role: str, organisation: str) -> str:
    """Return an insert of a refusal to comment in the article on hot phones, about Xiaomi."""
    return f"""
        insert into quotes (id, document, start, "end", text, kind, speaker, role, organisation, stance, rule, confidence, reader)
        values ('q-refused', 'd-overheat', 0, 1, 'declined to comment', 'indirect', '{speaker}', {role}, {organisation},
                'decline', 'x', 0.9, 'x')
    """


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "company"),
    [
        ("Ministry of Trade", "null", "null", None),
        ("A lawyer for the workers", "'lawyer'", "null", None),
        ("A spokesman for Xiaomi", "'spokesman'", "'Xiaomi'", "xiaomi"),
    ],
)
def test_a_refusal_is_only_that_of_whoever_gave_it(
    files: Files, speaker: str, role: str, organisation: str, company: str | None
) -> None:
    change(files, quoted(speaker, role, organisation))
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["id"]: row["company"] for row in ask(conn, "declined", **WINDOW)}
    assert told.get("q-refused") == company


def test_a_refusal_that_linking_took_for_the_companys_is_the_companys(files: Files) -> None:
    change(
        files,
        quoted("Gu Wen", "null", "null"),
        f"""
        insert into responses (id, story, party, text, stance, company, document, start, "end", responded_not_after, confidence, evidence, rule)
        values ('r-gu', 's-heat', 'own', 'x', 'decline', 'xiaomi', 'd-overheat', 0, 1, '{at("21:20")}', 0.9, 'x', 'x')
        """,
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["id"]: row["company"] for row in ask(conn, "declined", **WINDOW)}
    assert told["q-refused"] == "xiaomi"


def test_a_topic_that_names_us_after_another_company_is_on_hot_search(files: Files) -> None:
    change(
        files,
        "update topics set title = '蔚来小米降价' where id = 't-alone'",
        'update mentions set "start" = 2, "end" = 4 where topic = \'t-alone\'',
        """
        insert into mentions (rowid, id, topic, "start", "end", text, label, entity, rule, reader)
        values (-1, 'm-0', 't-alone', 0, 2, '蔚来', 'ORG', 'gone-from-the-list', 'x', 'x')
        """,
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["topic"]: row["company"] for row in ask(conn, "hot", **WINDOW)}
    assert told["t-alone"] == "xiaomi"


def test_a_topic_of_a_story_about_another_company_is_ours_if_it_names_us(files: Files) -> None:
    change(
        files,
        "update stories set subject = 'nio' where id = 's-swap'",
        """
        insert into story_topics (topic, story, kind, score, evidence, rule)
        values ('t-alone', 's-swap', 'quotes_topic', 1, 'x', 'x')
        """,
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["topic"]: (row["company"], row["side"]) for row in ask(conn, "hot", **WINDOW)}
    assert told["t-alone"] == ("xiaomi", "own")


def test_a_claim_was_first_seen_where_its_first_item_stands(files: Files) -> None:
    """Several items may bear the same time, and that of a page with a day only is no item's."""
    change(
        files,
        "update stories set first_item = 'd-overheat' where id = 's-heat'",
        "update documents set published = null where id = 'd-overheat'",
        f"update documents set first_seen = '{at('22:00')}' where id = 'd-overheat'",
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        (row,) = [row for row in ask(conn, "unanswered", **WINDOW) if row["story"] == "s-heat"]
    assert (row["told_by"], row["platform"]) == ("Delta Daily", None)


def test_a_claim_that_an_article_made_before_its_topic_did_not_break_on_the_board(files: Files) -> None:
    change(
        files,
        "delete from responses where story = 's-loss'",
        "update stories set first_item = 'd-wire' where id = 's-loss'",
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        (row,) = [row for row in ask(conn, "unanswered", **WINDOW) if row["story"] == "s-loss"]
    assert (row["told_by"], row["platform"]) == ("Harbour Wire", None)


def test_what_was_said_after_the_window_is_not_told_of_it(files: Files) -> None:
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        (row,) = [row for row in ask(conn, "unanswered", until=at("22:00")) if row["story"] == "s-loss"]
    assert row["said_so_far"] is None
    assert (row["outlets"], row["peak_position"]) == (0, 18), "the article and the higher position came later"


def test_the_last_position_is_that_on_the_hot_list(files: Files) -> None:
    change(
        files,
        f"""
        insert into sightings (topic, poll, list, title, position, list_index, kind, captured_at)
        select topic, poll, 'rising', title, 2, 9, kind, captured_at
        from sightings
        where topic = 't-loss' and captured_at = '{at("23:30")}'
        """,
    )
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["topic"]: row["last_position"] for row in ask(conn, "hot", **WINDOW)}
    assert told["t-loss"] == 14


@pytest.mark.parametrize(
    ("question", "column", "row"),
    [
        ("unanswered", "First seen", {"first_seen_not_before": None, "first_seen_not_after": "2024-08-21T13:00:00+00:00"}),
        ("spoke", "Who", {"entity": None, "speaker": "Gu Wen", "company": "xiaomi", "role": None, "side": "own"}),
        ("spoke", "When", {"not_before": None, "not_after": "2024-08-21T13:00:00+00:00"}),
        ("peers", "After the claim", {"latency_min": None, "latency_max": 3600}),
    ],
)  # fmt: skip
def test_a_column_is_shown_if_anything_of_it_is_known(
    question: str, column: str, row: dict[str, object]
) -> None:
    names = {name for each in columns.of_question(question) for name in each.of}
    assert column in {each.head for each in columns.shown(question, [dict.fromkeys(names) | row])}


def test_the_articles_of_a_topic_are_articles(files: Files) -> None:
    """A post and a filing of the company belong to its story, too."""
    with connections.reading(files.store, files.desk, WATCHLIST) as conn:
        told = {row["topic"]: row["articles"] for row in ask(conn, "hot", **WINDOW)}
    assert told["t-loss"] == 3


def test_who_has_left_speaks_for_the_company_no_more(files: Files) -> None:
    """A listed person's office is that of the day of the words; the list may say that it ended."""
    change(
        files,
        "update quotes set stance = null, channel_kind = null where document = 'd-wire'",
        "delete from response_carriers",
        "delete from responses",
    )
    lu = next(person for person in WATCHLIST.people if person.id == "lu-weibing")
    left = replace(lu, roles=(replace(lu.roles[0], until=UNTIL.date() - timedelta(days=300)),))
    since = replace(WATCHLIST, people=tuple(left if each is lu else each for each in WATCHLIST.people))
    for watchlist, side, title in ((WATCHLIST, "own", "president"), (since, None, None)):
        with connections.reading(files.store, files.desk, watchlist) as conn:
            (row,) = [row for row in ask(conn, "spoke", **WINDOW) if row["entity"] == "lu-weibing"]
            shares = {row["company"]: row["quotes"] for row in ask(conn, "share", **WINDOW)}
        assert (row["side"], row["company"]) == (side, side and "xiaomi")
        assert Watching(watchlist).title("lu-weibing", None, row["not_after"]) == title
        assert shares["xiaomi"] == (5 if side else 3)
