"""Safe by default: no writes or custom SQL without sign-in; collected text never becomes markup, a link or a formula."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

import db
from db.search import spaced
from review import alerts, brief, export, serve
from review.desk.marks import Mark, marked
from review.urls import safe_url
from tests.desk_client import Client, opened
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, at

SCRIPT = "<script>alert(1)</script>"
BIDI = "\u202egnp.exe\u2066"
HEADLINE = f'{SCRIPT}"><img src=x onerror=alert(1)> {BIDI} =HYPERLINK(1) {"long" * 2500}'
URL = "javascript:alert(document.cookie)"

PAGES = ("/", "/brief", "/story/s-hostile", "/document/d-hostile", "/topic/t-hostile", "/company/xiaomi", "/search?q=alert", "/search?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E", "/explain/r-hostile", "/explain/d-hostile:q:0-20", "/questions/unanswered", "/questions/hot", "/questions/one_sided", "/questions/waiting", "/source/evil", "/sources", "/questions/spoke", "/questions/new", "/person/lei-jun", "/audit")  # fmt: skip


class Markup(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    opened_client = opened(tmp_path_factory.mktemp("safety"))
    _insert_hostile(opened_client.files.store)
    return opened_client


def _insert_hostile(path: Path) -> None:
    store = db.connect(path)
    with store.atomic():
        store["sources"].insert({"id": "evil", "name": HEADLINE[:200], "spider": "feed", "url": URL})
        store["documents"].insert({
            "id": "d-hostile", "source": "evil", "kind": "article", "url": URL, "title": HEADLINE,
            "published": at("22:00"), "first_seen": at("22:00"), "last_seen": at("22:00"), "lang": '"><b>',
            "text": f"{HEADLINE}\n\n{SCRIPT} said {SCRIPT}", "text_sha256": "x", "search_text": spaced(HEADLINE),
            "authors": json.dumps([SCRIPT]), "flags": json.dumps([SCRIPT]),
        })  # fmt: skip
        store["topics"].insert(
            {
                "id": "t-hostile",
                "platform": SCRIPT,
                "key": "x",
                "title": HEADLINE,
                "search_text": spaced(HEADLINE),
            }
        )
        poll = next(store.query("select id from polls order by id limit 1"))["id"]
        store["sightings"].insert(
            {
                "topic": "t-hostile",
                "poll": poll,
                "list": "hot",
                "title": HEADLINE,
                "position": 1,
                "list_index": 40,
                "heat": 5,
                "kind": "organic",
                "captured_at": at("22:00"),
                "url": URL,
                "label": SCRIPT,
            }
        )
        store["stories"].insert(
            {
                "id": "s-hostile",
                "headline": HEADLINE,
                "lang": "en",
                "topic": "t-hostile",
                "subject": "xiaomi",
                "claim": HEADLINE,
                "first_seen_not_before": at("21:00"),
                "first_seen_not_after": at("22:00"),
                "search_text": spaced(HEADLINE),
            }
        )
        store["story_documents"].insert(
            {
                "document": "d-hostile",
                "story": "s-hostile",
                "kind": "seed",
                "score": 1.0,
                "evidence": SCRIPT,
                "rule": SCRIPT,
            }
        )
        store["story_topics"].insert(
            {
                "topic": "t-hostile",
                "story": "s-hostile",
                "kind": "seed",
                "score": 1.0,
                "evidence": SCRIPT,
                "rule": SCRIPT,
            }
        )
        store["responses"].insert(
            {
                "id": "r-hostile",
                "story": "s-hostile",
                "party": "own",
                "text": HEADLINE,
                "responder": f"=cmd|{SCRIPT}",
                "responder_entity": "lei-jun",
                "company": "xiaomi",
                "role": SCRIPT,
                "channel": SCRIPT,
                "stance": "silent",
                "responded_not_before": at("21:00"),
                "responded_not_after": at("22:30"),
                "latency_min": 0,
                "latency_max": 60,
                "document": "d-hostile",
                "start": 0,
                "end": 20,
                "confidence": 1.0,
                "evidence": SCRIPT,
                "rule": SCRIPT,
            }
        )
        store["quotes"].insert(
            {
                "id": "d-hostile:q:0-20",
                "kind": "direct",
                "speaker": SCRIPT,
                "speaker_entity": "lei-jun",
                "confidence": 0.5,
                "document": "d-hostile",
                "start": 0,
                "end": 20,
                "text": HEADLINE[:20],
                "rule": SCRIPT,
                "reader": "x",
            }
        )
    store.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_headline_is_escaped_on_every_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    _harmless(answer.text)
    assert "\u202e" not in answer.text


def _harmless(page: str) -> None:
    for tag, attributes in Markup(page).tags:
        assert tag not in ("iframe", "object", "embed", "img"), tag
        assert tag != "script" or (attributes.get("src") or "").startswith("/assets/")
        assert not any(name.startswith("on") for name in attributes), attributes
        for name in ("href", "src", "action"):
            assert (
                not (attributes.get(name) or "").strip().lower().startswith(("javascript:", "data:", "//"))
            ), attributes
        if (attributes.get("href") or "").startswith("http"):
            assert "noopener" in (attributes.get("rel") or "")


def test_a_hostile_headline_is_escaped_in_mails(client: Client) -> None:
    composed = brief.compose(
        client.files.store, client.files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST
    )
    page = brief.as_html(composed)
    tags = Markup(page).tags
    assert not {tag for tag, _ in tags} & {"script", "img", "link", "iframe", "form", "object"}
    assert not [a for _, a in tags if (a.get("href") or "").lower().startswith("javascript:")]
    assert "\u202e" not in page + brief.as_text(composed) + brief.as_markdown(composed)
    assert SCRIPT not in brief.as_markdown(composed)


def test_no_cell_of_the_csv_is_a_formula(client: Client) -> None:
    for form in ("jsonl", "jsonld"):
        list(export.lines(client.files.store, form=form))
    rows = csv.reader(io.StringIO("\r\n".join(export.lines(client.files.store, form="csv"))))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [
        cell
        for cell in cells
        if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not cell[1:].isdigit())
    ]


@pytest.mark.parametrize("path", ["/rejoinder/responses.csv", "/rejoinder/responses.csv?_stream=1&_labels=on", "/rejoinder/spoke.csv", "/rejoinder/documents.csv?_header=off&_dl=1"])  # fmt: skip
def test_no_cell_of_datasettes_csv_is_a_formula(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝"))
        assert not cell.startswith("-") or float(cell) < 0
    if "responses" in path:
        assert any(cell.startswith("'=cmd|") for row in rows for cell in row)


@pytest.mark.parametrize("url", ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil.example", "http://", "https:///x", "http://a b", "http://a\u202e.example", "ftp://x.example", "http://a.example/\n", "http://[", "vbscript:x", "x" * 3000, "", None])  # fmt: skip
def test_other_addresses_become_no_links(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/新闻?q=雷军#x"])
def test_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == url


def test_marks_escape_what_they_mark() -> None:
    text = f"a{SCRIPT}b"
    mark = Mark(start=1, end=len(text) - 1, kind="quote", href="/x", title=f'"{SCRIPT}')
    inner = Mark(start=5, end=9, kind="figure", href="/y", title="")
    page = str(marked(text, [mark, inner, Mark(start=90, end=99, kind="quote", href="/z", title="")]))
    assert "<script" not in page
    assert Markup(page).tags[0][0] == "a"


def test_the_anonymous_may_read_but_not_run_sql(client: Client) -> None:
    assert client.get("/rejoinder").status_code == 200
    for path in (
        "/rejoinder?sql=select+1",
        "/rejoinder.json?sql=select+1",
        "/desk",
        "/desk/decisions",
        "/desk/outbox.json",
    ):
        assert client.get(path).status_code == 403, path
    assert client.get("/rejoinder.db").status_code in (403, 404)


@pytest.mark.parametrize("path", ["/decide", "/undo", "/calendar"])
def test_the_anonymous_may_not_write(client: Client, path: str) -> None:
    answer = client.post(
        path,
        {
            "kind": "status",
            "subject": "s-loss",
            "value": "seen",
            "decision": "1",
            "what": "x",
            "day": "2024-08-22",
        },
    )
    assert answer.status_code == 403
    assert "Sign in" in answer.text


def test_a_form_without_its_token_is_refused(tmp_path: Path) -> None:
    client = opened(tmp_path)
    client.sign_in()
    answer = client._ask("POST", "/decide", data={"kind": "status", "subject": "s-loss", "value": "seen"})
    assert answer.status_code == 403
    assert next(db.connect_desk(client.files.desk).query("select count(*) as n from decisions"))["n"] == 0


@pytest.mark.parametrize("path", ["/-/metadata", "/-/metadata.json", "/-/settings.json", "/-/databases.json", "/-/plugins.json", "/-/threads.json", "/-/versions.json", "/-/config", "/-/permissions", "/-/allow-debug", "/-/patterns", "/-/messages", "/-/password-tool", "/-/logged-out"])  # fmt: skip
def test_details_of_the_machine_are_hidden(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "pbkdf2" not in answer.text


def test_the_password_hash_is_never_shown(client: Client) -> None:
    assert client.desk.can_sign_in
    assert "pbkdf2" not in json.dumps(client.desk._metadata_local)
    assert "pbkdf2" in str(client.desk.plugin_config("datasette-auth-passwords"))


def test_get_does_not_write(client: Client) -> None:
    assert client.get("/decide").status_code == 405
    assert client.get("/undo").status_code == 405


def test_the_collected_file_cannot_be_written_through_the_desk(client: Client) -> None:
    async def write() -> None:
        await client.desk.read(lambda conn: conn.execute("delete from documents"))

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        asyncio.run(write())
    with pytest.raises(PermissionError):
        client.desk.get_database("rejoinder").connect(write=True)


def test_every_response_has_a_strict_policy(client: Client) -> None:
    for path in ("/", "/story/s-loss", "/-/login", "/story/nope"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in client.get("/rejoinder/documents").headers["content-security-policy"]


def test_pages_load_nothing_external(client: Client) -> None:
    for path in ("/", "/story/s-loss", "/rejoinder/documents", "/rejoinder/new"):
        for tag, attributes in Markup(client.get(path).text).tags:
            source = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            assert source is None or source.startswith(("/", "http://127.0.0.1/")), (path, tag, source)


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8001"}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example"])
def test_an_open_address_needs_a_password(tmp_path: Path, host: str) -> None:
    with pytest.raises(serve.UnsafeAddress, match="password_hash_env"):
        serve.open_desk(tmp_path / "a.db", tmp_path / "b.db", host=host)
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize(("host", "address"), [("::1", "[::1]"), ("127.0.0.9", "127.0.0.9")])
def test_a_desk_answers_by_the_address_that_it_listens_on(tmp_path: Path, host: str, address: str) -> None:
    assert serve.in_address(host) == address
    client = opened(tmp_path, host=host)
    assert client.get("/", headers={"host": f"{address}:8001"}).status_code == 200


def test_on_an_open_address_nothing_is_read_without_signing_in(tmp_path: Path) -> None:
    client = opened(tmp_path, host="0.0.0.0")
    for path in (
        "/",
        "/story/s-loss",
        "/rejoinder",
        "/rejoinder/documents.json",
        "/feeds/stories.atom",
        "/search?q=x",
        "/brief?format=text",
        "/rejoinder/new.csv",
    ):
        assert client.get(path).status_code == 403, path
    client.sign_in()
    assert client.get("/").status_code == 200


def test_forms_redirect_only_to_our_own_pages(tmp_path: Path) -> None:
    client = opened(tmp_path)
    client.sign_in()
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""):
        answer = client.post("/decide", {"kind": "tag", "subject": "s-loss", "value": "x", "next": elsewhere})
        assert answer.headers["location"] == "/"


def test_hostile_words_cannot_inject_mail_headers(client: Client, tmp_path: Path) -> None:
    rules = tmp_path / "alerts.toml"
    rules.write_text(
        '[[channel]]\nname="a"\nmail=["a@b.example"]\n[[rule]]\nname="r"\non=["claim"]\nto=["a"]\n'
    )
    told = alerts.would_send(
        client.files.store,
        client.files.desk,
        alerts.load(rules),
        since=SINCE,
        until=UNTIL,
        zone=ZONE,
        watchlist=WATCHLIST,
    )
    assert any("alert(1)" in message for message in told)


@pytest.mark.parametrize(
    ("host", "status"), [("[::1]", 200), ("[::1]:8001", 200), ("127.0.0.1", 200), ("localhost:x", 421)]
)
def test_a_host_name_matches_with_and_without_port(client: Client, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status
