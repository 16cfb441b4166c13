"""Query results as plain values by column name. opening.py opens connections."""

from __future__ import annotations

import sqlite3
from typing import Any

Row = dict[str, Any]


def one(conn: sqlite3.Connection, sql: str, **given: Any) -> Row | None:
    """The first row, or None; `given` are the query's named parameters."""
    row = conn.execute(sql, given).fetchone()
    return dict(row) if row else None


def found(conn: sqlite3.Connection, sql: str, **given: Any) -> list[Row]:
    """All rows, in the query's order."""
    return [dict(row) for row in conn.execute(sql, given)]
