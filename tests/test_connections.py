"""The store can be opened read-only whatever its path."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from review.connections import read_only


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
