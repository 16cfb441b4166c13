"""Pages of a company and of a person: stories, answers, and the spokesperson log with drift side by side."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from review.desk.app import Desk
from review.desk.missing import missing
from review.questions import Row

SHOWN = 60


async def company(datasette: Desk, request: Request) -> Response:
    """GET /company/ID."""
    entry = datasette.people.watchlist.company(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "company", request.url_vars["id"])
    people = datasette.people.people_of(entry.id)

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        return {
            "stories": _rows(conn, STORIES, entry.id),
            "answers": _rows(conn, ANSWERS, entry.id),
            "topics": _rows(conn, TOPICS, entry.id),
        }

    return await datasette.page(
        "company.html", request, company=entry, people_of=people, **await datasette.read(load)
    )


async def person(datasette: Desk, request: Request) -> Response:
    """GET /person/ID."""
    entry = datasette.people.watchlist.person(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "person", request.url_vars["id"])
    said = await datasette.read(lambda conn: log_of(conn, entry.id))
    return await datasette.page("person.html", request, person=entry, said=said)


def log_of(conn: sqlite3.Connection, entity: str, shown: int = SHOWN) -> list[Row]:
    """The spokesperson log, latest first: each statement once, with the other wordings in which it was carried."""
    first = _rows(conn, QUOTES, entity, shown)
    versions: dict[str, list[Row]] = {}
    for row in conn.execute(VERSIONS, {"first": json.dumps([row["id"] for row in first])}):
        versions.setdefault(row["same_as"], []).append(dict(row))
    return [{**row, "versions": versions.get(row["id"], [])} for row in first]


def _rows(conn: sqlite3.Connection, sql: str, entity: str, shown: int = SHOWN) -> list[Row]:
    return [dict(row) for row in conn.execute(sql, {"id": entity, "shown": shown})]


STORIES = """
    select morning.*
    from (
      select id
      from stories
      where subject = :id
        and redirect_to is null
      order by first_seen_not_after desc
      limit :shown
    ) latest
    cross join morning on morning.story = latest.id
    order by morning.first_seen_not_after desc
"""

ANSWERS = """
    select responses.*, stories.headline
    from responses
    join stories on stories.id = responses.story
    where responses.company = :id
      and responses.party = 'own'
    order by responses.responded_not_after desc
    limit :shown
"""

TOPICS = """
    select topics.id, topics.title, topics.platform, story_topics.story
    from (
      select distinct topic
      from mentions
      where entity = :id
        and topic is not null
      order by topic
      limit 500
    ) named
    join topics on topics.id = named.topic
    left join story_topics on story_topics.topic = topics.id
    order by topics.rowid desc
    limit :shown
"""

QUOTES = """
    select
      quotes.*,
      documents.title,
      documents.url,
      documents.lang,
      documents.kind as document_kind,
      coalesce(documents.published, documents.first_seen) as at,
      sources.name as source,
      story_documents.story
    from (
      select quotes.id
      from quotes
      join documents on documents.id = quotes.document
      where quotes.speaker_entity = :id
        and quotes.same_as is null
      order by coalesce(documents.published, documents.first_seen) desc, quotes.id
      limit :shown
    ) latest
    cross join quotes on quotes.id = latest.id
    join documents on documents.id = quotes.document
    join sources on sources.id = documents.source
    left join story_documents on story_documents.document = documents.id
    order by at desc, quotes.id
"""

VERSIONS = """
    select
      quotes.id,
      quotes.same_as,
      quotes.kind,
      quotes.text,
      documents.id as document,
      documents.lang,
      coalesce(documents.published, documents.first_seen) as at,
      sources.name as source
    from quotes
    join documents on documents.id = quotes.document
    join sources on sources.id = documents.source
    where quotes.same_as in (select value from json_each(:first))
    order by at, quotes.id
    limit 2000
"""
