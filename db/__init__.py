"""KEEP: the store. Opens it, brings its schema and views up to date; one module a group of tables beside this one."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from db import locks, migrations

VIEWS = Path(__file__).parent / "views"

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another: the scheduler and a person's command may meet, a write takes milliseconds."""


def connect(path: str | Path) -> Database:
    """Open the store, made and migrated as needed.

    Foreign keys are switched on last: with them on, a migration that rebuilds a referenced table fails.
    """
    db = _open(path)
    with locks.briefly(path, "schema"):
        migrations.store.apply(db)
        for view in sorted(VIEWS.glob("*.sql")):
            db.create_view(view.stem, view.read_text(encoding="utf-8"), replace=True)
    db.execute("pragma foreign_keys = on")
    return db


def connect_desk(path: str | Path) -> Database:
    """Open the file of people's decisions, made and migrated as needed."""
    db = _open(path)
    with locks.briefly(path, "schema"):
        migrations.desk.apply(db)
    db.execute("pragma foreign_keys = on")
    return db


def _open(path: str | Path) -> Database:
    if str(path) != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    db = Database(path, strict=True)
    db.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    # Takes effect only before the first table; upkeep can then give space back page by page. A whole VACUUM must never
    # run: it may renumber rows, and the full-text index knows them by number.
    db.execute("pragma auto_vacuum = incremental")
    db.execute("pragma journal_mode = wal")
    return db
