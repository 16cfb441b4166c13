"""Explains where a stored fact comes from: document, span in context, rule, version."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import UnknownNameError
from db.opening import reading
from review import rows
from review.control_characters import visible
from review.excerpts import allowed

REACH = 200
"""Code points of context on each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a fact is stored."""

    id: str
    what: str
    """quote, figure, mention, response, check, claim (of a story), or link (of a document or topic to its story)."""
    rule: str
    reader: str | None
    """Version of the reader; None for results of linking."""
    evidence: str | None
    item: str | None
    """Id of the document or topic that contains it."""
    title: str | None
    source: str | None
    url: str | None
    start: int | None
    end: int | None
    before: str
    """The text before it, cut at a space, with an ellipsis if there is more."""
    span: str
    after: str
    story: str | None
    fact: dict[str, Any]
    """The row as stored."""


def as_text(store: Path, fact_id: str) -> str:
    """Return the explanation for the terminal.

    Raises:
        UnknownNameError: no fact has this id.
    """
    with reading(store) as conn:
        found = explain(conn, fact_id)
    pairs = (
        ("what", found.what),
        ("id", found.id),
        ("story", found.story),
        ("document", found.title or found.item),
        ("source", found.source),
        ("address", found.url),
        (
            "span",
            None if found.start is None else f"{found.start}-{found.end} (code points of the stored text)",
        ),
        ("words", found.span),
        ("in context", f"{found.before}[{found.span}]{found.after}" if found.start is not None else None),
        ("rule", found.rule),
        ("evidence", found.evidence),
        ("read by", found.reader),
        *((name.replace("_", " "), str(value)) for name, value in found.fact.items() if name not in TOLD),
    )
    return "\n".join(
        f"{name + ':':<16} {visible(' '.join(value.split()))}"
        for name, value in pairs
        if value and value != "None"
    )


def explain(conn: sqlite3.Connection, fact_id: str) -> Explanation:
    """Explain a fact by its id, a claim by the id of its story, or a link by the id of its document or topic.

    Raises:
        UnknownNameError: no fact has this id.
    """
    for what, sql in TABLES:
        if row := rows.one(conn, sql, id=fact_id):
            return _explanation(conn, what, row)
    raise UnknownNameError(f"no fact has the id {fact_id!r}; ids look like DOCUMENT:q:START-END")


def _explanation(conn: sqlite3.Connection, what: str, fact: dict[str, Any]) -> Explanation:
    item = fact.get("document") or fact.get("topic")
    stands = rows.one(conn, STANDS, item=item) or {}
    text, start, end = stands.get("text") or "", fact.get("start"), fact.get("end")
    shown = allowed(text, stands.get("title"), stands.get("keep") or "full")
    located = start is not None and end is not None and end <= len(text)
    return Explanation(
        id=str(fact["id"]),
        what=what,
        rule=fact["rule"],
        reader=fact.get("reader"),
        evidence=fact.get("evidence") or fact.get("why"),
        item=item,
        title=stands.get("title"),
        source=stands.get("source"),
        url=stands.get("url"),
        start=start,
        end=end,
        before=_before(shown, start) if located and start is not None else "",
        span=text[start:end] if located else str(fact.get("text") or ""),
        after=_after(shown, end) if located and end is not None else "",
        story=fact.get("story") or stands.get("story"),
        fact=fact,
    )


def _before(text: str, start: int) -> str:
    near = text[max(0, start - REACH) : start]
    return near if start <= REACH else f"…{near[near.find(' ') + 1 :]}"


def _after(text: str, end: int) -> str:
    near = text[end : end + REACH]
    return near if end + REACH >= len(text) else f"{near[: near.rfind(' ')] if ' ' in near else near}…"


TOLD = frozenset(
    {"id", "document", "topic", "start", "end", "text", "rule", "reader", "story", "evidence", "why"}
)
"""Columns displayed on a line of their own."""

CLAIM = """
    select
      stories.id,
      stories.id as story,
      documents.id as document,
      topics.id as topic,
      stories.claim as text,
      nullif(instr(coalesce(documents.text, topics.title), stories.claim), 0) - 1 as start,
      nullif(instr(coalesce(documents.text, topics.title), stories.claim), 0) - 1 + length(stories.claim) as "end",
      stories.claim_rule as rule,
      stories.claim_evidence as evidence,
      stories.claimed_on,
      stories.first_item,
      stories.first_seen_not_before,
      stories.first_seen_not_after
    from stories
    left join documents on documents.id = stories.claim_item
    left join topics on topics.id = stories.claim_item
    where stories.id = :id
      and stories.claim_rule is not null
"""

TABLES = (
    ("quote", "select * from quotes where id = :id"),
    ("figure", "select * from figures where id = :id"),
    ("mention", "select * from mentions where id = :id"),
    ("response", "select * from responses where id = :id"),
    ("check", "select * from checks where id = :id"),
    ("claim", CLAIM),
    ("link", "select document as id, * from story_documents where document = :id"),
    ("link", "select topic as id, * from story_topics where topic = :id"),
)

STANDS = """
    select
      documents.title,
      documents.text,
      documents.url,
      sources.name as source,
      sources.keep,
      story_documents.story
    from documents
    join sources on sources.id = documents.source
    left join story_documents on story_documents.document = documents.id
    where documents.id = :item
    union all
    select
      topics.title,
      topics.title,
      (
        select sightings.url
        from sightings
        where sightings.topic = topics.id
        limit 1
      ),
      topics.platform,
      'full',
      story_topics.story
    from topics
    left join story_topics on story_topics.topic = topics.id
    where topics.id = :item
"""
