"""Records as rows of tables, and many rows of one shape at a time. sqlite-utils' `insert_all` would inspect the schema each time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from sqlite_utils import Database

from db.times import iso

_FORMATS: Mapping[str, Callable[[Any], Any]] = {
    "bool": int,
    "date": date.isoformat,
    "datetime": iso,
    "Decimal": "{:f}".format,
    "tuple": json.JSONEncoder(ensure_ascii=False).encode,
}
"""How values are stored, by the type that the record declares; others are stored as they are."""


def of(record: Any, *left_out: str) -> dict[str, Any]:
    """Return a record as a row, without the fields that the table keeps in another form or place."""
    columns, values, formats = _shape(record.__class__, left_out)
    row = dict(zip(columns, values(record), strict=True))
    for column, stored in formats:
        if row[column] is not None:
            row[column] = stored(row[column])
    return row


@cache
def _shape(kind: type, left_out: tuple[str, ...]) -> tuple[Any, ...]:
    """Return the columns of a kind of record, the function that gets their values, and which of these are formatted how."""
    kept = [field for field in fields(kind) if field.name not in left_out]
    columns = tuple(field.name for field in kept)
    declared = ((field.name, re.match(r"\w+", str(field.type))) for field in kept)
    formats = [(name, _FORMATS[found[0]]) for name, found in declared if found and found[0] in _FORMATS]
    return columns, attrgetter(*columns), formats


def write(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert or replace rows; of two with the same id, the later one stays."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = ", ".join(f":{column}" for column in rows[0])
        db.conn.executemany(f"insert or replace into {table} ({columns}) values ({values})", rows)  # noqa: S608 (our own)
