"""The items of a store as lines of an archive, as whoever collected them elsewhere would have kept them; not a test."""

import json
import sqlite3
from collections.abc import Iterator

DOCUMENTS = """
    select documents.id, documents.kind, title, text, documents.lang, documents.url, published, first_seen as seen,
           documents.source, documents.platform, documents.account, repost_of, heat,
           coalesce(documents.entity, sources.entity) as entity
    from documents
    join sources on sources.id = documents.source
    join story_documents on story_documents.document = documents.id
"""

TOPICS = """
    select topics.id, 'topic' as kind, topics.title, topics.lang, topics.platform as source,
           min(captured_at) as published, max(heat) as heat, max(sightings.url) as url
    from topics
    join sightings on sightings.topic = topics.id
    where sightings.kind <> 'ad'
    group by topics.id
"""


def lines(store: sqlite3.Connection) -> Iterator[str]:
    """Yield the documents that are in a story, then the topics, each with its first sighting alone."""
    for query in (DOCUMENTS, TOPICS):
        for row in store.execute(query):
            given = dict(zip(row.keys(), row, strict=True))
            yield json.dumps({key: value for key, value in given.items() if value is not None})
