"""Filings with a register: whose words they are, and figures as filed, which reports are checked against and which belong to no story."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database

from db import facts, readings
from db.times import iso, parse
from records import FigureRef, Item


def attribute(db: Database, filers: Mapping[str, str]) -> None:
    """Make each filing of a register's general list the words of its company, if that is watched.

    `filers`: number at the register → watch-list id.
    """
    db.execute(
        """
        with filers as (
          select key, value
          from json_each(:filers)
        )
        update documents
        set entity = (select value from filers where key = documents.account)
        where source in (
            select id
            from sources
            where spider = 'filings'
              and entity is null
          )
          and entity is not (select value from filers where key = documents.account)
        """,
        {"filers": json.dumps(filers)},
    )


def waiting(db: Database) -> dict[str, str]:
    """Return the filings that linking has not seen yet → reader and wording, to be recorded once it has."""
    return {
        row["item"]: f"{facts.AS_FILED} {row['text_sha256']}"
        for row in db.query(
            """
            select item, text_sha256
            from readings
            where (linked_as is null or linked_as <> reader || ' ' || text_sha256)
              and reader = :given
            """,
            {"given": facts.AS_FILED},
        )
    }


def recent_items_about(db: Database, filings: Collection[str], *, since: datetime) -> set[str]:
    """Return the items of stories no older than `since` whose subjects include a company of these filings."""
    if not filings:
        return set()
    rows = db.query(
        """
        with told as (
          select stories.id
          from stories, json_each(stories.entities) as entity
          where stories.first_seen_not_after >= :since
            and entity.value in (
              select subject_entity
              from figures
              where document in (select value from json_each(:filings))
            )
        )
        select document as item
        from story_documents
        where story in (select id from told)
        union
        select topic
        from story_topics
        where story in (select id from told)
        """,
        {"since": iso(since), "filings": json.dumps(list(filings))},
    )
    return {row["item"] for row in rows}


def references(db: Database, items: Iterable[Item]) -> tuple[FigureRef, ...]:
    """Return the filed figures of the companies and metrics that these items mention, in order of filing."""
    companies, metrics = set(), set()
    for item in items:
        companies |= {item.entity, *(mention.entity for mention in item.reading.mentions)}
        metrics |= {figure.metric for figure in item.reading.figures}
    rows = db.query(
        """
        select figures.*, documents.source, coalesce(documents.published, documents.first_seen) as at
        from figures
        join documents on documents.id = figures.document
        where figures.metric in (select value from json_each(:metrics))
          and figures.subject_entity in (select value from json_each(:companies))
          and figures.reader = :given
        order by at, figures.id
        """,
        {
            "metrics": json.dumps(sorted(metric for metric in metrics if metric)),
            "companies": json.dumps(sorted(company for company in companies if company)),
            "given": facts.AS_FILED,
        },
    )
    return tuple(
        FigureRef(
            item=row["document"],
            figure=readings.figure(row),
            source=row["source"],
            is_filing=True,
            at=parse(row["at"]),
        )
        for row in rows
    )
