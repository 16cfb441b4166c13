"""Sends recorded replies through the same parsers at their recorded times; a repeated replay changes nothing."""

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
from crawler.articles import LESSER
from crawler.boards.staleness import Mark, made_at, why_stale
from crawler.bounded import BoundedReader
from crawler.collected import Answer, Collected
from crawler.recorded import RecordedReply
from crawler.rereading import Rereading
from records import BEIJING, Document, Issue, Poll, Source, Spider


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayResult:
    """What came of a replay."""

    polls: Mapping[str, int]
    """Status → number of replies; "undated" for those of which nothing tells when they were recorded."""
    sightings: int = 0
    documents: int = 0
    first: datetime | None = None
    """Moment of the first reply; None where there is none."""
    last: datetime | None = None


@dataclass(slots=True)
class _Memory:
    """What a replay remembers from reply to reply."""

    rereading: Rereading
    counts: Counter[str] = field(default_factory=Counter)
    polls: Counter[str] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    """Source → its boards so far."""
    platforms: dict[str, str] = field(default_factory=dict)
    """Folder → the platform that its replies so far were of."""


def replay(directory: Path, db: Database, *, zone: tzinfo = BEIJING) -> ReplayResult:
    """Store what every recorded reply under a folder holds, a poll each.

    Args:
        directory: what `rejoinder crawl --record` kept, or a tree as `weibo/2024-08-22/0925.json.gz`.
        db: the store.
        zone: of days and times that stand in names only; the boards that are kept that way are Chinese ones.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    with BoundedReader() as reader:
        memory = _Memory(rereading=Rereading(reader.do))
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
        issue = _issue("replay_undated", reply, source, "nothing tells when it was recorded")
        pipelines.note_issue(db, issue, datetime.fromtimestamp(reply.path.stat().st_mtime, UTC))
        return
    source = pipelines.ensure_source(db, source)
    answer = memory.rereading.read(reply, source, at)
    if answer.sightings:
        answer = _unless_stale(answer, reply, memory.marks[source.id])
    _store(db, reply, source, answer, at)
    memory.polls.update([] if reply.page else [answer.status])
    memory.counts.update(sightings=len(answer.sightings), documents=len(answer.documents))
    memory.times.append(at)


def _store(db: Database, reply: RecordedReply, source: Source, answer: Answer, at: datetime) -> None:
    """A page has no poll, as what is watched is the source. What a document was before its last look stays as it is."""
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
    """Whether a look says something of a document: no later one did, nor one that showed more, as a crawl goes by."""
    lesser = LESSER & set(document.flags)
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
    """As recorded; else by the folder's name; else told from the reply; else as its neighbours in the folder."""
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
    """Stands in for a source that the store does not know: recorded elsewhere, or before it was listed."""
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
    """Where names tell the day only, its start: a reply that is no board has no time of its own."""
    return datetime.combine(reply.day, time(), zone).astimezone(UTC) if reply.day else None


def _troubles(reply: RecordedReply, source: Source, answer: Answer) -> Iterator[Issue]:
    """A reply that cannot be read is a trouble of its own; walls in a row are one of the source."""
    if answer.status == "error":
        yield _issue("replay_unreadable", reply, source, answer.why or "")
    elif answer.status in {"wall", "blocked", "stale"} and not reply.page:
        why = f"{answer.status}: {answer.why}"
        yield Issue(kind="poll_failed", source=source.id, message=why, where=source.url)


def _issue(kind: str, reply: RecordedReply, source: Source, message: str) -> Issue:
    return Issue(kind=kind, message=f"recorded reply: {message}", source=source.id, where=str(reply.path))
