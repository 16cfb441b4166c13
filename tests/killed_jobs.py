"""What tests/killing.py kills: `rejoinder run`, and the background job, each against the sample newsroom."""

import json
import os
import re
import signal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar, Self

import sample

Contents = Mapping[str, list[str]]


class Run:
    """`rejoinder run`: the newsroom at its own times, so that times are compared too.

    Three of its fourteen moments, which lie before the answer, after it and after the corrections: a kill costs a third.
    """

    arguments: ClassVar = ("run",)

    def __enter__(self) -> Self:
        sample.MOMENTS = sample.MOMENTS[4::4]
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for its process to end."""

    def prepare(self, folder: Path) -> None:
        """A folder; the command makes the rest."""
        folder.mkdir()

    def is_done(self, _: Path) -> bool:
        """It ends by itself."""
        return False

    def contents(self, folder: Path) -> Contents:
        """Everything but runs and polls, which a second run adds to."""
        with whole(folder / "newsroom" / "rejoinder.db") as store:
            return dump(store)


class Schedule(Run):
    """`rejoinder schedule`: the newsroom's final state by the real clock, so that times are left out."""

    arguments: ClassVar = ("schedule",)

    def __init__(self) -> None:
        self.documents = self.topics = 0
        """Return what an undisturbed job brings; until there has been one, whatever there is."""

    def __enter__(self) -> Self:
        """Serve the newsroom from a process of its own: the jobs are forks, which our threads would not survive."""
        reading, writing = os.pipe()
        self.server = os.fork()
        if self.server == 0:
            with sample.Newsroom(at=sample.MOMENTS[-1]) as newsroom:
                os.write(writing, newsroom.url.encode())
                signal.pause()
        self.url = os.read(reading, 100).decode()
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.server, signal.SIGKILL)
        os.waitpid(self.server, 0)

    def prepare(self, folder: Path) -> None:
        """Write the newsroom's files with its server's address and short intervals."""
        folder.mkdir()
        for file in sample.CONFIG.parent.glob("*.toml"):
            text = file.read_text(encoding="utf-8").replace(f"http://{sample.HOST}", self.url)
            text = re.sub(r"^every = \d+", "every = 60", text, flags=re.MULTILINE)
            (folder / file.name).write_text(
                text.replace("[schedule]", "[schedule]\nlink_every = 10"), encoding="utf-8"
            )

    def is_done(self, folder: Path) -> bool:
        """Return whether everything has been processed, as in an undisturbed job."""
        with suppress(sqlite3.OperationalError), sqlite3.connect(folder / "rejoinder.db") as store:
            sources, unread, unpolled, documents, topics = store.execute(STATE).fetchone()
            return (
                bool(sources)
                and not unread
                and not unpolled
                and documents >= self.documents
                and topics >= self.topics
            )
        return False

    def contents(self, folder: Path) -> Contents:
        """Return what was collected and read, without times, and check that each item is linked once.

        Into which story is not compared: a job links what it has as often as it comes to it, and of two texts that tell
        one happening the one that it has first begins the story. Kills of `rejoinder run` compare stories too.
        """
        with whole(folder / "rejoinder.db") as store:
            found = {table: list(_timeless(store, table)) for table in TABLES}
            for table, column in (("story_documents", "document"), ("story_topics", "topic")):
                found[table] = [row[0] for row in store.execute(f"select {column} from {table} order by 1")]
        with whole(folder / "desk.db") as desk:
            twice = "select recipient, body from outbox group by recipient, body having count(*) > 1"
            found["sent twice"] = [str(row) for row in desk.execute(twice)]
        self.documents, self.topics = len(found["documents"]), len(found["topics"])
        return found


Case = Run | Schedule
CASES = {"run": Run, "schedule": Schedule}

STATE = """
select
  (select count(*) from sources),
  (
    select count(*)
    from (select id, text_sha256 from documents union all select id, null from topics) as items
    left join readings on readings.item = items.id
    where linked_as is null
      or linked_as <> reader || ' ' || readings.text_sha256
      or readings.text_sha256 <> coalesce(items.text_sha256, readings.text_sha256)
  ),
  (select count(*) from sources where active and (select count(*) from polls where source = sources.id and status in ('ok', 'stale')) < 2),
  (select count(*) from documents),
  (select count(*) from topics)
"""
"""Number of sources, items to be read or linked, sources not polled twice, and totals."""

TABLES = ("documents", "document_versions", "topics", "mentions", "quotes", "figures")

TIMES = re.compile(r"(_at|_seen|_not_before|_not_after|_since|^latency_m..|^times|^id)$")
"""Columns of times and counts, and plain row numbers."""


def dump(store: sqlite3.Connection) -> dict[str, list[str]]:
    """Return everything collected and derived, without row numbers.

    Runs and polls are left out: asking once more is a fact of its own.
    """
    kept = "sources documents document_versions topics mentions quotes figures stories story_documents"
    kept += " story_topics responses response_carriers checks issues"
    sightings = (
        "select topic, list, list_index, title, position, heat, label, kind, captured_at from sightings"
    )
    asked = {"sightings": sightings} | {table: f"select * from {table}" for table in kept.split()}
    return {
        table: sorted(json.dumps(tuple(row), ensure_ascii=False) for row in store.execute(sql))
        for table, sql in asked.items()
    }


@contextmanager
def whole(path: Path) -> Iterator[sqlite3.Connection]:
    """Check that a store is undamaged and its foreign keys hold."""
    with sqlite3.connect(path) as store:
        assert store.execute("pragma integrity_check").fetchone() == ("ok",)
        assert store.execute("pragma foreign_key_check").fetchall() == []
        yield store


def _timeless(store: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in store.execute(f"pragma table_info({table})") if not TIMES.search(row[1])]
    names = ", ".join(f'"{column}"' for column in columns)
    rows = store.execute(f"select {names} from {table}")
    yield from sorted(json.dumps(row, ensure_ascii=False) for row in rows)
