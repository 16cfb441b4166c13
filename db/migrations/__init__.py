"""The schema of the two files, change by change: one SQL file each, in the order of their names. Views are in views/.

A shipped migration is never edited, because a store that has applied it will not apply it again. A change is a new file
`mNNN_what.sql`, whose head says what it is for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlite_utils import Database, Migrations

_HERE = Path(__file__).parent


def _of(name: str) -> Migrations:
    """The migrations of one of the two files; a store knows each by the name of its file."""
    known = Migrations(name)
    for path in sorted((_HERE / name).glob("m*.sql")):
        known(name=path.stem)(_change(path))
    return known


def _change(path: Path) -> Callable[[Database], None]:
    def change(db: Database) -> None:
        for statement in _statements(path.read_text(encoding="utf-8")):
            db.execute(statement)

    return change


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script in which each ends with its line.

    sqlite-utils' executescript looks for the end of a statement after every character, which took most of the time of
    opening a new store.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement


def later(known: Migrations, applied: Iterable[str]) -> list[str]:
    """Return the applied changes that this version does not know, because a later one made them."""
    return sorted({*applied} - {change.name for change in known.pending(Database(memory=True))})


store = _of("store")
desk = _of("desk")
