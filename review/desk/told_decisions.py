"""Words people's decisions for pages: what each is about and what it says, by titles with their pages instead of ids."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from review import rows
from review.rows import Row
from review.urls import page_of
from review.wording import shortened

LABELS = {
    "rename": "name",
    "merge": "is part of",
    "split": "without",
    "accept_link": "belongs to",
    "reject_link": "does not belong to",
    "reject_answer": "is no answer",
    "correct": "corrected",
}
"""Kinds of decisions as a person reads them; the others are called as they are stored."""

OF_THINGS = frozenset({"merge", "split", "accept_link", "reject_link"})
"""Kinds whose value is the id of a story, document or topic."""

LATER = frozenset({"merge", "split", "accept_link", "reject_link", "reject_answer", "correct"})
"""Kinds that the next link step applies to the stories; the others only change what is shown."""


def told(conn: sqlite3.Connection, decisions: Iterable[Row]) -> list[Row]:
    """Return decisions with `label`, `about` and `says`, and the paths of the pages of these two where they have one."""
    return [_told(conn, row) for row in decisions]


def label_of(kind: str) -> str:
    """Return what a kind of decision is called."""
    return LABELS.get(kind, kind)


def _told(conn: sqlite3.Connection, row: Row) -> Row:
    about, about_path = _thing(conn, row["subject"])
    says, says_path = _thing(conn, row["value"]) if row["kind"] in OF_THINGS else (row["value"], None)
    if row["kind"] == "reject_answer":
        says = _words_at(conn, row["value"])
    return {
        **row,
        "label": f"{label_of(row['kind'])} {row['field'].replace('_', ' ')}"
        if row["field"]
        else label_of(row["kind"]),
        "about": about,
        "about_path": about_path,
        "says": says,
        "says_path": says_path,
    }


def _thing(conn: sqlite3.Connection, identity: str) -> tuple[str, str | None]:
    """Return a title and the path of its page; the id itself of what is not stored any more."""
    found = rows.one(conn, THING, id=identity)
    return (shortened(found["title"], 120), page_of(found["page"], identity)) if found else (identity, None)


def _words_at(conn: sqlite3.Connection, place: str) -> str:
    """Return the words at a place like "ITEM:12-40"; the place itself if the text is gone."""
    found = re.fullmatch(r"(.+):(\d+)-(\d+)", place)
    text = rows.one(conn, TEXT, id=found[1]) if found else None
    return str(text["words"])[int(found[2]) : int(found[3])] or place if found and text else place


THING = """
    select
      coalesce(nullif(headline, ''), claim, id) || case when redirect_to is null then '' else ' (' || id || ')' end as title,
      'story' as page
    from stories
    where id = :id
    union all
    select coalesce(title, nullif(substr(text, 1, 200), ''), kind), 'document' from documents where id = :id
    union all
    select title, 'topic' from topics where id = :id
    union all
    select text, 'explain' from quotes where id = :id
    union all
    select text, 'explain' from figures where id = :id
    union all
    select text, 'explain' from responses where id = :id
    limit 1
"""

"""A story that is part of another bears its headline, and is told from it by its id."""

TEXT = """
    select text as words from documents where id = :id
    union all
    select title from topics where id = :id
    limit 1
"""
