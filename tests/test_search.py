"""Search: one box finds English words and Chinese names of two characters, and nothing that is typed makes it fail."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review import opening, searching
from tests.desk_client import Client, opened
from tests.filled_store import WATCHLIST


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return opened(tmp_path_factory.mktemp("search"))


def found(client: Client, typed: str) -> dict[str, set[str]]:
    with opening.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        return {table: {row["id"] for row in rows} for table, rows in searching.find(conn, typed).items()}


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        ("雷军", "d-zh"),
        ("小米卖一辆车", "d-zh"),
        ("Xiaomi", "d-wire"),
        ("xiaomi loses", "d-wire"),
        ('"scale will narrow"', "d-wire"),
        ("2024 RMB1.8", "d-filing"),
        ("owner*", "d-overheat"),
        ("雷军 微博", "d-zh"),
        ("Ｘiaomi", "d-wire"),
    ],
)
def test_what_is_there_is_found(client: Client, typed: str, document: str) -> None:
    assert document in found(client, typed)["documents"]


@pytest.mark.parametrize("typed", ["军雷", "小米雷", '"narrow scale will"', "Xiaomi nosuchword", "", "   ", '"', "()", "*", "-Xiaomi"])  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, typed: str) -> None:
    assert not any(found(client, typed).values())


def test_a_word_can_be_excluded(client: Client) -> None:
    assert "d-wire" in found(client, "Xiaomi -phones")["documents"]
    assert "d-overheat" not in found(client, "Xiaomi -phones")["documents"]


def test_topics_and_stories_are_found_too(client: Client) -> None:
    both = found(client, "小米")
    assert {"t-loss", "t-alone"} <= both["topics"]
    assert "s-loss" in both["stories"]


@pytest.mark.parametrize(
    "typed",
    ['"', '""', '"(', "AND", "NOT", "OR OR", "NEAR(a b)", "a AND", "^x", "col:x", "{a b}:c", "a + b", "'; drop table x", "\x00", "*" * 50, "(" * 500, "雷" * 5000, "-", "--x", '-"a'],
)  # fmt: skip
def test_marks_of_the_query_language_are_only_words(client: Client, typed: str) -> None:
    answer = client.get("/search", params={"q": typed})
    assert answer.status_code == 200
    assert 'type="search"' in answer.text


@given(typed=st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_can_be_typed(client: Client, typed: str) -> None:
    found(client, typed)


def test_datasettes_own_table_search_finds_chinese_names(client: Client) -> None:
    answer = client.get("/rejoinder/documents.json", params={"_search": "雷军", "_shape": "array"})
    assert {row["id"] for row in answer.json()} == {"d-zh"}
    assert client.get("/rejoinder/documents", params={"_search": '"('}).status_code == 200


def test_a_name_of_the_watch_list_leads_to_its_page(client: Client) -> None:
    assert "/person/lei-jun" in client.get("/search", params={"q": "雷军"}).text
