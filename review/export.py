"""Exports stories with their responses and checks as JSON Lines, CSV, JSON-LD, Parquet or workbook. Never whole texts."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from db.opening import reading
from db.times import iso
from records import Watchlist
from review import exported_checks, jsonld, parquet, spreadsheet
from review.spreadsheet import harmless
from review.wording import BAD

Form = Literal["jsonl", "csv", "jsonld"]

COLUMNS = (
    "story",
    "headline",
    "claim",
    "subject",
    "topic",
    "first_seen_not_before",
    "first_seen_not_after",
    "documents",
    "outlets",
    "response",
    "party",
    "responder",
    "responder_entity",
    "role",
    "organisation",
    "channel",
    "stance",
    "text",
    "lang",
    "responded_not_before",
    "responded_not_after",
    "latency_min",
    "latency_max",
    "carriers",
    "url",
    "checks",
    "conflicts",
)
"""Columns of CSV and Parquet: one row per response; a story without responses has one row with these empty. `checks` and
`conflicts` count the story's checks, and those whose figures conflict or do not add up."""


def lines(
    store: Path,
    *,
    form: Form,
    since: datetime | None = None,
    until: datetime | None = None,
    watchlist: Watchlist | None = None,
) -> Iterator[str]:
    """Yield the export line by line, without line ends.

    Args:
        store: the collected database, read only.
        form: jsonl, csv or jsonld (one JSON document over all lines).
        since: first sighting of the earliest story, inclusive; None: all.
        until: first sighting of the latest story, exclusive; None: all.
        watchlist: names, tickers and identifiers to include in JSON-LD.

    Raises:
        sqlite3.OperationalError: the file is missing or is no database.
    """
    with reading(store) as conn:
        found = stories(conn, since, until)
        if form == "csv":
            yield from _csv(found)
        elif form == "jsonld":
            yield from jsonld.lines(found, watchlist or Watchlist())
        else:
            for story in found:
                yield json.dumps(story, ensure_ascii=False)


def stories(
    conn: sqlite3.Connection, since: datetime | None, until: datetime | None
) -> Iterator[dict[str, Any]]:
    """Yield each story with its responses, documents and checks as plain values, oldest first."""
    window = {"since": iso(since) if since else "", "until": iso(until) if until else "9999"}
    for row in conn.execute(STORIES, window):
        story = {**dict(row), "entities": json.loads(row["entities"])}
        responses = [dict(answer) for answer in conn.execute(RESPONSES, {"id": row["story"]})]
        documents = [dict(document) for document in conn.execute(DOCUMENTS, {"id": row["story"]})]
        checks = exported_checks.of_story(conn, row["story"])
        yield {**story, "responses": responses, "documents": documents, "checks": checks}


def as_parquet(store: Path, *, since: datetime | None = None, until: datetime | None = None) -> bytes:
    """Return the rows of the CSV as a Parquet file with types; arguments and errors as in `lines`.

    Raises:
        parquet.NoPyarrow: pyarrow is not installed.
    """
    with reading(store) as conn:
        return parquet.as_parquet(COLUMNS, _rows(stories(conn, since, until)))


def as_workbook(store: Path, *, since: datetime | None = None, until: datetime | None = None) -> bytes:
    """Return the rows of the CSV as a workbook; arguments and errors as in `lines`."""
    with reading(store) as conn:
        rows = ([row.get(column) for column in COLUMNS] for row in _rows(stories(conn, since, until)))
        return spreadsheet.as_workbook(COLUMNS, rows, title="Stories and responses")


def _csv(found: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield ",".join(COLUMNS)
    for row in _rows(found):
        yield _line([harmless(row.get(column)) for column in COLUMNS])


def _rows(found: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a row per response; a story without responses has one row with its own columns."""
    for story in found:
        told = {
            **story,
            "documents": len(story["documents"]),
            "outlets": len(
                {document["source"] for document in story["documents"] if document["kind"] == "article"}
            ),
            "checks": len(story["checks"]),
            "conflicts": sum(check["verdict"] in BAD for check in story["checks"]),
        }
        for response in story["responses"] or [{}]:
            yield {**told, **response}


def _line(cells: list[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


STORIES = """
    select
      stories.id as story,
      stories.headline,
      stories.lang as story_lang,
      stories.claim,
      stories.claimed_on,
      stories.first_item,
      stories.subject,
      stories.entities,
      topics.title as topic,
      topics.platform as topic_platform,
      stories.first_seen_not_before,
      stories.first_seen_not_after
    from stories
    left join topics on topics.id = stories.topic
    where stories.redirect_to is null
      and coalesce(stories.first_seen_not_after, '') >= :since
      and coalesce(stories.first_seen_not_after, '') < :until
    order by stories.first_seen_not_after, stories.id
"""

RESPONSES = """
    select
      responses.id as response,
      responses.party,
      responses.responder,
      responses.responder_entity,
      responses.company,
      responses.role,
      responses.organisation,
      responses.channel,
      responses.channel_kind,
      responses.stance,
      responses.text,
      responses.lang,
      responses.claimed_on as said_claimed_on,
      responses.responded_not_before,
      responses.responded_not_after,
      responses.latency_min,
      responses.latency_max,
      (
        select answer_words.carriers
        from answer_words
        where answer_words.response = responses.id
      ) as carriers,
      responses.document,
      responses."start",
      responses."end",
      responses.evidence,
      responses.rule,
      documents.url,
      case when sources.keep = 'full' then substr(documents.text, max(responses."start" - 31, 1), min(responses."start", 32)) end as prefix,
      case when sources.keep = 'full' then substr(documents.text, responses."end" + 1, 32) end as suffix
    from responses
    left join documents on documents.id = responses.document
    left join sources on sources.id = documents.source
    where responses.story = :id
    order by responses.responded_not_after, responses.id
"""

DOCUMENTS = """
    select
      documents.id as document,
      documents.kind,
      documents.title,
      documents.url,
      documents.lang,
      documents.published,
      documents.first_seen,
      sources.name as source,
      story_documents.kind as link,
      story_documents.score,
      story_documents.evidence,
      story_documents.copy_of
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = :id
    order by coalesce(documents.published, documents.first_seen), documents.id
"""
