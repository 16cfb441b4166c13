"""Search finds English words and two-character Chinese names, and never fails on any input."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review import connections, searching
from tests.desk_client import Client, opened
from tests.filled_store import WATCHLIST


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return opened(tmp_path_factory.mktemp("search"))


def found(client: Client, typed: str) -> dict[str, set[str]]:
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
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
def test_existing_items_are_found(client: Client, typed: str, document: str) -> None:
    assert document in found(client, typed)["documents"]


@pytest.mark.parametrize("typed", ["军雷", "小米雷", '"narrow scale will"', "Xiaomi nosuchword", "", "   ", '"', "()", "*", "-Xiaomi"])  # fmt: skip
def test_missing_items_are_not_found(client: Client, typed: str) -> None:
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
def test_query_syntax_is_treated_as_words(client: Client, typed: str) -> None:
    answer = client.get("/search", params={"q": typed})
    assert answer.status_code == 200
    assert 'type="search"' in answer.text


@given(typed=st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_can_be_typed(client: Client, typed: str) -> None:
    assert set(found(client, typed)) == {"stories", "topics", "documents"}


def test_datasettes_own_table_search_finds_chinese_names(client: Client) -> None:
    answer = client.get("/rejoinder/documents.json", params={"_search": "雷军", "_shape": "array"})
    assert {row["id"] for row in answer.json()} == {"d-zh"}
    assert client.get("/rejoinder/documents", params={"_search": '"('}).status_code == 200


def test_a_name_of_the_watch_list_leads_to_its_page(client: Client) -> None:
    assert "/person/lei-jun" in client.get("/search", params={"q": "雷军"}).text


@pytest.mark.parametrize("table", ["documents", "stories", "topics"])
def test_a_rewritten_table_search_finds_the_same(client: Client, table: str) -> None:
    rows = f"select id from {table} where rowid in (select rowid from {table}_fts where {table}_fts match escape_fts(:search)) order by first_seen desc limit 31"
    count = rows.replace("select id", "select count(*)").split(" order by")[0]
    given_order = rows if table == "documents" else rows.replace("first_seen", "rowid")
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        searching.register(conn)
        for typed in ("小米", "Xiaomi", "nothing of the sort"):
            asked = {"search": typed}
            for sql in (given_order, count):
                assert [tuple(row) for row in conn.execute(sql, asked)] == [
                    tuple(row) for row in conn.execute(searching.planned(sql), asked)
                ]
    assert searching.planned(count) != count
    assert (searching.planned(given_order) != given_order) == (table == "documents")


def test_the_table_page_counts_and_shows_what_a_search_finds(client: Client) -> None:
    page = client.get("/rejoinder/documents?_search=小米").text
    assert "1 row\nwhere" in page or "1 row where" in page
    assert "d-zh" in page


@given(st.text())
def test_other_sql_is_not_rewritten(sql: str) -> None:
    assert searching.planned(sql) == sql
