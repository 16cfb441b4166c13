"""Pages of a company and of a person: stories, answers, and the spokesperson log, also as a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import Request, Response

from review import rows, spokesperson_log, spreadsheet
from review.desk.app import Desk
from review.desk.not_found import missing
from review.rows import Row

SHOWN = 60


async def company(datasette: Desk, request: Request) -> Response:
    """GET /company/ID."""
    entry = datasette.people.watchlist.company(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "company", request.url_vars["id"])
    people = datasette.people.people_of(entry.id)

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        return {
            "stories": rows.found(conn, STORIES, id=entry.id, shown=SHOWN),
            "answers": rows.found(conn, ANSWERS, id=entry.id, shown=SHOWN),
            "topics": rows.found(conn, TOPICS, id=entry.id, shown=SHOWN),
        }

    return await datasette.page(
        "company.html", request, company=entry, people_of=people, most=SHOWN, **await datasette.read(load)
    )


async def person(datasette: Desk, request: Request) -> Response:
    """GET /person/ID."""
    entry = datasette.people.watchlist.person(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "person", request.url_vars["id"])
    said = await datasette.read(lambda conn: spokesperson_log.log_of(conn, entry.id))
    return await datasette.page("person.html", request, person=entry, said=said, most=spokesperson_log.SHOWN)


async def log_as_csv(datasette: Desk, request: Request) -> Response:
    """GET /person/ID.csv: the spokesperson log as CSV, one row per wording, without formulas."""
    return await _as_file(datasette, request, "csv", "text/csv; charset=utf-8", spokesperson_log.as_csv)


async def log_as_workbook(datasette: Desk, request: Request) -> Response:
    """GET /person/ID.xlsx: the same as a workbook."""
    return await _as_file(datasette, request, "xlsx", spreadsheet.MEDIA_TYPE, spokesperson_log.as_workbook)


async def _as_file(
    datasette: Desk, request: Request, form: str, media: str, write: Callable[[list[Row], str], str | bytes]
) -> Response:
    entry = datasette.people.watchlist.person(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "person", request.url_vars["id"])
    said = await datasette.read(
        lambda conn: spokesperson_log.log_of(conn, entry.id, spokesperson_log.EVERYTHING)
    )
    name = f'attachment; filename="{entry.id}.{form}"'
    return Response(write(said, entry.name), content_type=media, headers={"content-disposition": name})


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
    select responses.*, stories.headline, answer_words.kind
    from responses
    join stories on stories.id = responses.story
    join answer_words on answer_words.response = responses.id
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
