"""The issues table: what a person should know. The same trouble is one row with a count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from db.times import iso
from records import Issue


def note(db: Database, issue: Issue, now: datetime) -> None:
    """Write an issue down; one that is known already gets its latest words and time, and is open again.

    One that is older than what is known of it changes nothing: a replay tells it once more.
    """
    db.execute(
        """
        insert into issues (id, kind, message, source, document, "where", first_at, last_at)
        values (:id, :kind, :message, :source, :document, :where, :now, :now)
        on conflict (id) do update set
          message = iif(excluded.last_at >= last_at, excluded.message, message),
          times = times + (excluded.last_at > last_at),
          cleared_at = iif(excluded.last_at >= last_at, null, cleared_at),
          first_at = min(first_at, excluded.first_at),
          last_at = max(last_at, excluded.last_at)
        """,
        {
            "id": _identity(issue),
            "kind": issue.kind,
            "message": issue.message,
            "source": issue.source,
            "document": issue.document,
            "where": issue.where,
            "now": iso(now),
        },
    )


def note_all(db: Database, issues: Iterable[Issue], now: datetime) -> None:
    """`note` each."""
    for issue in issues:
        note(db, issue, now)


def open_of(db: Database, kind: str) -> list[str]:
    """The open issues of a kind as "where: message", in the order they were noted."""
    return [
        f"{where}: {message}" if where else message
        for where, message in db.execute(
            """
            select "where", message
            from issues
            where kind = :kind
              and cleared_at is null
            order by rowid
            """,
            {"kind": kind},
        ).fetchall()
    ]


def clear(db: Database, kind: str, source: str | None, now: datetime, *, where: str | None = None) -> None:
    """Close the open issues of a kind at a source, or at one place of it: what was wrong there is right again.

    What went wrong later than that stays open: a replay tells how it was before.
    """
    db.execute(
        """
        update issues
        set cleared_at = :now
        where kind = :kind
          and source is :source
          and (:where is null or "where" = :where)
          and cleared_at is null
          and last_at <= :now
        """,
        {"kind": kind, "source": source, "where": where, "now": iso(now)},
    )


def _identity(issue: Issue) -> str:
    parts = (issue.kind, issue.source or "", issue.document or "", issue.where or "")
    return hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()[:16]
