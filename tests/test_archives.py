"""Archives of others: their names for our keys, their dates, their forms of files. What is clear is read, the rest is named."""

import gzip
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import db
import steps
from cli import archives, main
from crawler import archive
from db import facts, item_rows
from nlp import Reader
from records import Document, Interval, Issue, Watchlist

NOW = datetime(2026, 8, 22, tzinfo=UTC)
DAY = datetime(2024, 8, 21, tzinfo=UTC)


def read(**row: Any) -> tuple[Document | None, list[Issue]]:
    """Return the document of one line, and the issues it gives."""
    found = list(archive.read_lines([json.dumps({"id": "a", "title": "x"} | row)], name="a", now=NOW))
    document = next((one for one in found if isinstance(one, Document)), None)
    return document, [one for one in found if isinstance(one, Issue)]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (1724249100, DAY.replace(hour=14, minute=5)),
        ("1724249100", DAY.replace(hour=14, minute=5)),
        (1724249100000, DAY.replace(hour=14, minute=5)),
        (1724249100000000, DAY.replace(hour=14, minute=5)),
        ("Wed, 21 Aug 2024 14:05:00 GMT", DAY.replace(hour=14, minute=5)),
        ("Wed, 21 Aug 2024 22:05:00 +0800", DAY.replace(hour=14, minute=5)),
        ("Wed Aug 21 22:05:00 +0800 2024", DAY.replace(hour=14, minute=5)),
        ("2024-08-21 14:05", DAY.replace(hour=14, minute=5)),
        ("20240821T140500Z", DAY.replace(hour=14, minute=5)),
        ("20240821140500", DAY.replace(hour=14, minute=5)),
        ("2024年8月21日 14:05", DAY.replace(hour=14, minute=5)),
        ("Aug 21, 2024 2:05 PM", DAY.replace(hour=14, minute=5)),
        ("2024-08-21T00:00:00+00:00", DAY),  # boards are polled on the hour
        ("2024-08-21 00:00:00", DAY),
        (1724198400, DAY),
    ],
)
def test_common_forms_of_a_time_are_read(written: str | int, moment: datetime) -> None:
    document, issues = read(published=written)
    assert document is not None
    assert (document.published, document.seen, document.flags, issues) == (moment, moment, (), [])


@pytest.mark.parametrize(
    "written",
    [
        "2024-08-21", "2024/8/21", 20240821, "Aug 21, 2024", "Wednesday, August 21, 2024", "21/08/2024", "08/21/2024",
        "21.08.2024", "2024年8月21日",
    ],
)  # fmt: skip
def test_a_day_stays_a_day_in_whatever_form(written: str | int) -> None:
    document, issues = read(published=written)
    assert document is not None
    assert (document.published, document.seen, document.flags) == (
        DAY,
        DAY + timedelta(days=1),
        ("day_only",),
    )
    assert issues == []


@pytest.mark.parametrize(
    "written",
    ["02/11/2025", "yesterday", "2024-08", "8月21日", 0, -5, 45525, "0001-01-01T00:00:00Z", True, ["x"]],
)
def test_a_date_that_is_none_or_could_be_several_costs_only_the_date(written: Any) -> None:
    document, (issue,) = read(published=written)
    assert document is not None
    assert (document.published, document.seen, document.flags) == (None, None, ("no_date",))
    assert (issue.kind, issue.where, '"published" is ' in issue.message) == ("archive_date", "a:1", True)


def test_lost_dates_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Sales rose.", "published": "02/11/2025"}\n')
    result = CliRunner().invoke(main, ["link", "--no-embeddings", "--jsonl", str(tmp_path / "a.jsonl")])
    assert result.exit_code == 3
    assert "the dates of 1 line of" in result.stderr


def test_an_items_days_are_those_of_its_publishers_zone() -> None:
    """Thursday began in Beijing while it was Wednesday in Greenwich; words of "Thursday" are not a week old."""
    store = db.connect(":memory:")
    line = {"id": "a", "lang": "en", "text": "Ines Falk said on Thursday that sales rose 12% in a year."}
    for written in (
        "2024-08-22T00:30:00+08:00",
        "Thu, 22 Aug 2024 00:30:00 +0800",
        "Thu Aug 22 00:30:00 +0800 2024",
    ):
        steps.import_store(
            store, [json.dumps(line | {"id": written, "published": written})], name="a", moment=NOW
        )
    steps.read_store(store, Reader(Watchlist()), clock=lambda: NOW)
    assert [row["said_on"] for row in store.query("select said_on from quotes")] == ["2024-08-22"] * 3


def test_a_sources_zone_counts_before_that_of_a_time() -> None:
    store = db.connect(":memory:")
    steps.import_store(
        store, ['{"id": "a", "text": "x", "published": "2024-08-21T16:30:00-04:00"}'], name="a", moment=NOW
    )
    store.execute("update sources set zone = 'Asia/Shanghai'")
    (waiting,) = facts.waiting(store, "1")
    assert waiting.published is not None
    assert (waiting.published.date(), waiting.published.utcoffset()) == (date(2024, 8, 21), timedelta(0))


@pytest.mark.parametrize(
    ("written", "hours"), [("August 21, 2024", 24), ("21/08/2024", 24), (1724249100, 0), ("1724249100", 0)]
)
def test_a_first_sighting_is_as_exact_as_the_date(written: str | int, hours: int) -> None:
    store = db.connect(":memory:")
    steps.import_store(
        store, [json.dumps({"id": "a", "text": "x", "published": written})], name="a", moment=NOW
    )
    (item,) = item_rows.of_documents(store, ["a"], {})
    assert item.seen == Interval(not_before=item.at, not_after=item.at + timedelta(hours=hours))


def test_other_names_of_the_keys_are_understood() -> None:
    document, issues = read(
        id=None, uuid=17, title=None, headline="Sales rise", maintext=["By 4%.", "Again."], language="English",
        publish_date="2024-08-21T14:05:00Z", source={"id": None, "name": "Wire"}, link="https://e.org/1",
        author="A. Roe", cluster=4,
    )  # fmt: skip
    assert document is not None
    assert (document.id, document.title, document.text) == (
        "17",
        "Sales rise",
        "Sales rise\n\nBy 4%.\n\nAgain.",
    )
    assert (document.lang, document.source, document.url) == ("en", "Wire", "https://e.org/1")
    assert (document.authors, document.published) == (("A. Roe",), DAY.replace(hour=14, minute=5))
    assert [issue.message for issue in issues] == ['not read, here and in later lines: "cluster"']


def test_our_own_names_come_before_others_and_better_ones_before_worse() -> None:
    document, issues = read(text="Ours.", body="Theirs.", timestamp="2024-08-20", PublishDate="2024-08-21")
    assert document is not None
    assert (document.text, document.published) == ("x\n\nOurs.", DAY)
    assert '"body", "timestamp"' in issues[0].message


def test_a_line_without_an_id_has_its_address_for_one() -> None:
    document, _ = read(id=None, url="https://e.org/1", title=float("nan"), text="Sales rose.")
    assert document is not None
    assert (document.id, document.title) == ("https://e.org/1", None)


ROWS = [{"id": "a", "title": "Up, again", "text": "It rose.\nTwice."}, {"id": "b", "text": "涨了。"}]
LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
TABLE = 'ID;Title;Text\r\na;Up, again;"It rose.\nTwice."\r\nb;;涨了。\r\n'


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.replace('"id": "a"', '"id": "a", "url": ""').encode(),
        f"\ufeff{LINES}\r\n".encode(),
        LINES.encode("utf-16"),
        gzip.compress(LINES.encode(), mtime=0),
        json.dumps(ROWS).encode(),
        json.dumps(ROWS, indent=1).encode(),
        json.dumps({"status": "ok", "articles": ROWS}).encode(),
        json.dumps({"count": 2, "data": ROWS}, indent=1).encode(),
        TABLE.encode(),
        TABLE.replace(";", "\t").encode("utf-8-sig"),
    ],
)
def test_the_form_of_an_archive_does_not_matter(content: bytes) -> None:
    lines = archives.lines_of(io.BytesIO(content), "a")
    found = list(archive.read_lines(lines, name="a", now=NOW))
    assert [(one.id, one.title, one.text) for one in found if isinstance(one, Document)] == [
        ("a", "Up, again", "Up, again\n\nIt rose.\nTwice."),
        ("b", None, "涨了。"),
    ]
    assert not any(isinstance(one, Issue) for one in found)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04", "ZIP"),
        (b"PAR1", "Parquet"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b'[{"id": 1}, {', "is none"),
    ],
)
def test_a_form_that_is_not_read_is_refused_as_a_whole(content: bytes, told: str) -> None:
    with pytest.raises(click.ClickException, match=told):
        archives.lines_of(io.BytesIO(content + b" " * 20), "a")


def test_a_packed_file_that_is_cut_off_costs_only_its_end() -> None:
    rows = "\n".join(json.dumps({"id": str(number), "text": f"No. {number**9}"}) for number in range(900))
    lines = archives.lines_of(io.BytesIO(gzip.compress(rows.encode())[:-500]), "a")
    *documents, last = archive.read_lines(lines, name="a", now=NOW)
    assert len(documents) > 100
    assert isinstance(last, Issue)
    assert (last.where, "the rest of the file cannot be read" in last.message) == (
        f"a:{len(documents) + 1}",
        True,
    )


def test_a_line_skipped_in_one_file_does_not_cost_the_next_file(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 0
    (tmp_path / "a.jsonl").write_text("no JSON\n")
    (tmp_path / "b.jsonl").write_text(LINES, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.jsonl", "b.jsonl")]
    result = CliRunner().invoke(main, ["import", *files, "--config", str(tmp_path / "rejoinder.toml")])
    assert result.exit_code == 3
    assert "2 new" in result.stdout


def test_a_listed_source_is_known_before_it_was_ever_crawled(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 0
    with (tmp_path / "sources.toml").open("a", encoding="utf-8") as listed:
        listed.write(
            '[[source]]\nid = "norvik-press"\nname = "Norvik"\nspider = "feed"\nurl = "https://norvik.example/feed"\ntier = 1\n'
        )
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Sales rose.", "source": "norvik-press"}\n')
    words = ["import", str(tmp_path / "a.jsonl"), "--config", str(tmp_path / "rejoinder.toml")]
    assert CliRunner().invoke(main, words).exit_code == 0
    store = db.connect(tmp_path / "rejoinder.db")
    assert [*store.execute("select spider, tier from sources where id = 'norvik-press'")] == [("feed", 1)]
    store.close()


def test_analyze_takes_the_same_names_dates_and_forms() -> None:
    rows = [
        {
            "docid": 7,
            "body": "Ines Falk said on Thursday that sales rose 12% in a year.",
            "date": "Thu, 22 Aug 2024 00:30:00 +0800",
        },
        {
            "docid": 8,
            "body": "Ines Falk said on Thursday that sales rose 12% in a year.",
            "date": "02/11/2025",
        },
    ]
    result = CliRunner().invoke(main, ["analyze", "--jsonl"], input=json.dumps(rows))
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["id"], one["quotes"][0]["said_on"]) for one in found] == [(7, "2024-08-22"), (8, None)]


def test_of_a_title_without_end_linking_looks_at_the_beginning() -> None:
    """A title of 320,000 characters was compared with every other for minutes."""
    store = db.connect(":memory:")
    title = "and the firm said that sales rose " * 100
    lines = [
        json.dumps({"id": "a", "title": title}),
        json.dumps({"id": "t", "title": title, "kind": "topic"}),
    ]
    steps.import_store(store, lines, name="a", moment=NOW)
    (topic,) = (row["id"] for row in store.query("select id from topics"))
    (item,), (line,) = item_rows.of_documents(store, ["a"], {}), item_rows.of_topics(store, [topic], {})
    assert (item.title, line.title, len(item.title)) == (title[:1000], title[:1000], 1000)
