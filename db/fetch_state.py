"""The fetch_state table: what to remember about every address that is fetched again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from db import rows
from db.times import iso, parse_or_none
from records import FetchState

ROBOTS_AGE = timedelta(hours=24)
"""How long a robots.txt is cached (RFC 9309, section 2.4)."""

LONGEST_WAIT = timedelta(hours=25)
"""No address waits longer, so a later time was set before the clock was put back."""


def load(db: Database, url: str) -> FetchState | None:
    """Return the state of an address; None: never fetched."""
    return next(
        (_state(row) for row in db.query("select * from fetch_state where url = :url", {"url": url})), None
    )


def due(db: Database, source: str, now: datetime) -> list[FetchState]:
    """Return the addresses of a source that are due for another fetch, the longest overdue first."""
    found = db.query(
        """
        select *
        from fetch_state
        where source = :source
          and (next_fetch_at <= :now or next_fetch_at > :beyond)
        order by next_fetch_at
        """,
        {"source": source, "now": iso(now), "beyond": iso(now + LONGEST_WAIT)},
    )
    return [_state(row) for row in found]


def save(db: Database, state: FetchState) -> None:
    """Insert or replace the state of an address."""
    with db.atomic():
        db.execute(
            """
            insert into fetch_state (
              url, source, etag, last_modified, next_fetch_at, revisit, failures, body_sha256
            )
            values (
              :url, :source, :etag, :last_modified, :next_fetch_at, :revisit, :failures, :body_sha256
            )
            on conflict (url) do update set
              source = excluded.source,
              etag = excluded.etag,
              last_modified = excluded.last_modified,
              next_fetch_at = excluded.next_fetch_at,
              revisit = excluded.revisit,
              failures = excluded.failures,
              body_sha256 = excluded.body_sha256
            """,
            rows.of(state),
        )


def load_robots(db: Database, host: str, now: datetime) -> tuple[int | None, str] | None:
    """Return status and text of a host's robots.txt, if it was fetched within a day."""
    row = db.execute(
        "select http_status, body from robots where host = :host and fetched_at > :since and fetched_at <= :now",
        {"host": host, "since": iso(now - ROBOTS_AGE), "now": iso(now)},
    ).fetchone()
    return (row[0], row[1]) if row else None


def save_robots(db: Database, host: str, http_status: int | None, body: str, now: datetime) -> None:
    """Cache a host's robots.txt for a day."""
    with db.atomic():
        db.execute(
            """
            insert into robots (host, fetched_at, http_status, body)
            values (:host, :now, :http_status, :body)
            on conflict (host) do update set
              fetched_at = excluded.fetched_at,
              http_status = excluded.http_status,
              body = excluded.body
            """,
            {"host": host, "now": iso(now), "http_status": http_status, "body": body},
        )


def _state(row: dict[str, object]) -> FetchState:
    return FetchState(**{**row, "next_fetch_at": parse_or_none(row["next_fetch_at"])})  # type: ignore[arg-type]
