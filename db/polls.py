"""The polls table: one row an attempt to fetch a source, whatever came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from db.times import iso, parse_or_none
from records import Poll, Source


def save(db: Database, poll: Poll) -> int:
    """Write a poll down; a replay or a run repeated at the same moment is the same row. Returns its id."""
    with db.atomic():
        return int(
            db.execute(
                """
                insert into polls (source, url, at, status, http_status, rows, bytes, sha256, why, replayed)
                values (:source, :url, :at, :status, :http_status, :rows, :bytes, :sha256, :why, :replayed)
                on conflict (source, url, at) do update set
                  status = excluded.status,
                  http_status = excluded.http_status,
                  rows = excluded.rows,
                  bytes = excluded.bytes,
                  sha256 = excluded.sha256,
                  why = excluded.why,
                  replayed = excluded.replayed
                returning id
                """,
                {
                    "source": poll.source,
                    "url": poll.url,
                    "at": iso(poll.at),
                    "status": poll.status,
                    "http_status": poll.http_status,
                    "rows": poll.rows,
                    "bytes": poll.bytes,
                    "sha256": poll.sha256,
                    "why": poll.why,
                    "replayed": poll.replayed,
                },
            ).fetchone()[0]
        )


def last_at(db: Database, source: str) -> datetime | None:
    """When the source was last asked."""
    row = db.execute("select max(at) from polls where source = :source", {"source": source}).fetchone()
    return parse_or_none(row[0])


def same_replies(db: Database, source: str, url: str, sha256: str, before: datetime) -> int:
    """How many polls just before a moment got this very reply, without another one between."""
    rows = db.execute(
        """
        select sha256
        from polls
        where source = :source
          and url = :url
          and at < :before
          and sha256 is not null
        order by at desc
        limit 100
        """,
        {"source": source, "url": url, "before": iso(before)},
    ).fetchall()
    return next((count for count, row in enumerate(rows) if row[0] != sha256), len(rows))


def due(db: Database, sources: Iterable[Source], now: datetime) -> list[Source]:
    """The sources whose interval since their last poll is over, or that were never asked."""
    return [
        source
        for source in sources
        if (last := last_at(db, source.id)) is None or last + timedelta(seconds=source.every) <= now
    ]
