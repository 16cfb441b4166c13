"""Describes every table, view and column, from the comments in the schema itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from db import VIEWS

_COLUMN = re.compile(
    r'(?:^\s*|, )"?(?P<name>\w+)"?\s+(?:/\*(?P<comment>.*?)\*/\s*)?(?P<type>text|integer|real|blob)\b',
    re.DOTALL,
)
"""A column added by a later migration stands on the line of the last one before it, with an inline comment."""
_TABLE_COMMENT = re.compile(r"\A[^\n(]*\(\s*-- (?P<comment>[^\n]+)")
_VIEW_COMMENT = re.compile(r"\A(?:--[^\n]*\n)+")


_REWORDED = {
    "checks.difference": "percent by which the right figure exceeds the left; in a surprise, the result the estimate; in "
    "arithmetic, what the sum gives the figure said, or the change worked out; null where it means nothing",
    "documents.account": "posts: the platform's id of the account; filings: the company's number at the register",
    "decisions.kind": "status owner note tag merge split rename pin accept_link reject_link reject_answer correct",
}
"""Comments that replace those of a shipped migration, by table.column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    comment: str | None
    """What it means; None where the name says enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A table with its columns, or a view with its comment."""

    name: str
    columns: tuple[Column, ...] = ()
    comment: str | None = None


def tables(db: Database) -> Iterator[Described]:
    """Yield the tables of interest to people, in order of creation; search indexes are left out."""
    for name, sql in db.execute(
        "select name, sql from sqlite_master where type = 'table' order by rowid"
    ).fetchall():
        if "_fts" not in name and not name.startswith(("_", "sqlite_")):
            heading = _TABLE_COMMENT.match(sql)
            yield Described(
                name=name, columns=tuple(_columns(name, sql)), comment=heading["comment"] if heading else None
            )


def views() -> Iterator[Described]:
    """Yield the views, each with the comment at the head of its file."""
    for file in sorted(VIEWS.glob("*.sql")):
        heading = _VIEW_COMMENT.match(file.read_text(encoding="utf-8"))
        comment = (
            " ".join(line.removeprefix("--").strip() for line in heading[0].splitlines()) if heading else None
        )
        yield Described(name=file.stem, comment=comment)


def as_markdown(store: Database, desk: Database) -> str:
    """Return everything as the page docs/data.md."""
    lines = [
        "# The data",
        "",
        "Generated from the comments in the schema by `python -m db.description`; a test keeps it up to date.",
        "",
        "Times are UTC, ISO 8601 with zone. Offsets are Unicode code points of the stored text, end exclusive. A missing",
        "value is null. Ids of facts name their item, kind and span: `ITEM:q:258-317` (q quote, f figure, m mention).",
        "",
        "## rejoinder.db: what is collected and derived",
        *(line for table in tables(store) for line in _table(table)),
        "",
        "## Views of rejoinder.db",
        "",
        *(f"- **{view.name}**: {view.comment or ''}".rstrip(": ") for view in views()),
        "",
        "## desk.db: what people decide",
        *(line for table in tables(desk) for line in _table(table)),
    ]
    return "\n".join(lines) + "\n"


def _columns(table: str, sql: str) -> Iterator[Column]:
    for line in re.sub(r"\s*(/\*.*?\*/)\s*", r" \1 ", sql, flags=re.DOTALL).split("\n"):
        definitions, _, behind = line.partition("--")
        for place, found in enumerate(_COLUMN.finditer(definitions)):
            comment = (
                _REWORDED.get(f"{table}.{found['name']}") or found["comment"] or ("" if place else behind)
            )
            yield Column(name=found["name"], type=found["type"], comment=comment.strip() or None)


def _table(table: Described) -> Iterator[str]:
    heading = [f"A row is {table.comment}.", ""] if table.comment else []
    yield from ("", f"### {table.name}", "", *heading, "| column | type | meaning |", "|---|---|---|")
    for column in table.columns:
        comment = (column.comment or "").replace("|", "\\|")
        yield f"| {column.name} | {column.type} | {comment} |".replace("|  |", "| |")


if __name__ == "__main__":
    import sys

    from db import connect, connect_desk

    sys.stdout.write(as_markdown(connect(":memory:"), connect_desk(":memory:")))
