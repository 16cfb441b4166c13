"""Turns what a person types into a full-text query that cannot fail, Chinese or English, names of two characters too."""

from __future__ import annotations

import re
import sqlite3

from db.search import spaced
from review.questions import Row
from review.visible import visible

LONGEST = 300
"""Characters of a query that are read; nobody types more, and each term costs a lookup."""
NOTHING = '""'
"""A query that FTS5 takes and that finds nothing."""
SHOWN = 40


def full_text_query(typed: str) -> str:
    """An FTS5 query: every word must occur, "words in quotes" as a phrase, -word must not, word* begins one.

    Marks that FTS5 would read as syntax are only words or nothing here.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"?|(\S+))', visible(typed)[:LONGEST]):
        words = spaced(phrase or word.replace('"', " "))
        if not any(char.isalnum() for char in words):
            continue
        term = f'"{words.rstrip("*")}"' + ("*" if words.endswith("*") else "")
        (unwanted if minus else wanted).append(term)
    if not wanted:
        return NOTHING
    query = " AND ".join(wanted)
    return f"({query})" + "".join(f" NOT {term}" for term in unwanted)


def register(conn: sqlite3.Connection) -> None:
    """Replace Datasette's escape_fts, so that its table pages search in the same way."""
    conn.create_function("escape_fts", 1, full_text_query, deterministic=True)


def find(conn: sqlite3.Connection, typed: str) -> dict[str, list[Row]]:
    """Stories, topics and documents that match, the latest stored first, at most SHOWN of each."""
    return {
        table: [dict(row) for row in conn.execute(sql, {"query": full_text_query(typed), "shown": SHOWN})]
        for table, sql in FOUND.items()
    }


def place(text: str, typed: str) -> int:
    """Where the first of the words typed stands in a text, in code points; 0 where none does."""
    words = [word.strip('"*').casefold() for word in typed.split() if not word.startswith("-")]
    lowered = text.casefold() if len(text.casefold()) == len(text) else text
    places = [lowered.find(word) for word in words if word]
    return min((found for found in places if found >= 0), default=0)


FOUND = {
    "stories": """
        select stories.id, stories.headline, stories.claim, stories.subject, stories.first_seen_not_after
        from stories_fts
        join stories on stories.rowid = stories_fts.rowid
        where stories_fts match :query
          and stories.redirect_to is null
        order by stories_fts.rowid desc
        limit :shown
    """,
    "topics": """
        select topics.id, topics.title, topics.platform, story_topics.story
        from topics_fts
        join topics on topics.rowid = topics_fts.rowid
        left join story_topics on story_topics.topic = topics.id
        where topics_fts match :query
        order by topics_fts.rowid desc
        limit :shown
    """,
    "documents": """
        select
          documents.id,
          documents.title,
          documents.text,
          documents.kind,
          documents.lang,
          documents.url,
          coalesce(documents.published, documents.first_seen) as at,
          sources.name as source,
          sources.keep,
          story_documents.story
        from documents_fts
        join documents on documents.rowid = documents_fts.rowid
        join sources on sources.id = documents.source
        left join story_documents on story_documents.document = documents.id
        where documents_fts match :query
        order by documents_fts.rowid desc
        limit :shown
    """,
}
