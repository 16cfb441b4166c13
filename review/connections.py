"""Opens the two databases read-only, with the watch list's SQL functions and the decisions attached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import opening
from records import Watchlist
from review import watched_names
from review.wording import platform


@contextmanager
def reading(store: Path, desk: Path, watchlist: Watchlist) -> Iterator[sqlite3.Connection]:
    """Open a read-only connection, as the brief uses it."""
    with opening.reading(store) as conn:
        prepare(conn, desk, watched_names.Watching(watchlist))
        yield conn


def prepare(conn: sqlite3.Connection, desk: Path, people: watched_names.Watching) -> None:
    """Prepare a connection: attach the decisions as `desk`, add functions for names, return rows by column name."""
    conn.row_factory = sqlite3.Row
    watched_names.register(conn, people)
    conn.create_function("platform_name", 1, platform, deterministic=True)
    conn.execute("attach database :desk as desk", {"desk": opening.read_only(desk)})
