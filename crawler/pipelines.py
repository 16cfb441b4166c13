"""The crawler's only access to the store: nothing else in crawler/ but replay.py uses db/."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.crawler import Crawler
from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

import db
import db.documents
import db.facts
import db.fetch_state
import db.issues
import db.polls
import db.sources
import db.times
import db.topics
from crawler.boards.staleness import Mark
from crawler.collected import Collected
from records import FetchState, Issue, Poll, Sighting, Source

if TYPE_CHECKING:
    from crawler.source_spider import SourceSpider


class StorePipeline:
    """Scrapy pipeline that stores every item at once."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create the pipeline for Scrapy."""
        return cls(crawler)

    def process_item(self, item: Collected) -> Collected:
        """Store an item."""
        spider = cast("SourceSpider", self.crawler.spider)
        try:
            spider.run.count(save(spider.run.store, item))
        except sqlite3.Error as error:
            spider.not_stored(f"{type(error).__name__}: {error}")
            raise
        return item


def open_store(path: Path) -> Database:
    """Open the store for a crawl's writes.

    Every commit waits for the disk, SQLite's default: a board's state can be fetched only once, and the wait has no
    measurable cost in a crawl.
    """
    return db.connect(path)


def save(store: Database, item: Collected) -> Counter[str]:
    """Store the result of one request in one transaction; repeating it changes nothing. Returns counts of what was done."""
    counts: Counter[str] = Counter()
    with store.atomic():
        if item.poll:
            poll = db.polls.save(store, item.poll)
            counts[item.poll.status] += 1
            if item.sightings:
                db.topics.save_sightings(store, poll, item.sightings)
                counts["sightings"] += len(item.sightings)
        for document in item.documents:
            outcome = db.documents.save(store, document, item.at)
            counts[outcome] += 1
            if document.figures and outcome != "same":
                db.facts.save_filed(store, document, item.at)
        if item.complete_since:
            counts["gone"] += db.documents.mark_gone(
                store, item.source, item.shown, item.complete_since, item.at
            )
        for url in item.withdrawn:
            counts["gone"] += db.documents.mark_withdrawn(store, item.source, url, item.at)
        for state in item.states:
            db.fetch_state.save(store, state)
        _clear_resolved(store, item)
        for issue in item.issues:
            db.issues.note(store, issue, item.at)
            counts["issues"] += 1
    return counts


def _clear_resolved(store: Database, item: Collected) -> None:
    """Clear the issues of a source that answered and of a page that was read, or is as it was when it was."""
    if item.poll and item.poll.status in {"ok", "empty"}:
        db.issues.clear(store, "poll_failed", item.source, item.at)
    for state in item.states:
        if not state.failures and (item.documents or state.body_sha256):
            db.issues.clear(store, "page_failed", item.source, item.at, where=state.url)


def save_sources(store: Database, sources: Iterable[Source]) -> None:
    """Save the sources that are about to be polled."""
    db.sources.save_all(store, sources)


def check_expectations(store: Database, sources: Iterable[Source], now: datetime) -> int:
    """Note every source that brought less than expected in the last day; clear the others' issues."""
    short = 0
    for source, found in list(db.sources.check_yield(store, sources, now)):
        if found is None:
            db.issues.clear(store, "fewer_than_expected", source.id, now)
            continue
        short += 1
        message = f"{found} items in the last day, expected at least {source.expect}"
        db.issues.note(store, Issue(kind="fewer_than_expected", source=source.id, message=message), now)
    return short


def state_of(store: Database, url: str) -> FetchState | None:
    """Return the fetch state of an address; None: never fetched."""
    return db.fetch_state.load(store, url)


def due_pages(store: Database, source: Source, now: datetime) -> list[FetchState]:
    """Return the articles of a source that are due for a revisit."""
    return [state for state in db.fetch_state.due(store, source.id, now) if state.url != source.url]


def marks(store: Database, source: str, url: str, before: datetime) -> list[Mark]:
    """Return hash and board time of the latest good replies of a board, the latest last."""
    return [Mark(sha256=sha256, board_time=at) for sha256, at in db.polls.marks(store, source, url, before)]


def latest_documents(store: Database, most: int) -> list[dict[str, Any]]:
    """Return the rows of the most recently published documents."""
    return db.documents.latest(store, most)


def robots_of(store: Database, host: str, now: datetime) -> tuple[int | None, str] | None:
    """Return status and text of a host's robots.txt, if fetched within a day."""
    return db.fetch_state.load_robots(store, host, now)


def save_robots(store: Database, host: str, http_status: int, body: str, now: datetime) -> None:
    """Cache a host's robots.txt for a day."""
    db.fetch_state.save_robots(store, host, http_status, body, now)


def ensure_source(store: Database, source: Source) -> Source:
    """Return the stored source of this id, saving this one if there is none."""
    try:
        row = store.table("sources").get(source.id)
    except NotFoundError:
        db.sources.save_all(store, [source])
        return source
    return replace(source, **{name: row[name] for name in asdict(source) if name in row})


def seen_since(store: Database, document: str, at: datetime) -> bool:
    """Return whether a document was seen at that time or later."""
    try:
        row = store.table("documents").get(document)
    except NotFoundError:
        return False
    return bool(row["last_seen"] >= db.times.iso(at))


def is_known(store: Database, document: str) -> bool:
    """Return whether a document is in the store."""
    return store.table("documents").count_where("id = ?", [document]) > 0


def store_board_reply(store: Database, poll: Poll, sightings: Iterable[Sighting]) -> None:
    """Store a poll of a board and its sightings in one transaction; repeating it changes nothing."""
    with store.atomic():
        db.topics.save_sightings(store, db.polls.save(store, poll), sightings)


def note_issue(store: Database, issue: Issue, at: datetime) -> None:
    """Record an issue; repeating it with the same time changes nothing."""
    with store.atomic():
        db.issues.note(store, issue, at)
