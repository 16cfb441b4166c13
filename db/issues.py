"""The issues table: problems that a person should know about. A recurring one is one row with a count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from db import rows
from db.times import iso
from records import Issue


def note(db: Database, issue: Issue, now: datetime) -> None:
    """Record an issue; a known one gets the latest message and time, and is reopened.

    An older report than the stored one changes nothing, so that a replay cannot reopen an issue.
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
        rows.of(issue) | {"id": _identity(issue), "now": iso(now)},
    )


def note_all(db: Database, issues: Iterable[Issue], now: datetime) -> None:
    """Record each issue."""
    for issue in issues:
        note(db, issue, now)


def clear(db: Database, kind: str, source: str | None, now: datetime, *, where: str | None = None) -> None:
    """Close the open issues of a kind at a source, or at one place of it.

    Issues reported later than `now` stay open: a replay describes an earlier state.
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
