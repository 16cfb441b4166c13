"""The store: opens it, and migrates its schema and views. One module per group of tables.

Where to look:

- Schema: `migrations` and views/; `description` turns its comments into docs/data.md.
- Collected: `sources`, `polls`, `fetch_state`, `documents`, `topics`, `filed`, `archives`.
- Read: `facts`. Linked: `copies`, `stories`, `responses` (with `written`), `checks`, `weighings`, `vectors`. Operation: `runs`, `issues`.
- Decided by people, in a file of their own: `decisions`, `outbox`.
- Queries of linking: `waiting` (new items), `items` (their contents), with `item_rows`, `readings` and `placed`.
- Upkeep: `retention`, `backups`, `locks`; `opening` for readers. Formats: `rows`, `times`, `search`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from db import locks, migrations
from db.opening import reading

VIEWS = Path(__file__).parent / "views"

BUSY_TIMEOUT_MS = 60_000
"""How long a writer waits for another: the scheduler and a command may collide, but a write takes milliseconds."""

REMEDY = "check the path in rejoinder.toml and its permissions, or restore the last backup"

REMEDIES = {
    "disk is full": "make room on the disk; what is stored stays whole",
    "is locked": "another program has it open and is writing; end that one or let it finish, then try again",
    "readonly database": "run as the owner of the file, or mount its folder for writing",
}
"""What to do about errors of SQLite that leave the file whole, by their words."""


class Store(Database):
    """A database file whose transactions take the write lock before their first read, and wait for it.

    SQLite's plain BEGIN takes it at the first write. If another process has written since the transaction's first read,
    that fails at once, without waiting (SQLITE_BUSY_SNAPSHOT), and a fetched page would be lost.
    """

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        """Commit the block as a whole or not at all; nested inside another one, as a savepoint."""
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        with self.conn:  # commits, or rolls back on any exception
            self.conn.execute("begin immediate")
            yield self


class StoreError(RuntimeError):
    """Raised when a file cannot be opened as a store; says which file, why and what to do."""


def remedy(error: Exception) -> str:
    """Say what to do about an error of SQLite."""
    for words, told in REMEDIES.items():
        if words in str(error):
            return told
    return REMEDY


def connect(path: str | Path) -> Database:
    """Open the store, creating and migrating it as needed.

    Foreign keys are switched on last: with them on, a migration that rebuilds a referenced table fails.

    Raises:
        StoreError: the file is not a database, is not writable, or was made by a later version.
    """
    return _open(path, migrations.store, sorted(VIEWS.glob("*.sql")))


def connect_desk(path: str | Path) -> Database:
    """Open the file of people's decisions, creating and migrating it as needed.

    Raises:
        StoreError: the file is not a database, is not writable, or was made by a later version.
    """
    return _open(path, migrations.desk)


def check_version(path: Path) -> None:
    """Check that this version can read a store; for commands that open it only for reading.

    Raises:
        StoreError: a later version made it.
    """
    with reading(path) as conn:
        applied = conn.execute("select name from _sqlite_migrations where migration_set = 'store'")
        _refuse_later([name for (name,) in applied], migrations.store, path)


def _open(path: str | Path, known: Migrations, views: Sequence[Path] = ()) -> Database:
    try:
        if str(path) != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        # One process at a time from the first pragma on: switching a new file to WAL fails while another creates its tables.
        with locks.briefly(path, "schema"):
            db = Store(path, strict=True)
            _set_up(db)
            _refuse_later([change.name for change in known.applied(db)], known, path)
            known.apply(db)
            _refresh_views(db, views)
            db.execute("pragma foreign_keys = on")
    except PermissionError as error:
        raise StoreError(
            f"{path} cannot be opened as a store: {error.strerror}: {error.filename}; run as the owner of its folder,"
            " or mount that for writing"
        ) from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(f"{path} cannot be opened as a store: {error}; {remedy(error)}") from error
    return db


def _refresh_views(db: Database, views: Sequence[Path]) -> None:
    """Recreate the views whose files have changed.

    All in one transaction: a page served meanwhile must find every view.
    """
    with db.atomic():
        for view in views:
            # SQLite stores a view without trailing white space; with a line end, every view would look changed.
            db.create_view(view.stem, view.read_text(encoding="utf-8").rstrip(), replace=True)


def _refuse_later(applied: Iterable[str], known: Migrations, path: str | Path) -> None:
    if later := migrations.later(known, applied):
        raise StoreError(
            f"{path} was made by a later version of Rejoinder ({', '.join(later)}); use that version again"
        )


def _set_up(db: Database) -> None:
    db.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    # Takes effect only before the first table is created; upkeep can then return space page by page. A full VACUUM must
    # never run: it may renumber rows, and the full-text index refers to them by number.
    db.execute("pragma auto_vacuum = incremental")
    db.execute("pragma journal_mode = wal")
