"""The checks of a story as the export gives them: two figures with their places, the verdict and the derivation."""

from __future__ import annotations

import sqlite3
from typing import Any


def of_story(conn: sqlite3.Connection, story: str) -> list[dict[str, Any]]:
    """Return a story's checks, conflicts first; `left` and `right` are its figures, `right` null where a check has only one."""
    checks = map(dict, conn.execute(CHECKS, {"id": story}).fetchall())
    return [{**check, **{side: _figure(conn, check[side]) for side in ("left", "right")}} for check in checks]


def _figure(conn: sqlite3.Connection, identity: str | None) -> dict[str, Any] | None:
    row = conn.execute(FIGURE, {"id": identity}).fetchone() if identity else None
    if row is None:
        return None
    return {**dict(row), "adjusted": None if row["adjusted"] is None else bool(row["adjusted"])}


CHECKS = """
    select
      checks.id as "check",
      checks.kind,
      checks.verdict,
      checks.difference,
      checks.why,
      checks.derivation,
      checks.rule,
      checks.left_figure as "left",
      checks.right_figure as "right"
    from checks
    where checks.story = :id
    order by checks.verdict = 'conflicts' desc, checks.verdict = 'does_not_add_up' desc, checks.id
"""

FIGURE = """
    select
      figures.id as figure,
      figures.text,
      figures.value,
      figures.low,
      figures.high,
      figures.unit,
      figures.per,
      figures.qualifier,
      figures.metric,
      figures.adjusted,
      figures.subject,
      figures.subject_entity,
      figures.period,
      figures.basis,
      figures.status,
      figures.reported_by,
      figures.document,
      figures.topic,
      figures."start",
      figures."end",
      coalesce(sources.name, topics.platform) as source,
      documents.url
    from figures
    left join documents on documents.id = figures.document
    left join sources on sources.id = documents.source
    left join topics on topics.id = figures.topic
    where figures.id = :id
"""
