"""What this process last wrote of large stories, so that a pass writes only what differs. Keeps nothing in the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

LARGE = 40
"""Minimum rows of a story to remember; smaller ones are soon written whole."""

STORIES = 50
"""Maximum number of stories remembered in each table: those written last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Generic[Row]):
    """How a story's rows differ from those written last."""

    changed: list[Row]
    """New and changed rows."""
    gone: list[str] | None
    """Keys of the rows that are no more; None if it is not known what was written."""


@dataclass(slots=True)
class Written:
    """The rows of large stories by table, story and key. Valid as long as nobody else writes these tables."""

    _rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def differing(self, table: str, story: str, rows: dict[str, Row]) -> Difference[Row]:
        """Return what has to be written of a story, and remember it as written."""
        stories = self._rows.setdefault(table, {})
        before: dict[str, Row] | None = stories.pop(story, None)
        if len(rows) >= LARGE:
            stories[story] = dict(rows)
            if len(stories) > STORIES:
                del stories[next(iter(stories))]
        if before is None:
            return Difference(changed=list(rows.values()), gone=None)
        changed = [
            row
            for key, row in rows.items()
            if key not in before or (before[key] is not row and before[key] != row)
        ]
        return Difference(changed=changed, gone=[key for key in before if key not in rows])

    def discard(self, table: str, story: str, key: str) -> None:
        """Forget a row that was written elsewhere."""
        self._rows.get(table, {}).get(story, {}).pop(key, None)

    def forget(self) -> None:
        """Forget everything, so that stories are written whole."""
        self._rows.clear()
