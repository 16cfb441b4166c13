"""Pages of one topic, one document, one source, and of one fact: why it is here."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from config.errors import UnknownNameError
from review import explain
from review.desk import decided, timeline, told
from review.desk.app import Desk
from review.desk.front import health
from review.desk.missing import missing
from review.desk.texts import facts, paragraphs, with_marks
from review.questions import Row


async def topic(datasette: Desk, request: Request) -> Response:
    """GET /topic/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = _one(conn, TOPIC, identity)
        if row is None:
            return None
        sightings = _all(conn, SIGHTINGS, identity)
        organic = [seen for seen in sightings if seen["kind"] == "organic"]
        return {
            "topic": row,
            "sightings": sightings,
            "marked": paragraphs(row["title"], facts(conn, "topic", identity, datasette)),
            "timeline": timeline.draw(organic, [], [], datasette.zone),
        }

    return await _page(datasette, request, "topic", identity, await datasette.read(load))


async def document(datasette: Desk, request: Request) -> Response:
    """GET /document/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = _one(conn, DOCUMENT, identity)
        if row is None:
            return None
        return {
            "document": {**row, "authors": json.loads(row["authors"]), "flags": json.loads(row["flags"])},
            "text": with_marks(conn, identity, datasette),
            "versions": _all(conn, VERSIONS, identity),
            "copies": _all(conn, COPIES, identity),
            "quotes": _all(conn, QUOTES, identity),
            "figures": _all(conn, FIGURES, identity),
            "decisions": decided.about(conn, [identity]).rows,
        }

    return await _page(datasette, request, "document", identity, await datasette.read(load))


async def source(datasette: Desk, request: Request) -> Response:
    """GET /source/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = _one(conn, "select * from sources where id = :id", identity)
        if row is None:
            return None
        return {
            "source": row,
            "health": _one(conn, "select * from collection_health where source = :id", identity),
            "polls": _all(conn, POLLS, identity),
            "issues": _all(conn, ISSUES, identity),
            "documents": _all(conn, LATEST, identity),
        }

    return await _page(datasette, request, "source", identity, await datasette.read(load))


async def sources(datasette: Desk, request: Request) -> Response:
    """GET /sources."""

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        return {"health": health(conn), "unsent": _all(conn, UNSENT, "")}

    return await datasette.page("sources.html", request, **await datasette.read(load))


async def fact(datasette: Desk, request: Request) -> Response:
    """GET /explain/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        try:
            explained = explain.of_connection(conn, identity)
        except UnknownNameError:
            return None
        story = _one(conn, "select headline from stories where id = :id", explained.story or "")
        return {
            "explained": explained,
            "told": told.of_fact(explained.fact, datasette.zone, datasette.people),
            "headline": story and story["headline"],
            "figures": _all(conn, COMPARED, identity) if explained.what == "check" else [],
            "decisions": decided.about(conn, [identity]).rows,
        }

    return await _page(datasette, request, "explain", identity, await datasette.read(load), "fact")


async def _page(
    datasette: Desk,
    request: Request,
    template: str,
    identity: str,
    found: dict[str, Any] | None,
    what: str = "",
) -> Response:
    if found is None:
        return await missing(datasette, request, what or template, identity)
    return await datasette.page(f"{template}.html", request, **found)


def _one(conn: sqlite3.Connection, sql: str, identity: str) -> Row | None:
    row = conn.execute(sql, {"id": identity}).fetchone()
    return dict(row) if row else None


def _all(conn: sqlite3.Connection, sql: str, identity: str) -> list[Row]:
    return [dict(row) for row in conn.execute(sql, {"id": identity})]


TOPIC = """
    select
      topics.*,
      story_topics.story,
      story_topics.kind as link,
      story_topics.score,
      story_topics.evidence,
      story_topics.rule,
      coalesce(nullif(stories.headline, ''), stories.id) as headline
    from topics
    left join story_topics on story_topics.topic = topics.id
    left join stories on stories.id = story_topics.story
    where topics.id = :id
"""

SIGHTINGS = """
    select sightings.*
    from sightings
    where sightings.topic = :id
    group by sightings.captured_at, sightings.list, sightings.position, sightings.kind
    order by sightings.captured_at
    limit 2000
"""

DOCUMENT = """
    select
      documents.*,
      sources.name as source_name,
      sources.tier,
      story_documents.story,
      story_documents.kind as link,
      story_documents.score,
      story_documents.evidence,
      story_documents.rule,
      story_documents.copy_of,
      coalesce(nullif(stories.headline, ''), stories.id) as headline,
      readings.reader,
      readings.read_at
    from documents
    join sources on sources.id = documents.source
    left join story_documents on story_documents.document = documents.id
    left join stories on stories.id = story_documents.story
    left join readings on readings.item = documents.id
    where documents.id = :id
"""

VERSIONS = """
    select version, title, seen_at, modified, length(text) as characters
    from document_versions
    where document = :id
    order by version desc
    limit 50
"""

COPIES = """
    select documents.id, documents.title, documents.url, sources.name as source,
      coalesce(documents.published, documents.first_seen) as at
    from documents original
    join story_documents mine on mine.document = original.id
    join story_documents on story_documents.story = mine.story
      and story_documents.copy_of = original.id
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where original.id = :id
    order by at
    limit 100
"""

QUOTES = """
    select *
    from quotes
    where document = :id
    order by "start"
    limit 200
"""

FIGURES = """
    select *
    from figures
    where document = :id
    order by "start"
    limit 300
"""

POLLS = """
    select *
    from polls
    where source = :id
    order by at desc
    limit 60
"""

ISSUES = """
    select *
    from issues
    where source = :id
      and cleared_at is null
    order by last_at desc
    limit 60
"""

UNSENT = """
    select title, recipient, due_at, tries, why
    from desk.outbox
    where sent_at is null
      and folded_into is null
      and :id = ''
    order by due_at
    limit 100
"""

COMPARED = """
    select figures.id, figures.text
    from checks
    join figures on figures.id in (checks.left_figure, checks.right_figure)
    where checks.id = :id
    order by figures.id = checks.right_figure
"""

LATEST = """
    select id, title, kind, first_seen, published, substr(text, 1, 80) as begin
    from documents
    where source = :id
    order by first_seen desc
    limit 30
"""
