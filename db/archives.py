"""Stores the items of an archive in the tables for collected items, under the archive's own ids."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from db import documents, polls, topics
from records import Document, Poll, Sighting


def save_document(db: Database, document: Document, now: datetime) -> documents.Outcome:
    """Save a document of an archive, creating its source if needed."""
    _ensure_source(db, document.source)
    return documents.save(db, document, now, by_id=True)


def save_topic(db: Database, identity: str, sighting: Sighting) -> str:
    """Save a topic of an archive as a single sighting; returns the topic's id.

    What else was on the board then is unknown. The poll counts as one without rows, which says of no topic that it was gone.
    """
    _ensure_source(db, sighting.platform)
    poll = Poll(
        source=sighting.platform,
        url=f"archive:{identity}",
        at=sighting.captured_at,
        status="ok",
        replayed=True,
    )
    topics.save_sightings(db, polls.save(db, poll), (sighting,))
    return topics.id_of(sighting.platform, sighting.title)


def _ensure_source(db: Database, source: str) -> None:
    db.execute(
        """
        insert into sources (id, name, spider, url)
        values (:source, :source, 'import', '')
        on conflict do nothing
        """,
        {"source": source},
    )
