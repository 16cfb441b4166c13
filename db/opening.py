"""Opens a database file only for reading, on a read-only disk as well."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for the length of the block; rows have their columns by name.

    Raises:
        sqlite3.OperationalError: the file is missing or is no database.
    """
    with closing(sqlite3.connect(read_only(path), uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        yield conn


def read_only(path: Path) -> str:
    """Return the SQLite URI of a file opened read-only, its name encoded as on disk, whatever the locale.

    Even to read, SQLite writes an index of its log beside the file. Where it cannot, as on a read-only disk, the file is
    taken to be complete and unchanging, unless there is a log with changes.
    """
    unchanging = not os.access(path.parent, os.W_OK) and not _has_log(path)
    return f"file:{quote(os.fsencode(path.absolute()))}?mode=ro{'&immutable=1' if unchanging else ''}"


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
