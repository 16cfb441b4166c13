"""The checks table: two figures compared, or arithmetic checked, with the derivation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from records import Check, FigureRef


def replace(db: Database, stories: Iterable[str], found: Iterable[Check]) -> None:
    """Replace the stored checks of these stories; call within `db.atomic()`."""
    db.conn.executemany("delete from checks where story = ?", [(story,) for story in stories])
    db.table("checks").insert_all((_row(check) for check in found), replace=True)


def figure_id(ref: FigureRef) -> str:
    """Return the id under which a figure is stored."""
    return f"{ref.item}:f:{ref.figure.start}-{ref.figure.end}"


def _row(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "story": check.story,
        "kind": check.kind,
        "verdict": check.verdict,
        "left_figure": figure_id(check.left),
        "right_figure": figure_id(check.right) if check.right else None,
        "difference": None if check.difference is None else format(check.difference, "f"),
        "why": check.why,
        "derivation": check.derivation,
        "rule": check.rule,
    }
