"""The checks table: two figures compared, or arithmetic checked, with the derivation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db import rows
from records import Check, FigureRef


def replace(db: Database, stories: Iterable[str], found: Iterable[Check]) -> None:
    """Replace the stored checks of these stories; call within `db.atomic()`."""
    db.conn.executemany("delete from checks where story = ?", [(story,) for story in stories])
    rows.write(db, "checks", list(map(_row, found)))


def figure_id(ref: FigureRef) -> str:
    """Return the id under which a figure is stored."""
    return f"{ref.item}:f:{ref.figure.start}-{ref.figure.end}"


def _row(check: Check) -> dict[str, Any]:
    return rows.of(check, "left", "right") | {
        "left_figure": figure_id(check.left),
        "right_figure": figure_id(check.right) if check.right else None,
    }
