"""The crawler's one door to the store: nothing else in crawler/ but replay.py uses db/."""

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
    """Scrapy's pipeline: every item of a spider goes into the store at once."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: Collected) -> Collected:
        """Store an item."""
        spider = cast("SourceSpider", self.crawler.spider)
        try:
            spider.visit.count(save(spider.visit.store, item))
        except sqlite3.Error as error:
            spider.not_stored(f"{type(error).__name__}: {error}")
            raise
        return item


def open_store(path: Path) -> Database:
    """The store at a path, for all that a crawl writes.

    Every commit waits for the disk, as SQLite does by itself: what a board showed can be fetched once only, and the wait
    costs a crawl nothing that could be measured.
    """
    return db.connect(path)


def save(store: Database, item: Collected) -> Counter[str]:
    """Store what came of one request, all or nothing; once more changes nothing. Returns what was done, counted."""
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
                db.facts.save_given(store, document, item.at)
        if item.complete_since:
            counts["gone"] += db.documents.mark_gone(
                store, item.source, item.shown, item.complete_since, item.at
            )
        for url in item.withdrawn:
            counts["gone"] += db.documents.mark_withdrawn(store, item.source, url, item.at)
        for state in item.states:
            db.fetch_state.save(store, state)
        _clear_what_is_right_again(store, item)
        for issue in item.issues:
            db.issues.note(store, issue, item.at)
            counts["issues"] += 1
    return counts


def _clear_what_is_right_again(store: Database, item: Collected) -> None:
    """A source that answers, and a page that was read, are no trouble any more."""
    if item.poll and item.poll.status in {"ok", "empty"}:
        db.issues.clear(store, "poll_failed", item.source, item.at)
    for state in item.states if item.documents else ():
        if not state.failures:
            db.issues.clear(store, "page_failed", item.source, item.at, where=state.url)


def save_sources(store: Database, sources: Iterable[Source]) -> None:
    """Write the sources down that are about to be asked."""
    db.sources.save_all(store, sources)


def check_expectations(store: Database, sources: Iterable[Source], now: datetime) -> int:
    """Note every source that brought less than expected in the last day; clear those that are right again."""
    short = 0
    for source, found in list(db.sources.brought_less(store, sources, now)):
        if found is None:
            db.issues.clear(store, "fewer_than_expected", source.id, now)
            continue
        short += 1
        message = f"{found} items in the last day, at least {source.expect} expected"
        db.issues.note(store, Issue(kind="fewer_than_expected", source=source.id, message=message), now)
    return short


def state_of(store: Database, url: str) -> FetchState | None:
    """What is remembered of an address; None: it was never fetched."""
    return db.fetch_state.load(store, url)


def due_pages(store: Database, source: Source, now: datetime) -> list[FetchState]:
    """Articles of a source that are to be looked at again."""
    return [state for state in db.fetch_state.due(store, source.id, now) if state.url != source.url]


def marks(store: Database, source: str, url: str, before: datetime) -> list[Mark]:
    """What told the latest good replies of a board apart, the latest last."""
    return [Mark(sha256=sha256, board_time=at) for sha256, at in db.polls.marks(store, source, url, before)]


def latest_documents(store: Database, most: int) -> list[dict[str, Any]]:
    """The rows of the documents that were published last."""
    return db.documents.latest(store, most)


def robots_of(store: Database, host: str, now: datetime) -> tuple[int | None, str] | None:
    """Status and text of a host's robots.txt, if it was fetched within a day."""
    return db.fetch_state.load_robots(store, host, now)


def save_robots(store: Database, host: str, http_status: int, body: str, now: datetime) -> None:
    """Remember a host's robots.txt for a day."""
    db.fetch_state.save_robots(store, host, http_status, body, now)


def ensure_source(store: Database, source: Source) -> Source:
    """The source of this id as the store knows it; where it knows none, this one is written down."""
    try:
        row = store.table("sources").get(source.id)
    except NotFoundError:
        db.sources.save_all(store, [source])
        return source
    return replace(source, **{name: row[name] for name in asdict(source) if name in row})


def seen_since(store: Database, document: str, at: datetime) -> bool:
    """Whether a document was looked at at that moment or after it."""
    try:
        row = store.table("documents").get(document)
    except NotFoundError:
        return False
    return bool(row["last_seen"] >= db.times.iso(at))


def is_known(store: Database, document: str) -> bool:
    """Whether a document is in the store."""
    return store.table("documents").count_where("id = ?", [document]) > 0


def store_board_reply(store: Database, poll: Poll, sightings: Iterable[Sighting]) -> None:
    """Store a poll of a board with what it saw, both or neither; once more changes nothing."""
    with store.atomic():
        db.topics.save_sightings(store, db.polls.save(store, poll), sightings)


def note_issue(store: Database, issue: Issue, at: datetime) -> None:
    """Write an issue down, once: an issue of the same moment changes nothing."""
    with store.atomic():
        db.issues.note(store, issue, at)
