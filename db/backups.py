"""Copies of the store's files, made while the job runs and checked before they are called copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


class BackupError(RuntimeError):
    """Raised when a copy does not pass SQLite's own check; the copy is removed."""


def copy(store: Path, decisions: Path, target: Path) -> Iterator[str]:
    """Copy the store to `target` and the decisions beside it; yields a line for a person for each.

    SQLite's online backup takes what is committed, also from the write-ahead log, and lets writers go on.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for source, copied in (
        (store, target),
        (decisions, target.with_name(f"{target.stem}.desk{target.suffix}")),
    ):
        if source.exists():
            _copy(source, copied)
            yield f"{copied}: copied from {source} and checked, {copied.stat().st_size:,} bytes"


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as from_file, closing(sqlite3.connect(partial)) as to_file:
        from_file.backup(to_file)
        (verdict,) = to_file.execute("pragma integrity_check").fetchone()
    if verdict != "ok":
        partial.unlink()
        raise BackupError(f"the copy of {source} is not whole: {verdict}")
    partial.replace(target)
