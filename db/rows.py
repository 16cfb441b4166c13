"""Writes many rows of the same shape to a table. sqlite-utils' `insert_all` would inspect the schema each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database


def write(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert or replace rows; of two with the same id, the later one stays."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = ", ".join(f":{column}" for column in rows[0])
        db.conn.executemany(f"insert or replace into {table} ({columns}) values ({values})", rows)  # noqa: S608 (our own)
