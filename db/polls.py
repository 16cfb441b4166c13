"""The polls table: one row per attempt to fetch a source, whatever its result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from db import rows
from db.fetch_state import LONGEST_WAIT
from db.times import iso, parse_or_none
from records import Poll, Source

LONGEST_STRETCH = 4
"""A quiet source waits at most this many times its `every`."""


def save(db: Database, poll: Poll) -> int:
    """Store a poll and return its id; a replay or a rerun at the same moment updates the same row."""
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
                rows.of(poll),
            ).fetchone()[0]
        )


def due(db: Database, sources: Iterable[Source], now: datetime) -> list[Source]:
    """Return the sources that are due: `every` seconds after the last poll, and not before a server's retry time.

    A source that has brought nothing new for long is polled less often, up to `LONGEST_STRETCH` times `every`.
    """
    return [source for source in sources if due_at(db, source, now) <= now]


def marks(db: Database, source: str, url: str, before: datetime) -> list[tuple[str, datetime | None]]:
    """Return hash and board time of the latest good replies of a board, the latest last.

    The time is None where the rows have several: a wire dates each of its own.
    """
    found = db.execute(
        """
        select
          polls.sha256,
          iif(
            min(sightings.board_time) = max(sightings.board_time) and count(sightings.board_time) = count(*),
            max(sightings.board_time),
            null
          )
        from polls
        left join sightings on sightings.poll = polls.id
        where polls.source = :source
          and polls.url = :url
          and polls.at < :before
          and polls.status = 'ok'
          and polls.sha256 is not null
        group by polls.id
        order by polls.at desc
        limit 5
        """,
        {"source": source, "url": url, "before": iso(before)},
    ).fetchall()
    return [(row[0], parse_or_none(row[1])) for row in reversed(found)]


def due_at(db: Database, source: Source, now: datetime) -> datetime:
    """Return when a source is to be polled next; a past moment means it is due."""
    row = db.execute(
        """
        select
          (select max(at) from polls where source = :source and replayed = 0),
          (select max(first_seen) from documents where source = :source),
          (select next_fetch_at from fetch_state where url = :url)
        """,
        {"source": source.id, "url": source.url},
    ).fetchone()
    polled, brought, not_before = (parse_or_none(value) for value in row)
    # A poll in the future was made before the clock was set back, and so was an appointment that far ahead.
    again = now if polled is None or polled > now else polled + interval(source, brought, now)
    return max(again, not_before) if not_before and not_before <= now + LONGEST_WAIT else again


def interval(source: Source, brought: datetime | None, now: datetime) -> timedelta:
    """Return the wait between two polls: a tenth of the time since the source last brought something, within bounds."""
    every = timedelta(seconds=source.every)
    if source.spider == "board" or brought is None:
        return every
    return min(max(every, (now - brought) / 10), every * LONGEST_STRETCH)
