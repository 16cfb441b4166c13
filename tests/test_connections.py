"""The store can be opened read-only whatever its path."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from db.opening import read_only


def test_a_folder_name_in_another_encoding_works(tmp_path: Path) -> None:
    """As on a disk from elsewhere, or under a locale that is not UTF-8."""
    store = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xb6\xcf")) / "a b.db"
    store.parent.mkdir()
    made = sqlite3.connect(store)
    made.execute("create table held (word text)")
    made.close()
    opened = sqlite3.connect(read_only(store), uri=True)
    assert opened.execute("select count(*) from held").fetchone() == (0,)
    opened.close()


def test_a_store_on_a_read_only_disk_is_read_unless_its_log_has_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite would write the index of its log beside the file."""
    store, log = tmp_path / "a.db", tmp_path / "a.db-wal"
    assert "immutable" not in read_only(store)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert read_only(store).endswith("?mode=ro&immutable=1")
    log.touch()
    assert read_only(store).endswith("?mode=ro&immutable=1")
    log.write_bytes(b"changes")
    assert read_only(store).endswith("?mode=ro")
