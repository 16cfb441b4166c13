"""Query results as plain values by column name. `connections` opens connections."""

from __future__ import annotations

import sqlite3
from typing import Any

Row = dict[str, Any]


def one(conn: sqlite3.Connection, sql: str, **given: Any) -> Row | None:
    """Return the first row, or None; `given` are the query's named parameters."""
    row = conn.execute(sql, given).fetchone()
    return dict(row) if row else None


def found(conn: sqlite3.Connection, sql: str, **given: Any) -> list[Row]:
    """Return all rows, in the query's order."""
    return [dict(row) for row in conn.execute(sql, given)]
