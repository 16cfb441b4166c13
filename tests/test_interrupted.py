"""The next run continues what was interrupted: a crawl, a full disk, an expiring text."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import db
import db.documents
import db.sources
import steps
from config import settings as settings_file
from config import starters
from crawler import collect, pipelines
from crawler.source_spider import SourceSpider
from db import backups, facts, issues, outbox, polls, retention, runs
from db.times import iso
from records import Document, Issue, Mention, Poll, Reading, Source
from review import doctor, metrics
from tests.hostile_server import XML, HostileServer, article, conditional, feed, reply

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)


def test_a_feeds_state_is_saved_after_its_pages_are_requested(tmp_path: Path) -> None:
    """Otherwise a kill in between loses them: the server would report an unchanged list."""
    seen: list[tuple[str | None]] = []
    with HostileServer() as server:
        page = reply(article())

        def look(sock, request):
            with sqlite3.connect(tmp_path / "store.db") as store:
                seen.extend(store.execute("select etag from fetch_state where url like '%/feed'"))
            page(sock, request)

        server.paths["/feed"] = conditional(feed(server.url, ("/1", "One")), '"v1"', XML)
        server.paths["/1"] = look
        watched = Source(id="s", name="S", spider="feed", url=f"{server.url}/feed", allow_private=True)
        collect([watched], tmp_path / "store.db", clock=lambda: NOW, contact="https://us.example")
    assert server.hits("/1") == 1
    assert seen == []
    store = db.connect(tmp_path / "store.db")
    assert next(store.query("select etag from fetch_state where url like '%/feed'"))["etag"] == '"v1"'


def test_items_that_could_not_be_stored_are_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would be lost: the server would report an unchanged list."""
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 50)
    path, failed = tmp_path / "store.db", threading.Event()
    db.connect(path).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    noted = SourceSpider.not_stored
    monkeypatch.setattr(SourceSpider, "not_stored", lambda self, why: (noted(self, why), failed.set()))
    one, two = (conditional(article(f"Number {name} of two"), f'"{name}"', "text/html") for name in (1, 2))

    def locked(sock: object, request: object) -> None:
        other.execute("begin immediate")
        one(sock, request)

    def until_it_failed(sock: object, request: object) -> None:
        failed.wait(300)
        other.execute("rollback")
        two(sock, request)

    with HostileServer() as server:
        server.paths["/feed"] = conditional(feed(server.url, ("/1", "One"), ("/2", "Two")), '"v1"', XML)
        server.paths |= {"/1": locked, "/2": until_it_failed}
        watched = Source(id="s", name="S", spider="feed", url=f"{server.url}/feed", allow_private=True)
        first = collect([watched], path, clock=lambda: NOW, contact="https://us.example")
        assert failed.is_set()
        assert "not stored: OperationalError: database is locked" in (first.partly or "")
        server.paths["/1"] = one
        collect([watched], path, clock=lambda: NOW + timedelta(minutes=15), contact="https://us.example")
    titles = db.connect(path).query("select title from documents order by title")
    assert [row["title"] for row in titles] == ["Number 1 of two", "Number 2 of two"]
    other.close()


def test_commits_of_a_crawl_reach_the_disk(tmp_path: Path) -> None:
    full = 2
    assert pipelines.open_store(tmp_path / "a.db").execute("pragma synchronous").fetchone() == (full,)


def test_a_transaction_locks_before_it_reads(tmp_path: Path) -> None:
    """Otherwise it fails at once if another process has written between its read and its write."""
    path = tmp_path / "store.db"
    store, done = db.connect(path), threading.Event()

    def another() -> None:
        issues.note(db.connect(path), Issue(kind="a", message="by another"), NOW)
        done.set()

    writer = threading.Thread(target=another)
    with store.atomic():
        assert store.table("issues").count == 0
        writer.start()
        assert not done.wait(0.5)
        issues.note(store, Issue(kind="b", message="by us"), NOW)
    writer.join()
    assert sorted(row["kind"] for row in store.query("select kind from issues")) == ["a", "b"]


@pytest.fixture
def settings(tmp_path: Path) -> settings_file.Settings:
    list(starters.write(tmp_path, {}))
    return settings_file.load(tmp_path / "rejoinder.toml")


def document(number: int, *, source: str = "s", text: str | None = None) -> Document:
    return Document(
        id=f"{number:016x}",
        kind="article",
        source=source,
        url=f"https://s.example/{number}",
        title=f"Number {number} of many",
        text=text or f"Number {number} of many\n\n" + f"Words that fill page {number}. " * 200,
        lang="en",
    )


WRITER = """
import resource, signal, sys
from datetime import UTC, datetime
import db, db.documents
from test_interrupted import document
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
store = db.connect(sys.argv[1])
for number in range(100000):
    with store.atomic():
        for step in range(5):
            db.documents.save(store, document(number * 5 + step), datetime.now(UTC))
    print(number, flush=True)
"""


def test_a_full_disk_costs_nothing_that_was_committed(tmp_path: Path) -> None:
    """To SQLite, a limit on the file size is a full disk: each write beyond it fails."""
    path = tmp_path / "store.db"
    store = db.connect(path)
    db.sources.save_all(store, [Source(id="s", name="S", spider="feed", url="https://s.example/feed")])
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), str(1_500_000)],
        cwd=Path(__file__).parent,
        env={"PYTHONPATH": f"{Path(__file__).parent.parent}:{Path(__file__).parent}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "sqlite3.OperationalError" in done.stderr
    store = db.connect(path)
    assert store.execute("pragma integrity_check").fetchone() == ("ok",)
    committed = int(done.stdout.split()[-1]) + 1
    assert store.table("documents").count == committed * 5
    db.documents.save(store, document(-1), NOW)
    assert store.execute("insert into documents_fts (documents_fts) values ('integrity-check')").rowcount


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, if the machine allows mounting one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_that_recovers(small_disk: Path) -> None:
    path = small_disk / "store.db"
    store = db.connect(path)
    db.sources.save_all(store, [Source(id="s", name="S", spider="feed", url="https://s.example/feed")])
    committed = 0
    with pytest.raises(sqlite3.OperationalError, match="full"):  # noqa: PT012 (which of many writes fails is chance)
        while True:
            with store.atomic():
                for step in range(5):
                    db.documents.save(store, document(committed + step), NOW)
            committed += 5
    store.close()
    (small_disk / "fill").write_bytes(b"x" * shutil.disk_usage(small_disk).free)
    with pytest.raises(backups.BackupError, match="full"):
        list(backups.copy(path, small_disk / "desk.db", small_disk / "copy.db"))
    assert not list(small_disk.glob("copy.db*"))
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    store = db.connect(path)
    assert store.execute("pragma integrity_check").fetchone() == ("ok",)
    assert store.table("documents").count == committed > 0
    for number in range(committed, committed + 100):
        db.documents.save(store, document(number), NOW)
    assert store.table("documents").count == committed + 100
    assert list(backups.copy(path, small_disk / "desk.db", small_disk / "copy.db"))


def test_a_store_on_a_disk_that_became_read_only_is_backed_up_elsewhere(
    small_disk: Path, tmp_path: Path
) -> None:
    path = small_disk / "store.db"
    db.connect(path).close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    list(backups.copy(path, small_disk / "desk.db", tmp_path / "copy.db"))
    copied = sqlite3.connect(tmp_path / "copy.db")
    assert copied.execute("select count(*) from documents").fetchone() == (0,)
    copied.close()


def test_a_power_cut_between_two_writes_leaves_whole_transactions(tmp_path: Path) -> None:
    """Whatever part of the write-ahead log reached the disk: cut anywhere, or its last page half written."""
    path, cut = tmp_path / "store.db", tmp_path / "cut.db"
    store = db.connect(path)
    store.execute("pragma wal_autocheckpoint = 0").fetchall()
    db.sources.save_all(store, [Source(id="s", name="S", spider="feed", url="https://s.example/feed")])
    store.execute("pragma wal_checkpoint(truncate)").fetchall()
    for number in range(0, 200, 5):
        with store.atomic():
            for step in range(5):
                db.documents.save(store, document(number + step), NOW)
    main, log = path.read_bytes(), path.with_name("store.db-wal").read_bytes()
    chance, found = random.Random(20240822), []
    for _ in range(60):
        length = chance.randint(0, len(log))
        torn = chance.randbytes(chance.choice((0, 512, 4096)))
        cut.write_bytes(main)
        cut.with_name("cut.db-wal").write_bytes(log[:length] + torn)
        cut.with_name("cut.db-shm").unlink(missing_ok=True)
        with closing(sqlite3.connect(cut)) as opened:
            assert opened.execute("pragma integrity_check").fetchone() == ("ok",)
            assert opened.execute("pragma foreign_key_check").fetchall() == []
            (documents,) = opened.execute("select count(*) from documents").fetchone()
            opened.execute("insert into documents_fts (documents_fts) values ('integrity-check')")
            opened.rollback()
        found.append((length, documents))
    assert all(documents % 5 == 0 for _, documents in found)
    assert [documents for _, documents in sorted(found)] == sorted(documents for _, documents in found)
    assert len({documents for _, documents in found}) > 20
    store.close()


def test_expired_texts_are_dropped_and_readings_stay(tmp_path: Path) -> None:
    store = db.connect(tmp_path / "store.db")
    db.sources.save_all(
        store,
        [
            Source(id="s", name="S", spider="feed", url="https://s.example/feed", retain_days=30),
            Source(id="k", name="K", spider="feed", url="https://k.example/feed"),
        ],
    )
    long_ago = NOW - timedelta(days=40)
    for number, source in ((1, "s"), (2, "k"), (3, "s")):
        db.documents.save(store, document(number, source=source), long_ago)
    read, kept, unread = list(facts.waiting(store, "reader 1"))
    mention = Mention(start=30, end=34, text="fill", label="ORG")
    for item in (read, kept):
        facts.save(store, item, Reading(lang="en", mentions=(mention,)), "reader 1", long_ago)
    assert retention.drop_expired(store, NOW, keep_days=90)["texts"] == 1
    assert retention.drop_expired(store, NOW, keep_days=90)["texts"] == 0
    texts = {row["id"]: row for row in store.query("select * from documents")}
    assert texts[read.item]["text"] == "Number 1 of many"
    assert json.loads(texts[read.item]["flags"]) == ["text_dropped"]
    assert "Words" in texts[kept.item]["text"]
    assert "Words" in texts[unread.item]["text"]
    assert store.table("mentions").count == 2
    # Neither now nor in a later version is the remainder read in place of the full text.
    assert [item.item for item in facts.waiting(store, "reader 1")] == [unread.item]
    assert {item.item for item in facts.waiting(store, "reader 2")} == {unread.item, kept.item}


def test_empty_polls_expire_but_the_last_stays(tmp_path: Path) -> None:
    store = db.connect(tmp_path / "store.db")
    watched = Source(id="s", name="S", spider="feed", url="https://s.example/feed")
    board = Source(id="b", name="B", spider="board", url="https://b.example/hot", platform="weibo")
    db.sources.save_all(store, [watched, board])
    old = NOW - timedelta(days=200)
    for minutes, status in enumerate(("ok", "ok", "error", "error")):
        for source in (watched, board):
            at = old + timedelta(minutes=minutes)
            polls.save(store, Poll(source=source.id, url=source.url, at=at, status=status))
    for step in ("link", "link", "read"):
        with runs.run(store, step, old):
            pass
    dropped = retention.drop_expired(store, NOW, keep_days=90)
    assert (dropped["polls"], dropped["runs"]) == (2, 1)
    left = [row["status"] for row in store.query("select status from polls where source = 's' order by at")]
    assert left == ["ok", "error"]
    health = next(store.query("select * from collection_health where source = 's'"))
    assert health["last_good_at"] == iso(old + timedelta(minutes=1))


def test_a_post_is_kept_as_long_as_it_answers_a_story(settings: settings_file.Settings) -> None:
    """The next article of the story made its answer vanish: linking found no words in the post."""
    store = db.connect(settings.store)
    db.sources.save_all(
        store, [Source(id="s", name="S", spider="feed", url="https://s.example/f", retain_days=1)]
    )
    for number in (1, 2):
        db.documents.save(store, replace(document(number), kind="post"), NOW - timedelta(days=9))
    answer, other = list(facts.waiting(store, "r"))
    for item in (answer, other):
        facts.save(store, item, Reading(lang="en"), "r", NOW)
    store.table("stories").insert({"id": "s-1", "headline": "H", "lang": "en"})
    store.table("responses").insert(
        {
            "id": "r-1", "story": "s-1", "party": "own", "text": "W", "confidence": 1.0, "evidence": "", "rule": "",
            "document": answer.item,
        }
    )  # fmt: skip
    assert retention.drop_expired(store, NOW, keep_days=90)["texts"] == 1
    texts = {row["id"]: row["flags"] for row in store.query("select id, flags from documents")}
    assert texts == {answer.item: "[]", other.item: '["text_dropped"]'}


def test_free_space_is_returned_to_the_disk(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    db.sources.save_all(
        store, [Source(id="s", name="S", spider="feed", url="https://s.example/f", retain_days=1)]
    )
    for number in range(300):
        db.documents.save(store, document(number), NOW - timedelta(days=9))
    for item in list(facts.waiting(store, "r")):
        facts.save(store, item, Reading(lang="en"), "r", NOW)
    store.execute("pragma wal_checkpoint(truncate)").fetchall()
    before = settings.store.stat().st_size
    store.close()
    outcome = steps.upkeep(settings, clock=lambda: NOW)
    assert outcome.counts["texts"] == 300
    assert settings.store.stat().st_size < before / 2
    found = list(
        db.connect(settings.store).query("select rowid from documents_fts where documents_fts match 'number'")
    )
    assert len(found) == 300


def test_a_backup_is_restored_by_putting_it_back(settings: settings_file.Settings, tmp_path: Path) -> None:
    """As described in docs/operating.md."""
    store = db.connect(settings.store)
    db.connect_desk(settings.decisions).close()
    db.sources.save_all(store, [Source(id="s", name="S", spider="feed", url="https://s.example/feed")])
    db.documents.save(store, document(1), NOW)
    list(backups.copy(settings.store, settings.decisions, tmp_path / "copy" / "b.db"))
    db.documents.save(store, document(2), NOW)
    store.close()
    for part in [*retention.files_of(settings.store), *retention.files_of(settings.decisions)]:
        part.unlink()
    (tmp_path / "copy" / "b.db").rename(settings.store)
    (tmp_path / "copy" / "b.desk.db").rename(settings.decisions)
    restored = db.connect(settings.store)
    assert [row["title"] for row in restored.query("select title from documents")] == ["Number 1 of many"]
    assert doctor.examine(settings).healthy


def test_the_metrics_file_is_complete_and_readable(settings: settings_file.Settings, tmp_path: Path) -> None:
    store = db.connect(settings.store)
    db.connect_desk(settings.decisions).close()
    watched = Source(id="s", name="S", spider="feed", url="https://s.example/feed")
    db.sources.save_all(store, [watched])
    polls.save(store, Poll(source="s", url=watched.url, at=NOW, status="ok"))
    with runs.run(store, "read", NOW, clock=lambda: NOW + timedelta(seconds=7)):
        pass
    db.documents.save(store, document(1), NOW)
    asked = settings.model_copy(
        update={"schedule": settings.schedule.model_copy(update={"metrics": tmp_path / "r.prom"})}
    )
    metrics.write(settings, NOW)
    assert not (tmp_path / "r.prom").exists()
    metrics.write(asked, NOW)
    lines = (tmp_path / "r.prom").read_text(encoding="utf-8").splitlines()
    assert f'rejoinder_source_last_success_timestamp_seconds{{source="s"}} {NOW.timestamp():.0f}' in lines
    assert 'rejoinder_step_duration_seconds{step="read"} 7' in lines
    assert "rejoinder_backlog_documents 1" in lines
    assert "backlog   1 document waits to be read" in doctor.examine(settings).text
    for line in lines:
        assert line.startswith(("# HELP rejoinder_", "# TYPE rejoinder_", "rejoinder_"))
    assert [file.name for file in tmp_path.glob("*.partial")] == []


def test_the_doctor_shows_growth_and_remedies(
    settings: settings_file.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = db.connect(settings.store)
    for days, size in ((10, 1_000_000), (0, 6_000_000)):
        with runs.run(store, "upkeep", NOW - timedelta(days=days)) as this:
            this.counts["bytes"] = size
    report = doctor.examine(settings)
    assert report.healthy, report.text
    assert "growth    +0.5 MB a day over 10 days" in report.text
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    with pytest.raises(ZeroDivisionError), runs.run(store, "link", NOW):
        1 / 0  # noqa: B018
    report = doctor.examine(settings)
    assert not report.healthy
    red = [line for line in report.text.splitlines() if line.startswith("!")]
    assert len(red) == 2
    assert "make room" in red[0]
    assert "ZeroDivisionError" in red[1]
    assert "the next run tries again" in red[1]


def test_the_doctor_shows_a_step_that_fails_since_it_went_well(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    with runs.run(store, "link", NOW - timedelta(days=1)):
        pass
    with pytest.raises(ZeroDivisionError), runs.run(store, "link", NOW):
        1 / 0  # noqa: B018
    report = doctor.examine(settings)
    assert not report.healthy
    assert f"! step link    last {iso(NOW)} failed, last good {iso(NOW - timedelta(days=1))}" in report.text


def test_the_doctor_refuses_a_store_of_a_later_version(settings: settings_file.Settings) -> None:
    store = db.connect(settings.store)
    assert doctor.examine(settings).healthy
    store["_sqlite_migrations"].insert({"migration_set": "store", "name": "m999_later", "applied_at": "2099"})
    store.close()
    report = doctor.examine(settings)
    assert not report.healthy
    assert (
        "! the store was made by a later version of Rejoinder (m999_later): use that version again"
        in report.text
    )


def test_the_doctor_reads_a_store_in_a_folder_that_cannot_be_written(
    settings: settings_file.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.connect(settings.store).close()
    monkeypatch.setattr("os.access", lambda *_: False)
    report = doctor.examine(settings)
    assert not report.healthy
    assert f"! folder  {settings.store.parent} cannot be written" in report.text
    assert "holds     0 documents" in report.text


@pytest.mark.parametrize("kind", doctor.OF_THE_JOB)
def test_the_doctor_shows_a_stalled_job(settings: settings_file.Settings, kind: str) -> None:
    store = db.connect(settings.store)
    issues.note(store, Issue(kind=kind, message="crawl was ended by signal 9"), NOW)
    report = doctor.examine(settings)
    assert not report.healthy
    assert f"! issue {kind}: 1 open" in report.text
    issues.clear(store, kind, None, NOW)
    assert doctor.examine(settings).healthy


def test_the_doctor_shows_undelivered_mail(settings: settings_file.Settings) -> None:
    db.connect(settings.store).close()
    desk = db.connect_desk(settings.decisions)
    message = outbox.Message(id="brief:1", rule="brief", recipient="ana@desk.example", title="T", body="B")
    outbox.put(desk, message, NOW, NOW)
    for tries in range(doctor.TRIES_IN_VAIN):
        assert doctor.examine(settings).healthy
        outbox.failed(desk, replace(message, tries=tries), "ConnectionRefusedError", NOW)
    report = doctor.examine(settings)
    assert not report.healthy
    assert "! outbox: 1 message waits since" in report.text
    desk.close()
    settings.decisions.write_bytes(b"no database at all" * 100)
    assert "cannot be read as decisions" in doctor.examine(settings).text
