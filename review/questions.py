"""The morning questions: named queries with descriptions, used by pages, brief and alerts. The SQL is in queries/.

Where a query says `{name}`, a common table expression of queries/parts/ is inserted; queries elsewhere share them too.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from review import rows
from review.rows import Row

QUERIES = Path(__file__).parent / "queries"
PARTS = QUERIES / "parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named query."""

    name: str
    number: int
    title: str
    about: str
    sql: str
    parameters: tuple[str, ...]
    """Named parameters in order of first use; each may be empty."""


@cache
def every() -> tuple[Question, ...]:
    """Return all questions in order."""
    return tuple(sorted(map(_read, QUERIES.glob("*.sql")), key=lambda question: question.number))


def named(name: str) -> Question:
    """Return the question with this name.

    Raises:
        KeyError: there is none.
    """
    found = next((question for question in every() if question.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def ask(conn: sqlite3.Connection, name: str, **given: str) -> list[Row]:
    """Run a question. Missing parameters are empty, which means all."""
    question = named(name)
    values = {parameter: given.get(parameter, "") for parameter in question.parameters}
    return rows.found(conn, question.sql, **values)


def with_parts(sql: str) -> str:
    """Return a query with the shared parts (`queries/parts`) that it names as `{name}`."""
    return re.sub(r"\{(\w+)\}", lambda part: _part(part[1]), sql)


def _read(path: Path) -> Question:
    head, about, written = path.read_text(encoding="utf-8").split("\n", 2)
    sql = with_parts(written)
    number, title = head.removeprefix("-- ").split(". ", 1)
    return Question(
        name=path.stem,
        number=int(number),
        title=title,
        about=about.removeprefix("-- "),
        sql=sql,
        parameters=tuple(dict.fromkeys(re.findall(r"(?<![\w:]):([a-z]+)\b", sql))),
    )


@cache
def _part(name: str) -> str:
    """Return a shared part of queries, without its leading comment."""
    return (PARTS / f"{name}.sql").read_text(encoding="utf-8").split("\n", 1)[1].strip()
