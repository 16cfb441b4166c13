"""Runs recorded replies through the parsers at their recorded times; a repeated replay changes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path
from typing import cast, get_args

from sqlite_utils import Database

from crawler import boards, pipelines, recorded, sources
from crawler.articles import POORER
from crawler.boards.staleness import Mark, made_at, why_stale
from crawler.bounded import BoundedReader
from crawler.collected import Answer, Collected
from crawler.recorded import RecordedReply
from crawler.reparsing import Reparser
from records import BEIJING, Document, Issue, Poll, Source, Spider


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayResult:
    """The result of a replay."""

    polls: Mapping[str, int]
    """Status → number of replies; "undated" for replies of unknown time."""
    sightings: int = 0
    documents: int = 0
    first: datetime | None = None
    """Time of the first reply; None if there is none."""
    last: datetime | None = None


@dataclass(slots=True)
class _Memory:
    """State kept from reply to reply."""

    reparsing: Reparser
    counts: Counter[str] = field(default_factory=Counter)
    polls: Counter[str] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    """Source → its boards so far."""
    platforms: dict[str, str] = field(default_factory=dict)
    """Folder → the platform of its replies so far."""


def replay(directory: Path, db: Database, *, zone: tzinfo = BEIJING) -> ReplayResult:
    """Store the contents of every recorded reply under a folder, each as a poll.

    Args:
        directory: output of `rejoinder crawl --record`, or a tree like `weibo/2024-08-22/0925.json.gz`.
        db: the store.
        zone: zone of days and times that appear in names only; boards kept that way are Chinese.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    with BoundedReader() as reader:
        memory = _Memory(reparsing=Reparser(reader.do))
        for reply in recorded.read(directory, zone=zone):
            _replay_one(reply, db, memory, zone)
    return ReplayResult(
        polls=dict(memory.polls),
        sightings=memory.counts["sightings"],
        documents=memory.counts["documents"],
        first=min(memory.times, default=None),
        last=max(memory.times, default=None),
    )


def _replay_one(reply: RecordedReply, db: Database, memory: _Memory, zone: tzinfo) -> None:
    platform = _platform(reply, memory)
    source = _source(reply, platform)
    at = reply.at or _moment_in_reply(reply, platform) or _start_of_day(reply, zone)
    if at is None:
        memory.polls["undated"] += 1
        issue = _issue("replay_undated", reply, source, "its recording time is unknown")
        pipelines.note_issue(db, issue, datetime.fromtimestamp(reply.path.stat().st_mtime, UTC))
        return
    source = pipelines.ensure_source(db, source)
    answer = memory.reparsing.read(reply, source, at)
    if answer.sightings:
        answer = _unless_stale(answer, reply, memory.marks[source.id])
    _store(db, reply, source, answer, at)
    memory.polls.update([] if reply.page else [answer.status])
    memory.counts.update(sightings=len(answer.sightings), documents=len(answer.documents))
    memory.times.append(at)


def _store(db: Database, reply: RecordedReply, source: Source, answer: Answer, at: datetime) -> None:
    """Store a reply's contents. A page has no poll, since only the source is polled. Newer documents are not overwritten."""
    if source.spider == "board" and not reply.page:
        pipelines.store_board_reply(db, _poll(reply, source, answer, at), answer.sightings)
    else:
        poll = None if reply.page else _poll(reply, source, answer, at)
        pipelines.save(
            db,
            Collected(
                at=at,
                source=source.id,
                poll=poll,
                documents=tuple(document for document in answer.documents if _is_news(db, document, at)),
                shown=answer.shown,
                complete_since=answer.complete_since,
            ),
        )
    for issue in _troubles(reply, source, answer):
        pipelines.note_issue(db, issue, at)


def _is_news(db: Database, document: Document, at: datetime) -> bool:
    """Return whether a reply updates a document: nothing later or more complete is stored, as in a crawl."""
    lesser = POORER & set(document.flags)
    return not (pipelines.is_known(db, document.id) if lesser else pipelines.seen_since(db, document.id, at))


def _poll(reply: RecordedReply, source: Source, answer: Answer, at: datetime) -> Poll:
    return Poll(
        source=source.id,
        url=reply.url,
        at=at,
        status=answer.status,
        rows=answer.rows,
        bytes=len(reply.body),
        http_status=reply.http_status,
        sha256=hashlib.sha256(reply.body).hexdigest(),
        why=answer.why,
        replayed=True,
    )


def _unless_stale(answer: Answer, reply: RecordedReply, marks: list[Mark]) -> Answer:
    mark = Mark(sha256=hashlib.sha256(reply.body).hexdigest(), board_time=made_at(answer.sightings))
    stale = why_stale(mark, marks)
    marks.append(mark)
    return Answer(status="stale", why=stale) if stale else answer


def _platform(reply: RecordedReply, memory: _Memory) -> str | None:
    """Return the platform as recorded; else by the folder's name, by the reply, or as its neighbours in the folder."""
    if reply.platform or reply.spider:
        return reply.platform
    for name in boards.PLATFORMS:
        if reply.folder == name or reply.folder.startswith(f"{name}-"):
            return name
    told = boards.recognise(reply.body)
    if told:
        memory.platforms[reply.folder] = told
    return told or memory.platforms.get(reply.folder)


def _source(reply: RecordedReply, platform: str | None) -> Source:
    """Return a stand-in for a source the store does not know: recorded elsewhere, or before it was listed."""
    if listed := sources.of_record(reply.listed):
        return listed
    identity = reply.source or platform or reply.folder
    return Source(
        id=identity,
        name=f"{identity} (recorded)",
        spider=cast("Spider", reply.spider) if reply.spider in get_args(Spider) else "board",
        url=f"recorded:{identity}",
        platform=platform,
        account=reply.account,
    )


def _moment_in_reply(reply: RecordedReply, platform: str | None) -> datetime | None:
    read = boards.parse(platform or "", reply.body, captured_at=boards.EPOCH)
    return max((sighting.board_time for sighting in read.sightings if sighting.board_time), default=None)


def _start_of_day(reply: RecordedReply, zone: tzinfo) -> datetime | None:
    """Return the start of the day if the names give only the day: a reply other than a board has no time of its own."""
    return datetime.combine(reply.day, time(), zone).astimezone(UTC) if reply.day else None


def _troubles(reply: RecordedReply, source: Source, answer: Answer) -> Iterator[Issue]:
    """Yield issues: each unreadable reply is one; consecutive walls are one issue of the source."""
    if answer.status == "error":
        yield _issue("replay_unreadable", reply, source, answer.why or "")
    elif answer.status in {"wall", "blocked", "stale"} and not reply.page:
        why = f"{answer.status}: {answer.why}"
        yield Issue(kind="poll_failed", source=source.id, message=why, where=source.url)


def _issue(kind: str, reply: RecordedReply, source: Source, message: str) -> Issue:
    return Issue(kind=kind, message=f"recorded reply: {message}", source=source.id, where=str(reply.path))
