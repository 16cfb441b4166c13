"""The text of a document or topic with its facts marked, as far as its source permits."""

from __future__ import annotations

import sqlite3
from typing import Any

from markupsafe import Markup

from review.amounts import amount, period
from review.desk.app import Desk
from review.desk.marks import Mark, marked
from review.excerpts import allowed
from review.urls import page_of
from review.wording import STANCES

LONGEST = 60_000
"""Maximum code points of a text on a page; annual reports run to millions."""


def with_marks(conn: sqlite3.Connection, identity: str, datasette: Desk) -> dict[str, Any]:
    """Return the text of a document as HTML, whether it is cut, and why."""
    row = conn.execute(
        """
        select documents.text, documents.title, sources.keep
        from documents
        join sources on sources.id = documents.source
        where documents.id = :id
        """,
        {"id": identity},
    ).fetchone()
    shown = allowed(row["text"], row["title"], row["keep"])[:LONGEST]
    marks = facts(conn, "document", identity, datasette)
    return {
        "html": paragraphs(shown, marks),
        "cut": len(shown) < len(row["text"]),
        "keep": row["keep"],
    }


def paragraphs(text: str, marks: list[Mark]) -> Markup:
    """Return a text in paragraphs, with its marks."""
    parts, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            parts.append(
                Markup('<p dir="auto">{}</p>').format(marked(text, _cut(marks, start, end), start, end))
            )
        start = end + 1
    return Markup("\n").join(parts)


def facts(conn: sqlite3.Connection, of: str, identity: str, datasette: Desk) -> list[Mark]:
    """Return all quotes, figures and names of a document or topic (`of`) as marks."""
    rows = conn.execute(FACTS[of], {"id": identity})
    return [
        Mark(
            start=row["start"],
            end=row["end"],
            kind=row["what"],
            href=datasette.urls.path(page_of("explain", row["id"])),
            title=_told(row, datasette),
        )
        for row in rows
    ]


def _cut(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """Return the marks that touch a line, cut to it."""
    return [
        Mark(
            start=max(mark.start, start),
            end=min(mark.end, end),
            kind=mark.kind,
            href=mark.href,
            title=mark.title,
        )
        for mark in marks
        if mark.start < end and start < mark.end
    ]


def _told(row: sqlite3.Row, datasette: Desk) -> str:
    if row["what"] == "quote":
        stance = STANCES.get(row["stance"] or "")
        return ", ".join(filter(None, ("Quote", row["who"] or "speaker not known", stance)))
    if row["what"] == "figure":
        value = amount(row["value"], row["unit"]) if row["value"] else "a range"
        metric = (row["who"] or "").replace("_", " ")
        return ", ".join(filter(None, ("Figure", metric, value, period(row["stance"]))))
    return ", ".join(filter(None, ("Name", datasette.people.name(row["who"]))))


_FACTS = """
    select id, "start", "end", 'quote' as what, speaker as who, stance, null as value, null as unit
    from quotes
    where {of} = :id
    union all
    select id, "start", "end", 'figure', metric, period, value, unit
    from figures
    where {of} = :id
    union all
    select id, "start", "end", 'mention', entity, label, null, null
    from mentions
    where {of} = :id
      and entity is not null
    order by "start"
    limit 3000
"""

FACTS = {of: _FACTS.format(of=of) for of in ("document", "topic")}
