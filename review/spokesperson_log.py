"""The spokesperson log: every statement of a person once, with the wordings that carried it; also as a spreadsheet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from review import rows, spreadsheet
from review.rows import Row

SHOWN = 60
"""Maximum statements on a page."""
EVERYTHING = 100_000
"""Maximum statements of a spreadsheet."""
WORDINGS = 40
"""Maximum wordings per statement, on average."""

COLUMNS = (
    "statement", "speaker", "at", "responded_not_before", "responded_not_after", "latency_min", "latency_max",
    "channel", "stance", "role", "kind", "lang", "text", "source", "url", "story", "id",
)  # fmt: skip
"""Columns of the spreadsheet. Times in UTC, latencies in seconds; rows of one statement share its number."""


def log_of(conn: sqlite3.Connection, entity: str, shown: int = SHOWN) -> list[Row]:
    """Return the log, latest first: each statement once, with its wordings.

    A response found by linking is one statement with all that its carriers quote of the person. Quotations that
    answer nothing follow as statements of their own.
    """
    answers = [
        {**row, "at": row["responded_not_after"]} for row in rows.found(conn, GIVEN, id=entity, shown=shown)
    ]
    carried: dict[str, list[Row]] = {}
    taken: set[str] = set()
    most = shown * WORDINGS
    answered = json.dumps([row["id"] for row in answers])
    for row in rows.found(conn, CARRIED, id=entity, answers=answered, most=most):
        if row["id"] not in taken:
            taken.add(row["id"])
            carried.setdefault(row["response"], []).append(row)
    quotes = [row for row in rows.found(conn, QUOTES, id=entity, shown=shown) if row["id"] not in taken]
    copies: dict[str, list[Row]] = {}
    first = json.dumps([row["id"] for row in quotes])
    for row in rows.found(conn, VERSIONS, first=first, most=most):
        copies.setdefault(row["same_as"], []).append(row)
    said = [
        *({**row, "versions": _others(row, carried.get(row["id"], []))} for row in answers),
        *({**row, "versions": copies.get(row["id"], [])} for row in quotes),
    ]
    return sorted(said, key=lambda row: row["at"] or "", reverse=True)[:shown]


def _others(answer: Row, carried: list[Row]) -> list[Row]:
    """Return the wordings without the response's own span."""
    return [
        row for row in carried if (row["document"], row["start"]) != (answer["document"], answer["start"])
    ]


def as_csv(said: list[Row], speaker: str) -> str:
    """Return the log as CSV."""
    return spreadsheet.as_csv(COLUMNS, rows_of(said, speaker))


def as_workbook(said: list[Row], speaker: str) -> bytes:
    """Return the log as a workbook."""
    return spreadsheet.as_workbook(COLUMNS, rows_of(said, speaker), title=speaker)


def rows_of(said: list[Row], speaker: str) -> Iterator[list[object]]:
    """Yield rows of COLUMNS, one per wording."""
    for number, statement in enumerate(said, start=1):
        for words in (statement, *statement["versions"]):
            told = {**statement, **words, "statement": number, "speaker": speaker}
            yield [told.get(column) for column in COLUMNS]


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
      answer_words.carriers
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
      documents.url,
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
    limit :most
"""


VERSIONS = """
    select
      quotes.id,
      quotes.same_as,
      quotes.kind,
      quotes.text,
      documents.id as document,
      documents.url,
      documents.lang,
      coalesce(documents.published, documents.first_seen) as at,
      sources.name as source
    from quotes
    join documents on documents.id = quotes.document
    join sources on sources.id = documents.source
    where quotes.same_as in (select value from json_each(:first))
    order by at, quotes.id
    limit :most
"""
