"""Backups of the store's files, made while the job runs and checked before they get their final names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from db.opening import reading


class BackupError(RuntimeError):
    """Raised when a copy cannot be made or fails SQLite's integrity check; an earlier copy stays."""


def copy(store: Path, decisions: Path, target: Path) -> Iterator[str]:
    """Copy the store to `target` and the decisions beside it; yields a line of text for each.

    Both copies get their names once both are made, so that the decisions of a backup are about its stories.
    SQLite's online backup includes what is committed in the write-ahead log, and does not block writers.

    Raises:
        BackupError: there is no store, the target is a folder or the store itself, or the copy is damaged.
    """
    beside = target.with_name(f"{target.stem}.desk{target.suffix}")
    if target.is_dir():
        raise BackupError(f"{target} is a folder; name a file in it, such as {target / store.name}")
    if {target.resolve(), beside.resolve()} & {store.resolve(), decisions.resolve()}:
        raise BackupError(f"{target} is the file to be copied; name another file")
    if not store.exists():
        raise BackupError(f"there is no store at {store} to copy; check the path in rejoinder.toml")
    target.parent.mkdir(parents=True, exist_ok=True)
    pairs = [(source, copied) for source, copied in ((store, target), (decisions, beside)) if source.exists()]
    partials = [_partial(copied) for _, copied in pairs]
    try:
        for (source, copied), partial in zip(pairs, partials, strict=True):
            _copy(source, partial, copied)
    except BackupError:
        for partial in partials:
            partial.unlink(missing_ok=True)
        raise
    for (source, copied), partial in zip(pairs, partials, strict=True):
        partial.replace(copied)
        yield f"{copied}: copied from {source} and checked, {copied.stat().st_size:,} bytes"


def _partial(target: Path) -> Path:
    return target.with_name(f"{target.name}.partial")


def _copy(source: Path, partial: Path, target: Path) -> None:
    partial.unlink(missing_ok=True)
    try:
        with (
            reading(source) as from_file,
            closing(sqlite3.connect(partial)) as to_file,
        ):
            from_file.backup(to_file)
            (verdict,) = to_file.execute("pragma integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(
            f"{source} cannot be copied to {target}: {error}; check that the one can be read and the other written, and "
            "that there is room for it"
        ) from error
    if verdict != "ok":
        raise BackupError(
            f"the copy of {source} is damaged: {verdict}; `rejoinder doctor` examines the store itself"
        )
