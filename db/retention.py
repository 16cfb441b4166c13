"""Retention: what is dropped after how long, and how free space is returned to the disk.

Collected items stay, except for texts of sources with `retain_days`; readings, stories and responses always stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from db import weighings
from db.documents import DROPPED, text_sha256
from db.search import spaced
from db.times import iso

ROBOTS_DAYS = 7
"""A robots.txt is cached for a day; one not requested for a week belongs to a site that is no longer watched."""

ISSUE_AGE = timedelta(days=7)
"""A collecting problem that has not recurred for this long is over."""

PASSING_ISSUES = (
    "poll_failed", "page_failed", "pages_put_off", "fewer_than_expected", "entries_left_out", "gap", "future_date",
    "needs_js", "consent", "human_check", "archive_line", "archive_date", "archive_key", "relinked",
)  # fmt: skip
"""The kinds of such issues; issues of the job itself stay open until it succeeds."""


def drop_expired(db: Database, now: datetime, *, keep_days: int) -> dict[str, int]:
    """Drop what has passed its retention time; returns how much of what.

    Args:
        db: the store.
        now: the current time.
        keep_days: age at which polls without results, runs, cleared issues and finished addresses are dropped.
    """
    _close_old_issues(db, now)
    parameters = {
        "before": iso(now - timedelta(days=keep_days)),
        "robots": iso(now - timedelta(days=ROBOTS_DAYS)),
    }
    dropped = {"texts": drop_texts(db, now), "weights": weighings.forget(db, now)}
    for name, sql in EXPIRED.items():
        with db.atomic():
            dropped[name] = int(db.execute(sql, parameters).rowcount)
    return dropped


def drop_texts(db: Database, now: datetime) -> int:
    """Drop the texts of sources whose `retain_days` have passed; returns how many.

    Titles, addresses, readings, stories and responses stay. A text that has not been read in its present wording is kept
    until it has, and a post as long as it answers a story: its words are those of the response, which linking finds anew.
    """
    with db.atomic():
        expired = list(
            db.query(
                """
                select documents.id, documents.title
                from documents
                join sources on sources.id = documents.source
                join readings on readings.item = documents.id
                  and readings.text_sha256 = documents.text_sha256
                  and readings.reader <> ''
                where sources.retain_days is not null
                  and julianday(:now) - julianday(documents.last_seen) > sources.retain_days
                  and documents.text <> coalesce(documents.title, '')
                  and not (
                    documents.kind = 'post'
                    and exists (select 1 from responses where responses.document = documents.id)
                  )
                """,
                {"now": iso(now)},
            )
        )
        for row in expired:
            _forget(db, row["id"], row["title"] or "")
    return len(expired)


def _forget(db: Database, stored_id: str, title: str) -> None:
    parameters = {
        "id": stored_id,
        "title": title,
        "sha256": text_sha256(title),
        "search_text": spaced(title),
        "flag": DROPPED,
    }
    db.execute("delete from document_versions where document = :id", {"id": stored_id})
    db.execute(
        """
        update documents
        set text = :title,
            text_sha256 = :sha256,
            search_text = :search_text,
            flags = json_insert(flags, '$[#]', :flag)
        where id = :id
        """,
        parameters,
    )
    # The existing reading stays valid, and stays linked.
    db.execute(
        """
        update readings
        set linked_as = iif(linked_as = reader || ' ' || text_sha256, reader || ' ' || :sha256, linked_as),
            text_sha256 = :sha256
        where item = :id
        """,
        parameters,
    )


def _close_old_issues(db: Database, now: datetime) -> None:
    """Close issues of collecting, importing and linking anew that have not recurred for a week.

    A continuing problem recurs at every poll, at most a day apart. The others are over: a page no longer fetched, a past
    gap, a source no longer watched, an archive imported once.
    """
    with db.atomic():
        db.execute(
            """
            update issues
            set cleared_at = :now
            where cleared_at is null
              and last_at < :before
              and kind in (select value from json_each(:kinds))
            """,
            {"now": iso(now), "before": iso(now - ISSUE_AGE), "kinds": json.dumps(PASSING_ISSUES)},
        )


def reclaim_space(db: Database) -> None:
    """Refresh the query planner's statistics, return free pages to the disk, and truncate the write-ahead log."""
    db.execute("pragma optimize")
    # Each step of the pragma frees one page, and `execute` takes only the first step.
    db.conn.executescript("pragma incremental_vacuum")
    db.execute("pragma wal_checkpoint(truncate)").fetchall()


def files_of(file: Path) -> Iterator[Path]:
    """Return a database file and the files SQLite keeps beside it."""
    return (
        part
        for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm")))
        if part.exists()
    )


EXPIRED = {
    # The last poll and the last good poll of a source stay, as do those of boards: they bound when a topic appeared and left.
    "polls": """
        delete from polls
        where at < :before
          and source in (
            select id
            from sources
            where spider <> 'board'
          )
          and not exists (
            select 1
            from sightings
            where sightings.poll = polls.id
          )
          and at < (
            select max(later.at)
            from polls as later
            where later.source = polls.source
          )
          and (
            status <> 'ok'
            or at < (
              select max(good.at)
              from polls as good
              where good.source = polls.source
                and good.status = 'ok'
            )
          )
    """,
    # The last good run of a step stays, however old: it shows when the step last succeeded.
    "runs": """
        delete from runs
        where started_at < :before
          and status <> 'running'
          and id not in (
            select max(id)
            from runs
            where status in ('done', 'partly')
            group by step
          )
    """,
    "issues": """
        delete from issues
        where cleared_at < :before
    """,
    # An article no longer revisited. If it were listed again, it would be fetched once more and found unchanged.
    "addresses": """
        delete from fetch_state
        where next_fetch_at is null
          and failures = 0
          and url not in (
            select url
            from sources
          )
          and url in (
            select url
            from documents
            where last_seen < :before
          )
    """,
    "robots": """
        delete from robots
        where fetched_at < :robots
    """,
}
