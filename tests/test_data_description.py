"""What docs/data.md says of the store is what the store is."""

from pathlib import Path

import db
from db import description

PAGE = Path(__file__).parent.parent / "docs" / "data.md"


def test_the_page_is_up_to_date() -> None:
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
