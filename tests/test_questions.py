"""The morning questions tell what the record holds: of whom coverage says that he is silent, whom a topic names, where a claim broke."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.times import iso
from review import connections
from review.questions import ask
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
