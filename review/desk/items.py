"""The pages of a topic, a document, a source and a fact (why it is stored)."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from config.errors import UnknownNameError
from review import clock, explain, rows
from review.desk import fact_table, standing_decisions, timeline, told_decisions
from review.desk.app import Desk
from review.desk.front import health
from review.desk.not_found import missing
from review.desk.texts import facts, paragraphs, with_marks

SIGHTED = 2000
"""Maximum sightings on the page of a topic, the latest."""


async def topic(datasette: Desk, request: Request) -> Response:
    """GET /topic/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = rows.one(conn, TOPIC, id=identity)
        if row is None:
            return None
        sightings = rows.found(conn, SIGHTINGS, id=identity, shown=SIGHTED)[::-1]
        organic = [seen for seen in sightings if seen["kind"] == "organic"]
        return {
            "topic": row,
            "sightings": sightings,
            "most": SIGHTED,
            "marked": paragraphs(row["title"], facts(conn, "topic", identity, datasette)),
            "timeline": timeline.draw(organic, [], [], datasette.zone),
        }

    return await _page(datasette, request, "topic", identity, await datasette.read(load))


async def document(datasette: Desk, request: Request) -> Response:
    """GET /document/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = rows.one(conn, DOCUMENT, id=identity)
        if row is None:
            return None
        return {
            "document": {**row, "authors": json.loads(row["authors"]), "flags": json.loads(row["flags"])},
            "text": with_marks(conn, identity, datasette),
            "versions": rows.found(conn, VERSIONS, id=identity),
            "copies": rows.found(conn, COPIES, id=identity),
            "quotes": rows.found(conn, QUOTES, id=identity),
            "figures": rows.found(conn, FIGURES, id=identity),
        }

    return await _page(datasette, request, "document", identity, await datasette.read(load))


async def source(datasette: Desk, request: Request) -> Response:
    """GET /source/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        row = rows.one(conn, "select * from sources where id = :id", id=identity)
        if row is None:
            return None
        return {
            "source": row,
            "health": rows.one(conn, "select * from collection_health where source = :id", id=identity),
            "polls": rows.found(conn, POLLS, id=identity),
            "issues": rows.found(conn, ISSUES, id=identity),
            "documents": rows.found(conn, LATEST, id=identity),
        }

    return await _page(datasette, request, "source", identity, await datasette.read(load))


async def sources(datasette: Desk, request: Request) -> Response:
    """GET /sources."""

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        return {
            "health": health(conn),
            "imported": len(rows.found(conn, IMPORTED)),
            "unsent": rows.found(conn, UNSENT),
        }

    return await datasette.page("sources.html", request, **await datasette.read(load))


async def fact(datasette: Desk, request: Request) -> Response:
    """GET /explain/ID."""
    identity = request.url_vars["id"]

    def load(conn: sqlite3.Connection) -> dict[str, Any] | None:
        try:
            explained = explain.explain(conn, identity)
        except UnknownNameError:
            return None
        story = rows.one(conn, STORY, id=explained.story)
        return {
            "explained": explained,
            "told": fact_table.of_fact(explained.fact, datasette.zone, datasette.people, datasette.clock()),
            "headline": story and story["headline"],
            "clock": clock.first_sighting(conn, identity, datasette.zone, datasette.clock())
            if explained.what == "claim"
            else None,
            "sums": [*clock.sums(story, explained.fact, datasette.zone)]
            if story and explained.what == "response"
            else [],
            "claimed": bool(story and story["claim_rule"]) and explained.what == "response",
            "figures": rows.found(conn, COMPARED, id=identity) if explained.what == "check" else [],
            "decisions": told_decisions.told(conn, standing_decisions.about(conn, [identity]).rows),
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
    order by sightings.captured_at desc
    limit :shown
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

IMPORTED = "select id from sources where spider = 'import'"

STORY = """
    select headline, claim_rule, first_seen_not_before, first_seen_not_after
    from stories
    where id = :id
"""

UNSENT = """
    select title, recipient, due_at, tries, why
    from desk.outbox
    where sent_at is null
      and folded_into is null
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
    select id, title, kind, first_seen, published, substr(text, 1, 200) as begin
    from documents
    where source = :id
    order by first_seen desc
    limit 30
"""
