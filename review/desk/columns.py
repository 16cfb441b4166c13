"""Which columns the page of a morning question shows, and how. The list is in columns.toml, the cells in a template."""

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
    """Name of the macro that writes it."""
    of: tuple[str, ...]
    """What the macro is given: columns of the query, in this order."""

    def values(self, row: Row) -> tuple[Any, ...]:
        """What stands in it in one row."""
        return tuple(row[name] for name in self.of)


def shown(name: str, rows: Sequence[Row]) -> list[Column]:
    """The columns of a question's page; one that holds nothing in any row is left out."""
    return [
        column
        for column in of_question(name)
        if not rows or any(row[column.of[0]] not in (None, "") for row in rows)
    ]


@cache
def of_question(name: str) -> tuple[Column, ...]:
    """All columns that a question's page can show."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))[name]
    return tuple(
        Column(head=head, cell=given["cell"], of=tuple(given["of"])) for head, given in listed.items()
    )
