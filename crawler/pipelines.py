"""The crawler's one door to the store: what was fetched goes through here, and nothing else of crawler/ knows db/."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

import db.issues
import db.polls
import db.sources
import db.topics
from records import Issue, Poll, Sighting, Source


def ensure_source(store: Database, source: Source) -> None:
    """Write a source down unless the store knows one of that id: what is listed stays as it is listed."""
    try:
        store.table("sources").get(source.id)
    except NotFoundError:
        db.sources.save_all(store, [source])


def store_board_reply(store: Database, poll: Poll, sightings: Iterable[Sighting]) -> None:
    """Store a poll of a board with what it saw, both or neither; once more changes nothing."""
    with store.atomic():
        db.topics.save_sightings(store, db.polls.save(store, poll), sightings)


def note_issue(store: Database, issue: Issue, at: datetime) -> None:
    """Write an issue down, once: an issue of the same moment changes nothing."""
    with store.atomic():
        db.issues.note(store, issue, at)
