"""The desk's pages: each shows what is stored, handles ids that do not exist, and is reachable by links."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

import db
import steps
from db import archives, outbox
from records import Document
from review import brief, connections, questions, spreadsheet
from review.desk import columns
from review.wording import local
from tests.desk_client import Client, opened
from tests.filled_store import POST, UNTIL, WATCHLIST, ZONE, Files, at, fill

ATOM = "{http://www.w3.org/2005/Atom}"

PAGES = (
    "/",
    "/brief",
    "/story/s-loss",
    "/company/xiaomi",
    "/person/lei-jun",
    "/topic/t-loss",
    "/document/d-wire",
    "/document/d-post",
    "/source/qiche",
    "/sources",
    "/search?q=Xiaomi",
    "/questions",
    "/calendar",
    "/audit",
    "/explain/r-lei",
    "/explain/c-conflict",
    "/explain/d-wire",
    "/-/login",
    *(f"/questions/{question.name}" for question in questions.every()),
)


NOT_200 = {"/-/health.json"}
"""Its status reports a late source."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return opened(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_exists_and_has_a_title(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "<title>" in answer.text
    assert 'lang="en"' in answer.text


def test_a_phone_can_name_the_column_of_every_cell(client: Client) -> None:
    """On a narrow screen cells are stacked, each with its column's head."""
    shown = 0
    for path in PAGES:
        for table in re.findall(r'<table class="data.*?</table>', client.get(path).text, re.DOTALL):
            heads = re.findall(r'<th scope="col">(.*?)</th>', table)
            for row in re.findall(r"<tr[ >].*?</tr>", table.partition("</thead>")[2], re.DOTALL):
                assert re.findall(r'<td data-head="(.*?)"', row) == heads, path
                assert row.count("<td") == len(heads), path
                shown += 1
    assert shown > 20


def test_a_desk_without_a_password_says_how_to_sign_in(tmp_path: Path) -> None:
    page = Client(fill(tmp_path), password=None).get
    assert "No password is set for this desk" in page("/-/login").text
    assert '<form class="login"' not in page("/-/login").text
    for path in ("/calendar", "/audit", "/story/s-loss"):
        assert "sign in with the link that <code>rejoinder serve</code> prints" in page(path).text


def test_every_link_of_every_page_leads_to_a_page(client: Client) -> None:
    """Links are followed as by a browser, ids encoded."""
    found = {
        html.unescape(address).partition("#")[0]
        for page in PAGES
        for address in re.findall(r'href="(/[^"]*)"', client.get(page).text)
    }
    assert any(re.fullmatch(r"/explain/[^/]+:q:\d+-\d+", address) for address in found)
    answers = {address: client.get(address).status_code for address in sorted(found - NOT_200)}
    assert {address: status for address, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("can", [True, False])
def test_the_brief_offers_a_pdf_only_where_it_can_be_printed(
    client: Client, monkeypatch: pytest.MonkeyPatch, *, can: bool
) -> None:
    monkeypatch.setattr(brief, "can_print", lambda: can)
    assert ("format=pdf" in client.get("/brief").text) is can


def test_the_brief_looks_back_to_the_evening_before_unless_a_window_is_asked_for(client: Client) -> None:
    evening = (UNTIL.astimezone(ZONE) - timedelta(days=1)).replace(hour=18, minute=0)
    assert f"{local(evening, ZONE)} – {local(UNTIL, ZONE)}" in client.get("/brief").text
    since = UNTIL - timedelta(hours=3)
    told = client.get(f"/brief?since={quote(since.isoformat())}").text
    assert f"{local(since, ZONE)} – {local(UNTIL, ZONE)}" in told


def test_a_marked_word_has_a_tooltip(client: Client) -> None:
    page = client.get("/document/d-wire").text
    told = set(re.findall(r'title="((?:Quote|Figure|Name), [^"]+)"', page))
    assert told == {
        "Figure, profit per unit, CNY −60,000",
        "Figure, deliveries, 27,307 vehicles, Q2 2024",
        "Figure, net income, CNY −1.8 billion, Q2 2024",
        "Name, Xiaomi",
        "Quote, Lei Jun, explains",
        "Quote, Lu Weibing, explains",
    }


def test_an_archive_id_may_contain_any_character(tmp_path: Path) -> None:
    client = opened(tmp_path)
    store = db.connect(client.files.store)
    strange = "a/b?c#d%20 《e》:1"
    document = Document(
        id=strange,
        source="qiche",
        kind="article",
        url="https://example.com/1",
        text="A title\n\nXiaomi said so.",
    )
    archives.save_document(store, document, UNTIL)
    store.close()
    page = client.get(f"/document/{quote(strange, safe='')}")
    assert page.status_code == 200
    assert "Xiaomi said so." in page.text
    for listing in ("/source/qiche", "/search?q=said+so"):
        links = re.findall(r'href="(/document/[^"]+)"', client.get(listing).text)
        assert "Xiaomi said so." in "".join(client.get(html.unescape(link)).text for link in links), listing


def test_the_front_page_shows_five_numbers_and_what_needs_an_answer(client: Client) -> None:
    page = client.get("/").text
    for told in (
        "claim unanswered",
        "our fastest answer",
        "on hot search",
        "Owners say Xiaomi phones run hot after update",
        "open for 9 h 50 min",
        "<bdi>Delta Daily</bdi>, first seen 21 Aug 20:55–21:10",
        "45 min – 1 h 12 min",
        "小米卖一辆车亏6万多",
        "no article yet",
        "asks for a sign-in",
        "1 copy folded",
    ):
        assert told in page, told


def test_a_story_shows_its_answers_in_exact_words_with_their_intervals(client: Client) -> None:
    page = client.get("/story/s-loss").text
    assert POST in page
    assert "45 min – 1 h 12 min" in page
    assert "21 Aug 22:15–22:27" in page
    assert "2.1 billion − 1.8 billion = 300 million" in page
    assert "2100000000 - 1800000000 = 300000000" in client.get("/explain/c-conflict").text
    assert "<svg" in page
    assert 'class="mark mark-quote"' in page
    assert 'class="mark mark-figure"' in page


def test_silence_is_reported_and_no_answer_on_the_timeline(tmp_path: Path) -> None:
    client = opened(tmp_path)
    store = sqlite3.connect(tmp_path / "rejoinder.db")
    store.execute(
        """
        insert into responses (id, story, party, text, stance, company, document, responded_not_before,
          responded_not_after, latency_min, latency_max, confidence, evidence, rule)
        values ('r-hush', 's-heat', 'own', 'did not reply', 'silent', 'xiaomi', 'd-overheat', :at, :at, 0, 0, 0.9, 'x', 'x')
        """,
        {"at": at("21:30")},
    )
    store.commit()
    store.close()
    page = client.get("/story/s-heat").text
    assert "reported 21 Aug 21:30" in page
    assert "none yet" in page
    assert "key-answer" not in page


def test_every_link_and_fact_has_its_explanation(client: Client) -> None:
    page = client.get("/story/s-loss").text
    assert "the text of Harbour Wire, word for word" in page
    assert "adjusted net loss of 1.8 billion yuan" in page
    assert "/explain/r-lei" in page
    explained = client.get("/explain/r-lei").text
    assert "responses.speaker" in explained
    assert "speaks for the company that the claim is about" in explained


def test_a_merged_story_redirects(client: Client) -> None:
    answer = client.get("/story/s-old")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/story/s-loss"


@pytest.mark.parametrize("path", ["/story/nope", "/company/nope", "/person/nope", "/topic/x", "/document/x", "/source/x", "/explain/x:q:0-1", "/questions/nope"])  # fmt: skip
def test_unknown_ids_get_a_404_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such" in answer.text


def test_the_log_of_a_person_shows_one_statement_with_its_other_wordings(client: Client) -> None:
    page = client.get("/person/lei-jun").text
    assert page.count("Quoted 2 times elsewhere, in these words") == 1
    assert "building cars is hard and asked readers for patience" in page
    assert "word for word" in page


def test_the_log_is_a_spreadsheet_too(client: Client) -> None:
    answer = client.get("/person/lei-jun.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["statement"] for row in rows} == {"1"}
    assert {row["lang"] for row in rows} == {"zh", "en"}
    assert client.get("/person/nobody.csv").status_code == 404


def test_the_log_is_a_workbook_too(client: Client) -> None:
    answer = client.get("/person/lei-jun.xlsx")
    assert answer.headers["content-type"] == spreadsheet.MEDIA_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="lei-jun.xlsx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert POST in sheet
    assert client.get("/person/nobody.xlsx").status_code == 404


def test_unsent_messages_are_shown(client: Client) -> None:
    desk = db.connect_desk(client.files.desk)
    message = outbox.Message(id="m", rule="r", recipient="mei@desk.example", title="A claim", body="b")
    outbox.put(desk, message, UNTIL, UNTIL)
    outbox.failed(desk, message, "the mail server is away", UNTIL)
    page = client.get("/sources").text
    assert "1 message; sign in to see which" in page
    assert "mei@desk.example" not in page
    desk.execute("delete from outbox")


def test_an_excerpt_only_source_is_not_shown_whole(client: Client) -> None:
    answer = client.get("/document/d-wire-copy")
    assert "Only this excerpt of the source may be shown (excerpt)" in answer.text
    assert "asked readers for patience" not in answer.text


def test_a_window_can_be_asked_for_and_nonsense_is_not_an_error(client: Client) -> None:
    early = client.get("/?since=2024-08-20T00:00&until=2024-08-21T12:00")
    assert "No story in this window" in early.text
    for nonsense in (
        "since=yesterday",
        "until=9999999",
        "since=%00",
        "since=0001-01-01",
        "until=9999-12-31T23:59",
        "since=2024-08-21T00:00+08:00",
        "since=2024-08-23&until=2024-08-21",
    ):
        assert client.get(f"/?{nonsense}").status_code == 200


def test_without_recent_data_the_last_day_with_data_is_shown(client: Client) -> None:
    clock = client.desk.clock
    client.desk.clock = lambda: UNTIL.replace(year=2025)
    try:
        page = client.get("/").text
    finally:
        client.desk.clock = clock
    assert "Nothing has been collected since" in page
    assert "Owners say Xiaomi phones run hot" in page


def test_named_queries_give_csv_and_json(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/rejoinder/unanswered.csv").text)))
    assert [row["story"] for row in rows] == ["s-heat"]
    assert client.get("/rejoinder/new.json?_shape=array").json()[0]["story"] == "s-loss"


def test_every_question_has_a_description_and_optional_parameters(client: Client) -> None:
    assert [question.number for question in questions.every()] == list(range(1, 16))
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        for question in questions.every():
            assert question.title.endswith("?")
            assert question.about
            questions.ask(conn, question.name)


def test_without_an_end_the_open_claims_are_those_of_the_view(client: Client) -> None:
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        view = {row["story"] for row in conn.execute("select story from unanswered")}
        asked = {row["story"] for row in questions.ask(conn, "unanswered")}
    assert asked == view


@pytest.mark.parametrize("feed", ["stories", "responses"])
def test_a_feed_is_atom_with_zoned_times(client: Client, feed: str) -> None:
    answer = client.get(f"/feeds/{feed}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.text)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    assert all("+00:00" in (entry.findtext(f"{ATOM}updated") or "") for entry in entries)


def test_health_names_failing_sources(client: Client) -> None:
    answer = client.get("/-/health.json")
    assert answer.status_code == 503
    states = {source["source"]: source for source in answer.json()["sources"]}
    assert states["qiche"]["failures"] == 1
    assert states["qiche"]["why"] == "asks for a sign-in"


def test_columns_are_described_and_tables_titled(client: Client) -> None:
    page = client.get("/rejoinder/stories").text
    assert "What is claimed, in the earliest words" in page
    assert "facet" in page.lower()


@pytest.mark.parametrize("question", questions.every(), ids=lambda question: question.name)
def test_the_page_of_a_question_shows_columns_that_its_query_has(
    client: Client, question: questions.Question
) -> None:
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        cursor = conn.execute(question.sql, dict.fromkeys(question.parameters, ""))
    has = {column[0] for column in cursor.description}
    listed = columns.of_question(question.name)
    assert listed
    assert has.issuperset(name for column in listed for name in column.of)


def test_waiting_lists_marked_stories_then_open_claims_then_issues(client: Client) -> None:
    with connections.reading(client.files.store, client.files.desk, WATCHLIST) as conn:
        rows = questions.ask(conn, "waiting")
        ours = questions.ask(conn, "waiting", company="xiaomi")
    assert [(row["what"], row["id"]) for row in rows] == [("claim", "s-heat"), ("issue", "i-1")]
    assert [row["id"] for row in ours] == ["s-heat"]


def test_an_empty_store_is_not_called_quiet(tmp_path: Path) -> None:
    db.connect(tmp_path / "rejoinder.db").close()
    db.connect_desk(tmp_path / "desk.db").close()
    empty = Client(Files(tmp_path / "rejoinder.db", tmp_path / "desk.db"))
    assert "Nothing has been collected yet" in empty.get("/").text
    assert "No source has been polled yet" in empty.get("/sources").text


def test_the_front_page_shows_each_story_as_its_record(client: Client) -> None:
    page = client.get("/").text
    story = page[page.index('id="stories"') :].split("</article>")[0]
    for told in (
        "Xiaomi loses over 60,000",
        "小米卖一辆车亏6万多",
        "<bdi>Weibo</bdi>, 21 Aug 21:15–21:30",
        POST,
        "explains",
    ):
        assert told in story, told
    assert "45 min – 1 h 12 min after the claim" in story


def test_imported_items_count_as_collected(tmp_path: Path) -> None:
    """With no polls, or only long before."""
    store = db.connect(tmp_path / "rejoinder.db")
    line = '{"id": "a", "title": "Harbour reopens", "text": "The harbour is open.", "published": "2024-08-20T10:00:00Z"}'
    steps.import_store(store, [line], name="old.jsonl", moment=UNTIL)
    store.close()
    db.connect_desk(tmp_path / "desk.db").close()
    desk = Client(Files(tmp_path / "rejoinder.db", tmp_path / "desk.db"))
    page = desk.get("/").text
    assert "20 Aug 18:01" in page
    assert "Nothing was collected yet" not in page
    assert "No source has been polled yet." in page
    (outlet,) = db.connect(tmp_path / "rejoinder.db").query("select id from sources")
    assert "from an imported archive" in desk.get(f"/source/{outlet['id']}").text
    assert "1 more outlet comes from imported archives" in desk.get("/sources").text
    assert desk.get("/-/health.json").json()["sources"] == []  # nobody asks it, so it cannot be late


def test_the_pages_of_a_claim_and_of_its_answer_show_the_clock(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    store = db.connect(tmp_path / "rejoinder.db")
    store.execute(
        """
        update stories
        set claim_rule = 'claim/calls', claim_item = topic, first_item = topic, claim_evidence = 'x'
        where id = 's-loss'
        """
    )
    store.conn.commit()
    store.close()
    assert "/explain/s-loss" in desk.get("/story/s-loss").text
    claim = desk.get("/explain/s-loss").text
    assert "Weibo had it at 21 Aug 21:30, and not at the look before, 21 Aug 21:15" in claim
    assert "<mark>小米卖一辆车亏6万多</mark>" in claim
    answer = desk.get("/explain/r-lei").text
    assert "at least 21 Aug 22:15 − 21 Aug 21:30 = 45 min" in answer
    assert "at most 21 Aug 22:27 − 21 Aug 21:15 = 1 h 12 min" in answer
    assert "/explain/s-loss" in answer
