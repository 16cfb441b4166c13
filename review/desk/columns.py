"""Which columns the page of a morning question shows, and how. The list is columns.toml; a template renders the cells."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from review.rows import Row

LIST = Path(__file__).with_name("columns.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a page's table."""

    head: str
    cell: str
    """Name of the template macro that renders a cell."""
    of: tuple[str, ...]
    """Columns of the query that the macro gets, in order."""

    def values(self, row: Row) -> tuple[Any, ...]:
        """Return the macro's arguments for one row."""
        return tuple(row[name] for name in self.of)


def shown(name: str, rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a question's page that are not empty in every row."""
    return [
        column
        for column in of_question(name)
        if not rows or any(value not in (None, "") for row in rows for value in column.values(row))
    ]


@cache
def of_question(name: str) -> tuple[Column, ...]:
    """Return all columns that a question's page can show."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))[name]
    return tuple(
        Column(head=head, cell=given["cell"], of=tuple(given["of"])) for head, given in listed.items()
    )
