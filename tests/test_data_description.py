"""docs/data.md matches the schema."""

import sqlite3
import threading
import time
from pathlib import Path

import db
from db import description

PAGE = Path(__file__).parent.parent / "docs" / "data.md"


def test_docs_data_is_up_to_date() -> None:
    made = description.as_markdown(db.connect(":memory:"), db.connect_desk(":memory:"))
    assert PAGE.read_text(encoding="utf-8") == made, "run: python -m db.description > docs/data.md"


def test_every_table_and_view_says_what_it_is() -> None:
    store = db.connect(":memory:")
    for described in (*description.tables(store), *description.views()):
        assert described.comment, described.name


def test_every_column_is_found() -> None:
    store = db.connect(":memory:")
    for table in description.tables(store):
        assert [column.name for column in table.columns] == list(store.table(table.name).columns_dict)


def test_reopening_a_store_does_not_disturb_readers(tmp_path: Path) -> None:
    store = db.connect(tmp_path / "store.db")
    before = store.execute("pragma schema_version").fetchone()
    db.connect(tmp_path / "store.db").close()
    assert store.execute("pragma schema_version").fetchone() == before


def test_a_changed_view_is_never_missing(tmp_path: Path) -> None:
    store = db.connect(tmp_path / "store.db")
    with store.atomic():
        store.create_view("morning", "select 1 as story", replace=True)
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(len(reader.execute("select * from morning").description))

    reader = sqlite3.connect(tmp_path / "store.db", isolation_level=None, check_same_thread=False)
    thread = threading.Thread(target=read)
    thread.start()
    db.connect(tmp_path / "store.db").close()
    while len(seen) < 2 or seen[-1] == 1:
        time.sleep(0.001)
    stop.set()
    thread.join()
    assert set(seen) <= {1, len(reader.execute("select * from morning").description)}
