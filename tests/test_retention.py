"""The store: migrations, runs, issues, decisions, locks, backups, archives; every step can run twice."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db
import nlp
import steps
from crawler import archive
from db import archives, backups, decisions, issues, locks, retention, runs
from db.times import iso
from records import Account, Decision, Document, Issue, Person, Watchlist

NOW = datetime(2024, 8, 22, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path):
    return db.connect(tmp_path / "rejoinder.db")


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    first = db.connect(tmp_path / "rejoinder.db").schema
    assert db.connect(tmp_path / "rejoinder.db").schema == first


def test_several_processes_may_open_a_new_store(tmp_path: Path) -> None:
    """Otherwise the second one finds tables that it is about to create."""
    with ThreadPoolExecutor(8) as pool:
        for opened in [pool.submit(open_and_close, tmp_path / "new.db") for _ in range(8)]:
            opened.result()
    assert db.connect(tmp_path / "new.db").schema == db.connect(tmp_path / "by_one.db").schema


def open_and_close(path: Path) -> None:
    db.connect(path).close()
    db.connect_desk(path.with_name("desk.db")).close()


def test_a_busy_store_is_waited_for(tmp_path: Path) -> None:
    for opened in (db.connect(tmp_path / "rejoinder.db"), db.connect_desk(tmp_path / "desk.db")):
        ((patience,),) = opened.execute("pragma busy_timeout").fetchall()
        assert patience == db.BUSY_TIMEOUT_MS


def test_every_table_is_strict_and_every_view_runs(store) -> None:
    for table in store.tables:
        if not table.name.startswith("_") and "_fts" not in table.name:
            assert table.strict, table.name
    assert store.view_names()
    for view in store.view_names():
        assert list(store.query(f"select * from {view}")) == []


def test_foreign_keys_are_enforced(store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.execute("insert into polls (source, url, at, status) values ('nobody', '', '', 'ok')")


def test_every_run_leaves_a_row(store) -> None:
    with runs.run(store, "read", NOW) as this:
        this.counts["read"] = 3
    with runs.run(store, "crawl", NOW) as this:
        this.partly = "one source is down"
    with pytest.raises(ZeroDivisionError), runs.run(store, "link", NOW):
        1 / 0  # noqa: B018
    with pytest.raises(KeyboardInterrupt), runs.run(store, "brief", NOW):
        raise KeyboardInterrupt
    told = {
        row["step"]: (row["status"], row["why"]) for row in store.query("select step, status, why from runs")
    }
    assert told == {
        "read": ("done", None),
        "crawl": ("partly", "one source is down"),
        "link": ("failed", "ZeroDivisionError: division by zero"),
        "brief": ("cut", "stopped"),
    }
    assert [row["kind"] for row in store.query("select kind from issues")] == ["step_failed"]


def test_a_killed_run_is_closed_by_the_next_process(store) -> None:
    store.execute(
        "insert into runs (step, started_at, status) values ('read', :at, 'running')", {"at": iso(NOW)}
    )
    assert runs.close_interrupted(store, LATER) == 1
    assert runs.close_interrupted(store, LATER) == 0
    assert runs.last_good(store, "read") is None


def test_a_recurring_issue_is_one_row_with_a_count(store) -> None:
    trouble = Issue(kind="poll_failed", message="timed out", source="wire")
    for moment in (NOW, NOW, LATER):
        issues.note(store, trouble, moment)
    (row,) = store.query("select times, first_at, last_at, cleared_at from issues")
    assert row == {"times": 2, "first_at": iso(NOW), "last_at": iso(LATER), "cleared_at": None}
    issues.clear(store, "poll_failed", "wire", LATER)
    assert next(store.query("select cleared_at from issues"))["cleared_at"] == iso(LATER)
    issues.note(store, trouble, LATER + timedelta(hours=1))
    assert next(store.query("select cleared_at from issues"))["cleared_at"] is None


def test_old_issues_are_closed_and_recurring_ones_stay(store) -> None:
    """A page no longer fetched would stay an open issue forever; a crashed step stays one until it succeeds."""
    week = NOW + retention.ISSUE_AGE
    for kind, moment in (("page_failed", NOW), ("gap", NOW), ("step_failed", NOW), ("poll_failed", LATER)):
        issues.note(store, Issue(kind=kind, message="so it was", source="wire"), moment)
    retention.drop_expired(store, week, keep_days=90)
    assert [row["kind"] for row in store.query("select kind from issues where cleared_at is null order by kind")] == [
        "gap", "page_failed", "poll_failed", "step_failed",
    ]  # fmt: skip
    retention.drop_expired(store, week + timedelta(minutes=1), keep_days=90)
    assert [row["kind"] for row in store.query("select kind from issues where cleared_at is null order by kind")] == [
        "poll_failed", "step_failed",
    ]  # fmt: skip


def test_a_decision_is_undone_never_deleted(tmp_path: Path) -> None:
    desk = db.connect_desk(tmp_path / "desk.db")
    first = decisions.save(desk, Decision(id=0, kind="pin", subject="s-1", value="1", by="ana"), NOW)
    decisions.save(desk, Decision(id=0, kind="status", subject="s-1", value="seen", by="ben"), NOW)
    assert decisions.undo(desk, first, "ana", LATER)
    assert not decisions.undo(desk, first, "ana", LATER)
    assert [decision.kind for decision in decisions.standing(desk)] == ["status"]
    assert desk.table("decisions").count == 2


def test_a_step_runs_alone(tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    with locks.alone(store, "read"):
        with pytest.raises(locks.StepIsRunningError, match="another read"), locks.alone(store, "read"):
            pass
        with locks.alone(store, "link"):
            pass
    with locks.alone(store, "read"):
        pass


def test_a_backup_replaces_a_killed_one(tmp_path: Path) -> None:
    db.connect(tmp_path / "rejoinder.db").close()
    target = tmp_path / "copy.db"
    target.with_name("copy.db.partial").write_bytes(b"half a backup, and no database")
    list(backups.copy(tmp_path / "rejoinder.db", tmp_path / "desk.db", target))
    assert sqlite3.connect(target).execute("select count(*) from documents").fetchone() == (0,)
    assert not list(tmp_path.glob("*.partial"))


def test_a_backup_during_a_write_holds_what_is_committed(tmp_path: Path) -> None:
    store = db.connect(tmp_path / "rejoinder.db")
    db.connect_desk(tmp_path / "desk.db")
    issues.note(store, Issue(kind="a", message="committed"), NOW)
    store.execute("begin immediate")
    store.execute("update issues set message = 'not yet'")
    lines = list(backups.copy(tmp_path / "rejoinder.db", tmp_path / "desk.db", tmp_path / "copy" / "b.db"))
    store.execute("rollback")
    assert len(lines) == 2
    copied = sqlite3.connect(tmp_path / "copy" / "b.db")
    assert copied.execute("select message from issues").fetchall() == [("committed",)]
    assert sqlite3.connect(tmp_path / "copy" / "b.desk.db").execute(
        "select count(*) from decisions"
    ).fetchone() == (0,)


def test_a_backup_of_which_one_half_fails_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    db.connect(tmp_path / "rejoinder.db").close()
    db.connect_desk(tmp_path / "desk.db").close()
    target, beside = tmp_path / "copy.db", tmp_path / "copy.desk.db"
    list(backups.copy(tmp_path / "rejoinder.db", tmp_path / "desk.db", target))
    before = target.read_bytes(), beside.read_bytes()
    store = db.connect(tmp_path / "rejoinder.db")
    issues.note(store, Issue(kind="a", message="newer"), NOW)
    store.close()
    (tmp_path / "desk.db").write_bytes(b"no database any more" * 100)
    with pytest.raises(backups.BackupError):
        list(backups.copy(tmp_path / "rejoinder.db", tmp_path / "desk.db", target))
    assert (target.read_bytes(), beside.read_bytes()) == before
    assert not list(tmp_path.glob("*.partial"))


ARCHIVE = [
    '{"id": "a1", "title": "Results", "text": "Sales rose.", "published": "2024-08-21T10:00:00Z", "source": "wire"}',
    '{"id": "a2", "title": "Results", "text": "Results are out.", "published": "2024-08-21T10:00:00Z", "source": "wire"}',
    '{"id": "t1", "kind": "topic", "title": "某公司回应", "source": "weibo", "heat": 12, "published": "2024-08-21"}',
    "{broken",
    '{"id": "x", "kind": "poem", "text": "…"}',
    '{"id": "y"}',
    "[]",
    '{"id": "z", "text": "When?", "published": "yesterday"}',
    "",
    '{"id": "w", "text": "Before all days.", "published": "0001-01-01T00:00:00+14:00"}',
    '{"id": "t2", "kind": "topic", "title": "Hot without end", "source": "weibo", "heat": 1e999, "published": "2024-08-21"}',
]


def test_archived_items_count_as_seen_when_published() -> None:
    lines = [
        '{"id": "a", "text": "Last year.", "published": "2023-08-21T10:00:00Z"}',
        '{"id": "b", "text": "Found late.", "published": "2023-08-21T10:00:00Z", "seen": "2023-08-25T10:00:00Z"}',
        '{"id": "c", "text": "No day."}',
        '{"id": "d", "text": "Next year.", "published": "2199-08-21T10:00:00Z"}',
    ]
    seen = [record.seen for record in archive.read_lines(lines, name="old.jsonl", now=NOW)]  # type: ignore[union-attr]
    assert seen == [datetime(2023, 8, 21, 10, tzinfo=UTC), datetime(2023, 8, 25, 10, tzinfo=UTC), None, None]


def test_a_post_of_a_watched_account_gets_its_owner(store) -> None:
    ines = Person(id="ines", name="Ines Falk", accounts=(Account(platform="weibo", id="7"),))
    lines = (
        '{"id": "p", "kind": "post", "text": "We are looking into it.", "platform": "weibo", "account": "7"}',
        '{"id": "q", "kind": "post", "text": "So are we.", "platform": "weibo", "account": "8", "authors": ["A. Roe"]}',
        '{"id": "r", "kind": "release", "text": "A statement.", "entity": "norvik"}',
        '{"id": "s", "text": "Odd.", "authors": "A. Roe"}',
        '{"id": "u", "kind": "post", "repost_of": "Leaves are wet.", "platform": "weibo", "account": "7"}',
    )
    counts, _ = steps.import_store(
        store, lines, name="posts.jsonl", moment=NOW, watched=Watchlist(people=(ines,))
    )
    assert (counts["new"], counts["archive_line"]) == (5, 0)
    kept = {row["id"]: (row["entity"], row["account"]) for row in store.query("select * from documents")}
    assert kept == {
        "p": ("ines", "7"), "q": (None, "8"), "r": ("norvik", None), "s": (None, None), "u": ("ines", "7"),
    }  # fmt: skip


def test_an_archive_keeps_its_ids_and_loses_only_its_bad_lines(store) -> None:
    records = list(archive.read_lines(ARCHIVE, name="old.jsonl", now=NOW))
    troubles = [record for record in records if isinstance(record, Issue)]
    assert [trouble.where for trouble in troubles] == [f"old.jsonl:{line}" for line in (4, 5, 6, 7, 8, 10)]
    assert [trouble.kind for trouble in troubles] == [*["archive_line"] * 4, "archive_date", "archive_date"]
    documents = [record for record in records if isinstance(record, Document)]
    for _ in range(2):
        for document in documents:
            archives.save_document(store, document, NOW)
        for topic in records:
            if isinstance(topic, archive.ArchivedTopic):
                archives.save_topic(store, topic.id, topic.sighting)
    assert [row["id"] for row in store.query("select id from documents order by id")] == [
        "a1",
        "a2",
        "w",
        "z",
    ]
    texts = [row["text"] for row in store.query("select text from documents order by id")]
    assert texts == ["Results\n\nSales rose.", "Results are out.", "Before all days.", "When?"]
    assert store.table("sightings").count == store.table("topics").count == 2
    assert [row["heat"] for row in store.query("select heat from sightings order by heat")] == [None, 12]


def test_keys_that_are_not_read_are_named_once() -> None:
    lines = [
        '{"id": "a", "title": "x", "publised": "2026-01-01", "desk": "markets"}',
        '{"id": "b", "title": "y", "publised": "2026-01-01", "heats": 4}',
    ]
    told = [
        record for record in archive.read_lines(lines, name="a.jsonl", now=NOW) if isinstance(record, Issue)
    ]
    assert [(issue.kind, issue.where, issue.message) for issue in told] == [
        (
            "archive_key",
            "a.jsonl:1",
            'not read, here and in later lines: "publised" (perhaps "published"), "desk"',
        ),
        ("archive_key", "a.jsonl:2", 'not read, here and in later lines: "heats" (perhaps "heat")'),
    ]


def test_unread_keys_skip_no_line(store) -> None:
    counts, _ = steps.import_store(
        store, ['{"id": "a", "title": "x", "sauce": "wire"}'], name="a.jsonl", moment=NOW
    )
    assert (counts["new"], counts["archive_line"]) == (1, 0)
    assert [row["kind"] for row in store.query("select kind from issues")] == ["archive_key"]


def test_an_archive_with_two_wordings_of_a_document_can_be_imported_twice(store) -> None:
    lines = (
        '{"id": "a", "title": "Sales rise", "text": "By 4%.", "published": "2024-08-21T10:00:00Z"}',
        '{"id": "a", "title": "Sales rise", "text": "By 5%.", "published": "2024-08-21T10:00:00Z"}',
        '{"id": "b", "text": "No day."}',
        '{"id": "b", "text": "No day, still."}',
    )
    seen = []
    for hour in range(3):
        steps.import_store(store, lines, name="a.jsonl", moment=NOW + timedelta(hours=hour))
        seen.append(list(store.query("select id, version, text from documents order by id")))
    assert seen[0] == seen[1] == seen[2]
    assert [row["text"] for row in seen[0]] == ["Sales rise\n\nBy 5%.", "No day, still."]
    assert store.table("document_versions").count == 2


def test_an_archive_imported_again_dates_what_had_no_date_and_has_it_read_again(store) -> None:
    told = []
    for published in ("02/11/2023", "2023-11-02T10:00:00Z", "2023-11-02T10:00:00Z"):
        line = json.dumps({"id": "a", "text": "“We agree,” Ann Lee said on Monday.", "published": published})
        steps.import_store(store, [line], name="a.jsonl", moment=NOW)
        read = steps.read_store(store, nlp.Reader(Watchlist()), clock=lambda: NOW)
        steps.link_store(store, Watchlist(), (), NOW)
        (row,) = store.query("select published, said_on, flags, version from documents, quotes, weighings")
        told.append((row["published"], row["said_on"], row["flags"], row["version"], read))
    assert told[0] == (None, "2024-08-19", '["no_date"]', 1, 1)
    assert told[1] == ("2023-11-02T10:00:00+00:00", "2023-10-30", "[]", 1, 1)
    assert told[2] == (*told[1][:-1], 0)
    assert [row["at"] for row in store.query("select at from weighings")] == ["2023-11-02T10:00:00+00:00"]


def test_a_wording_that_returns_later_is_a_version_of_its_own(store) -> None:
    lines = [
        f'{{"id": "a", "text": "{text}", "seen": "2024-08-21T{hour}:00:00Z"}}'
        for text, hour in (("Up 4%.", 10), ("Up 5%.", 11), ("Up 4%.", 12))
    ]
    for _ in range(2):
        steps.import_store(store, lines, name="a.jsonl", moment=NOW)
        assert [row["text"] for row in store.query("select text from documents")] == ["Up 4%."]
        assert store.table("document_versions").count == 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "a", "title": "x", "kind": "poem"}', "known kinds: article"),
        ('{"title": "x"}', 'neither an "id" nor a "url"'),
        ("a b c", "not JSON"),
    ],
)
def test_a_line_that_does_not_fit_says_what_is_wrong(line: str, why: str) -> None:
    (issue,) = archive.read_lines([line], name="a.jsonl", now=NOW)
    assert isinstance(issue, Issue)
    assert (issue.where, why in issue.message) == ("a.jsonl:1", True)


@pytest.mark.parametrize(("published", "hours"), [("2026-03-05", 24), ("2026-03-05T08:00:00Z", 8)])
def test_a_day_without_an_hour_is_over_before_a_document_was_surely_public(
    published: str, hours: int
) -> None:
    line = json.dumps({"id": "a", "title": "x", "published": published})
    (told,) = archive.read_lines([line], name="a", now=datetime(2026, 4, 1, tzinfo=UTC))
    assert isinstance(told, Document)
    assert told.seen == datetime(2026, 3, 5, tzinfo=UTC) + timedelta(hours=hours)


def test_a_date_in_the_future_is_kept_as_written_and_not_believed() -> None:
    (told,) = archive.read_lines(['{"id": "a", "title": "x", "published": "2099-01-01"}'], name="a", now=NOW)
    assert isinstance(told, Document)
    assert (told.published, told.published_raw, told.flags) == (None, "2099-01-01", ("future_date",))
    assert told.seen is None
