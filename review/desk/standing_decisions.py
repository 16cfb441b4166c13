"""People's valid decisions about what a page shows, so that they take effect at once, before the next run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from review.rows import Row

LATEST = ("status", "owner", "note", "rename")
"""Kinds of which only the latest counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The valid decisions about some subjects, oldest first."""

    rows: tuple[Row, ...]

    def latest(self, subject: str, kind: str, field: str | None = None) -> str | None:
        """Return the latest value, or None."""
        return next(
            (
                row["value"]
                for row in reversed(self.rows)
                if row["subject"] == subject
                and row["kind"] == kind
                and (field is None or row["field"] == field)
            ),
            None,
        )

    def tags(self, subject: str) -> tuple[str, ...]:
        """Return the tags of a subject without duplicates."""
        return tuple(
            dict.fromkeys(
                row["value"] for row in self.rows if row["subject"] == subject and row["kind"] == "tag"
            )
        )

    def rejects(self, story: str, place: str) -> bool:
        """Return whether the answer in these words is rejected (`stories.responses.rejected` has the form of a place)."""
        return any(row["kind"] == "reject_answer" and row["value"] == place for row in self.of(story))

    def of(self, subject: str) -> tuple[Row, ...]:
        """Return all decisions about one subject."""
        return tuple(row for row in self.rows if row["subject"] == subject)

    def corrected(self, subject: str, row: Row) -> Row:
        """Return a fact with corrections applied; its column `corrected` lists the columns changed."""
        changes = {
            decision["field"]: decision["value"]
            for decision in self.of(subject)
            if decision["kind"] == "correct" and decision["field"] in row
        }
        return {**row, **changes, "corrected": tuple(changes)}


def about(conn: sqlite3.Connection, subjects: Iterable[str]) -> Decided:
    """Load the valid decisions about these subjects; those about a story that was merged count for the story it is part of."""
    rows = conn.execute(
        """
        with asked as (
          select value as subject, value as about
          from json_each(:subjects)
          union all
          select stories.id, stories.redirect_to
          from stories
          where stories.redirect_to in (select value from json_each(:subjects))
        )
        select
          decisions.id,
          decisions.at,
          decisions."by",
          decisions.kind,
          asked.about as subject,
          decisions.field,
          decisions.value
        from asked
        join desk.decisions on decisions.subject = asked.subject
        where decisions.undone_at is null
        order by decisions.id
        """,
        {"subjects": json.dumps(list(dict.fromkeys(subjects)))},
    )
    return Decided(rows=tuple(dict(row) for row in rows))
