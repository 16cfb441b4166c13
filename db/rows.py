"""Writes many rows of one shape to a table. `insert_all` would look at the schema each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database


def write(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows in place of those with the same id; of two with the same id the later stays."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = ", ".join(f":{column}" for column in rows[0])
        db.conn.executemany(f"insert or replace into {table} ({columns}) values ({values})", rows)  # noqa: S608 (our own)
