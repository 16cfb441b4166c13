"""Sends recorded board replies through the same readers, at their recorded times; a replay repeated changes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from crawler import boards, pipelines, recorded
from crawler.boards import BoardReply
from crawler.boards.staleness import Mark, made_at, why_stale
from crawler.recorded import RecordedReply
from records import Issue, Poll, Source

BEIJING = ZoneInfo("Asia/Shanghai")
"""Zone of the times in folder and file names: the boards that are kept that way are Chinese ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayResult:
    """What came of a replay."""

    polls: Mapping[str, int]
    """Status → number of replies; "undated" for those of which nothing tells when they were recorded."""
    sightings: int = 0
    first: datetime | None = None
    """Moment of the first reply; None where there is none."""
    last: datetime | None = None


@dataclass(slots=True)
class _Memory:
    """What a replay remembers from reply to reply."""

    polls: Counter[str] = field(default_factory=Counter)
    sightings: int = 0
    times: list[datetime] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    """Source → the good replies so far."""
    platforms: dict[str, str] = field(default_factory=dict)
    """Folder → the platform that its replies so far were of."""


def replay(directory: Path, db: Database, *, zone: tzinfo = BEIJING) -> ReplayResult:
    """Store every recorded reply under a folder as a poll with its sightings.

    Args:
        directory: what `rejoinder crawl --record` kept, or a tree as `weibo/2024-08-22/0925.json.gz`.
        db: the store.
        zone: of days and times that stand in names only.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    memory = _Memory()
    for reply in recorded.read(directory, zone=zone):
        _replay_one(reply, db, memory, zone)
    return ReplayResult(
        polls=dict(memory.polls),
        sightings=memory.sightings,
        first=min(memory.times, default=None),
        last=max(memory.times, default=None),
    )


def _replay_one(reply: RecordedReply, db: Database, memory: _Memory, zone: tzinfo) -> None:
    platform = _platform(reply, memory)
    source = reply.source or platform or reply.folder
    at = reply.at or _moment_in_reply(reply, platform) or _start_of_day(reply, zone)
    if at is None:
        memory.polls["undated"] += 1
        pipelines.note_issue(
            db, _issue("replay_undated", reply, source, "nothing tells when it was recorded"), _written(reply)
        )
        return
    read = _parse(reply, platform, at)
    mark = Mark(sha256=hashlib.sha256(reply.body).hexdigest(), board_time=made_at(read.sightings))
    stale = why_stale(mark, memory.marks[source]) if read.status == "ok" else None
    if read.status == "ok":
        memory.marks[source].append(mark)
    if stale:
        read = BoardReply(status="stale", why=stale)
    poll = Poll(
        source=source,
        url=reply.url,
        at=at,
        status=read.status,
        rows=len(read.sightings),
        bytes=len(reply.body),
        http_status=reply.http_status,
        sha256=mark.sha256,
        why=read.why,
        replayed=True,
    )
    pipelines.ensure_source(db, _source(source, platform))
    pipelines.store_board_reply(db, poll, read.sightings)
    if read.status == "error":
        pipelines.note_issue(db, _issue("replay_unreadable", reply, source, read.why or ""), at)
    memory.polls[read.status] += 1
    memory.sightings += len(read.sightings)
    memory.times.append(at)


def _platform(reply: RecordedReply, memory: _Memory) -> str | None:
    """As recorded; else by the folder's name; else told from the reply; else as its neighbours in the folder."""
    if reply.platform:
        return reply.platform
    for name in boards.PLATFORMS:
        if reply.folder == name or reply.folder.startswith(f"{name}-"):
            return name
    told = boards.recognise(reply.body)
    if told:
        memory.platforms[reply.folder] = told
    return told or memory.platforms.get(reply.folder)


def _parse(reply: RecordedReply, platform: str | None, at: datetime) -> BoardReply:
    if reply.unreadable:
        return BoardReply(status="error", why=reply.unreadable)
    if platform is None:
        return BoardReply(status="error", why="nothing tells whose board this could be")
    return boards.parse(platform, reply.body, captured_at=at, http_status=reply.http_status)


def _moment_in_reply(reply: RecordedReply, platform: str | None) -> datetime | None:
    read = _parse(reply, platform, boards.EPOCH)
    return max((sighting.board_time for sighting in read.sightings if sighting.board_time), default=None)


def _start_of_day(reply: RecordedReply, zone: tzinfo) -> datetime | None:
    """Where names tell the day only, its start: a reply that is no board has no time of its own."""
    return datetime.combine(reply.day, time(), zone).astimezone(UTC) if reply.day else None


def _source(source: str, platform: str | None) -> Source:
    """Stands in for a source that the store does not know: recorded elsewhere, or before it was listed."""
    return Source(
        id=source, name=f"{source} (recorded)", spider="board", url=f"recorded:{source}", platform=platform
    )


def _issue(kind: str, reply: RecordedReply, source: str, message: str) -> Issue:
    return Issue(kind=kind, message=f"recorded reply: {message}", source=source, where=str(reply.path))


def _written(reply: RecordedReply) -> datetime:
    return datetime.fromtimestamp(reply.path.stat().st_mtime, UTC)
