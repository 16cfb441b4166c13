"""The decisions table of the desk's own file. A decision is undone, never deleted."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from db import rows
from db.times import iso, parse
from records import Decision


def save(desk: Database, decision: Decision, now: datetime) -> int:
    """Store a decision and return its id. For status, owner and the like, the latest one counts."""
    cursor = desk.execute(
        """
        insert into decisions (at, "by", kind, subject, field, value)
        values (:at, :by, :kind, :subject, :field, :value)
        """,
        rows.of(decision) | {"at": iso(now)},
    )
    return int(cursor.lastrowid or 0)


def undo(desk: Database, decision: int, by: str, now: datetime) -> bool:
    """Undo a decision; False if there is no such standing decision."""
    cursor = desk.execute(
        """
        update decisions
        set undone_at = :now,
            undone_by = :by
        where id = :id
          and undone_at is null
        """,
        {"id": decision, "by": by, "now": iso(now)},
    )
    return bool(cursor.rowcount)


def undone(desk: Database) -> tuple[Decision, ...]:
    """Return all undone decisions, oldest first; `at` is when they were undone."""
    found = desk.query(
        """
        select id, undone_at as at, undone_by as "by", kind, subject, field, value
        from decisions
        where undone_at is not null
        order by undone_at, id
        """
    )
    return tuple(Decision(**{**row, "at": parse(row["at"])}) for row in found)


def standing(desk: Database) -> tuple[Decision, ...]:
    """Return all standing decisions, oldest first."""
    found = desk.query(
        """
        select id, at, "by", kind, subject, field, value
        from decisions
        where undone_at is null
        order by id
        """
    )
    return tuple(Decision(**{**row, "at": parse(row["at"])}) for row in found)
