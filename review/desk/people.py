"""Pages of a company and of a person: stories, answers, and the spokesperson log with drift side by side."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from review.desk.app import Desk
from review.desk.missing import missing
from review.export import harmless
from review.questions import Row

SHOWN = 60

COLUMNS = (
    "statement", "speaker", "at", "responded_not_before", "responded_not_after", "latency_min", "latency_max",
    "channel", "stance", "role", "kind", "lang", "text", "source", "url", "story", "id",
)  # fmt: skip
"""Of the log as a spreadsheet; times in UTC, latencies in seconds; rows of one statement share its number."""


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


async def log_as_csv(datasette: Desk, request: Request) -> Response:
    """GET /person/ID.csv is the spokesperson log as a spreadsheet: a row a wording; no cell is a formula."""
    entry = datasette.people.watchlist.person(request.url_vars["id"])
    if entry is None:
        return await missing(datasette, request, "person", request.url_vars["id"])
    said = await datasette.read(lambda conn: log_of(conn, entry.id))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for number, row in enumerate(said, start=1):
        for words in (row, *row["versions"]):
            told = {**row, **words, "statement": number, "speaker": entry.name}
            writer.writerow([harmless(told.get(column)) for column in COLUMNS])
    name = f'attachment; filename="{entry.id}.csv"'
    return Response(
        buffer.getvalue(), content_type="text/csv; charset=utf-8", headers={"content-disposition": name}
    )


def log_of(conn: sqlite3.Connection, entity: str, shown: int = SHOWN) -> list[Row]:
    """The spokesperson log, latest first: each statement once, with the wordings in which it was carried.

    What linking took for one answer is one statement with all that its carriers quote of the person; beside these stands
    what was quoted and answers nothing.
    """
    answers = [{**row, "at": row["responded_not_after"]} for row in _rows(conn, GIVEN, entity, shown)]
    carried: dict[str, list[Row]] = {}
    taken: set[str] = set()
    for row in conn.execute(CARRIED, {"id": entity, "answers": json.dumps([row["id"] for row in answers])}):
        if row["id"] not in taken:
            taken.add(row["id"])
            carried.setdefault(row["response"], []).append(dict(row))
    quotes = [row for row in _rows(conn, QUOTES, entity, shown) if row["id"] not in taken]
    copies: dict[str, list[Row]] = {}
    for row in conn.execute(VERSIONS, {"first": json.dumps([row["id"] for row in quotes])}):
        copies.setdefault(row["same_as"], []).append(dict(row))
    said = [
        *({**row, "versions": _others(row, carried.get(row["id"], []))} for row in answers),
        *({**row, "versions": copies.get(row["id"], [])} for row in quotes),
    ]
    return sorted(said, key=lambda row: row["at"] or "", reverse=True)[:shown]


def _others(answer: Row, carried: list[Row]) -> list[Row]:
    """The carried wordings without the answer's own place."""
    return [
        row for row in carried if (row["document"], row["start"]) != (answer["document"], answer["start"])
    ]


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

GIVEN = """
    select
      responses.*,
      answer_words.kind,
      quotes.responds_to,
      documents.title,
      documents.url,
      sources.name as source,
      (
        select count(*)
        from response_carriers
        where response_carriers.response = responses.id
      ) as carriers
    from responses
    join answer_words on answer_words.response = responses.id
    left join quotes on quotes.id = answer_words.quote
    left join documents on documents.id = responses.document
    left join sources on sources.id = documents.source
    where responses.responder_entity = :id
      and coalesce(responses.stance, '') not in ('decline', 'silent')
    group by responses.id
    order by responses.responded_not_after desc, responses.id
    limit :shown
"""

CARRIED = """
    select
      response_carriers.response,
      quotes.id,
      quotes."start",
      quotes.kind,
      quotes.text,
      documents.id as document,
      documents.lang,
      coalesce(documents.published, documents.first_seen) as at,
      sources.name as source
    from response_carriers
    cross join quotes on quotes.document = response_carriers.item
    join documents on documents.id = quotes.document
    join sources on sources.id = documents.source
    where response_carriers.response in (select value from json_each(:answers))
      and quotes.speaker_entity = :id
    order by at, quotes."start"
    limit 2000
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
