"""The input of linking: pending documents and topics with their readings, and the window around them.

The rest of the history is not loaded, so a pass costs the same in a large store as in a small one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from sys import intern
from typing import Any

from sqlite_utils import Database

from db import filed, placed, readings, weighings
from db.readings import interned
from db.times import iso, parse
from db.waiting import Waiting, waiting
from db.weighings import Held
from records import Decision, FigureRef, Interval, Item, Reading, Story, Weighing

RECENT_DECISIONS = timedelta(days=14)
"""Decisions this recent may still change how their stories are presented."""

WINDOW_AFTER = timedelta(days=3)
"""How long after an item others are loaded that it may belong with."""

TEXT_LENGTH = 4200
"""Characters of a text that linking looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The input of a pass of linking."""

    items: tuple[Item, ...]
    previous: tuple[Story, ...]
    """Where the previously linked items stand; only ids and links are filled in."""
    fresh: frozenset[str]
    """Ids of pending items (new, edited, or read again) and of items affected by recent decisions."""
    marks: dict[str, str]
    """Pending item → reader and wording, to be recorded once it is linked."""
    relinked: frozenset[str]
    """Ids of items placed again because another reader version or watch list has read them."""
    references: tuple[FigureRef, ...] = ()
    """Figures filed by the companies mentioned, which reports are checked against."""
    weighings: dict[str, Weighing] = field(default_factory=dict)
    """The weights that previously linked items had when they were placed, by id, in order of placing."""
    held: Held | None = None
    """What the linker holds once it has linked these items; None: nothing for certain."""


def load(
    db: Database,
    decisions: Sequence[Decision] = (),
    *,
    now: datetime,
    portion: Sequence[Waiting] | None = None,
    later: Collection[str] = (),
    known: frozenset[str] = frozenset(),
    held: Held | None = None,
) -> Loaded:
    """Load everything a pass needs; empty if nothing is pending and no decision is recent.

    Args:
        db: the store.
        decisions: people's decisions.
        now: the current time.
        portion: the pending items that this pass links; None: all.
        later: ids of items that a later pass will place, not loaded before.
        known: ids of items that the linker still holds from the previous pass; skipped, unless any was read again.
        held: what `known` is certain to contain, as the previous pass returned it, so that the store is not asked for it again.
    """
    portion = waiting(db, now) if portion is None else portion
    marks = {entry.item: entry.mark for entry in portion}
    relinked = frozenset(entry.item for entry in portion if entry.anew)
    filings = filed.waiting(db)
    fresh = set(marks) | filed.recent_items_about(db, filings, since=now - RECENT_DECISIONS)
    if not known.isdisjoint(fresh):
        known = frozenset()
    held = held if known else None
    wanted = set(fresh)
    decided = placed.decided(db, decisions, since=now - RECENT_DECISIONS)
    moved = placed.moved_by_people(db, decided)
    windows = _windows([entry.at for entry in portion] + _moments(db, moved))
    for begin, end in windows:
        wanted |= weighings.open_between(db, begin, end, held=held)
    wanted |= decided
    # The linker holds whole stories: if it still holds one item of a story, it holds them all.
    wanted -= known
    wanted |= placed.companions(db, wanted) - known
    wanted.difference_update(later)
    read = readings.load(db, wanted)
    items = (*_documents(db, wanted, read), *_topics(db, wanted, read))
    return Loaded(
        items=tuple(sorted(items, key=lambda item: (item.at, item.id))),
        previous=placed.stories(db, {item.id for item in items} - relinked),
        fresh=frozenset(fresh | decided),
        marks=marks | filings,
        relinked=relinked,
        references=filed.references(db, items),
        weighings=weighings.load(db, {item.id for item in items} - relinked, anew=marks.keys()),
        held=_held(portion, windows, held),
    )


def _held(
    portion: Sequence[Waiting], windows: Sequence[tuple[datetime, datetime]], before: Held | None
) -> Held | None:
    """Return what the linker holds after a pass. It drops what was no longer open at the latest item that it placed."""
    if not portion:
        return before
    begin, until = windows[-1]
    since = max(begin, *(entry.at for entry in portion))
    if before is None:
        return Held(since=since, until=until)
    return Held(since=max(since, before.since), until=max(until, before.until))


def updated_since(db: Database, known: Iterable[str], since: datetime) -> tuple[Item, ...]:
    """Return those of the items that were collected again since a moment, as they are now: a topic's heat may have changed."""
    found: list[Item] = []
    for ids in readings.chunks(known):
        again = {
            item
            for (item,) in db.execute(
                f"""
                select id
                from documents
                where id in ({readings.marks(ids)})
                  and last_seen >= ?
                union
                select topic
                from sightings
                where topic in ({readings.marks(ids)})
                  and captured_at >= ?
                """,  # noqa: S608 (question marks only)
                [*ids, iso(since), *ids, iso(since)],
            )
        }
        read = readings.load(db, again)
        found += (*_documents(db, again, read), *_topics(db, again, read))
    return tuple(found)


def _moments(db: Database, items: Iterable[str]) -> list[datetime]:
    """Return when these items were published or first seen."""
    return [
        parse(row["at"])
        for ids in readings.chunks(items)
        for row in db.query(
            f"""
            select coalesce(published, first_seen) as at
            from documents
            where id in ({readings.marks(ids)})
            union all
            select min(captured_at)
            from sightings
            where topic in ({readings.marks(ids)})
            group by topic
            """,  # noqa: S608 (question marks only)
            [*ids, *ids],
        )
    ]


def _windows(moments: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    """Return the time windows after these moments, merged where they overlap."""
    windows: list[tuple[datetime, datetime]] = []
    for moment in sorted(moments):
        if windows and moment <= windows[-1][1]:
            windows[-1] = (windows[-1][0], moment + WINDOW_AFTER)
        else:
            windows.append((moment, moment + WINDOW_AFTER))
    return windows


def _documents(db: Database, wanted: Iterable[str], known: dict[str, Reading]) -> Iterable[Item]:
    for ids in readings.chunks(wanted):
        for row in db.query(
            f"""
            select documents.id, documents.kind, documents.lang, title, substr(text, 1, {TEXT_LENGTH}) as text,
                   coalesce(published, first_seen) as at, published, published_raw, first_seen, flags,
                   documents.source, sources.tier, documents.heat, documents.repost_of, documents.url,
                   coalesce(documents.entity, sources.entity) as entity,
                   coalesce(documents.platform, sources.platform) as platform
            from documents
            join sources on sources.id = documents.source
            where documents.id in ({readings.marks(ids)})
            """,  # noqa: S608 (question marks only)
            ids,
        ):
            reading = known.get(row["id"]) or Reading(lang=row["lang"] or "en")
            at = parse(row["at"])
            yield Item(
                id=intern(row["id"]),
                kind=row["kind"],
                lang=intern(_primary(row["lang"] or reading.lang)),
                title=row["title"] or "",
                text=row["text"],
                at=at,
                seen=_first_public(row, at),
                source=intern(row["source"]),
                tier=row["tier"],
                reading=reading,
                entity=interned(row["entity"]),
                platform=interned(row["platform"]),
                heat=row["heat"],
                repost_of=row["repost_of"],
                url=row["url"],
            )


def _first_public(row: dict[str, Any], at: datetime) -> Interval:
    """Return when a document can first have been public: its own time, or a whole day if it gives only the day."""
    seen = at if row["first_seen"] == row["at"] else parse(row["first_seen"])
    if row["published"] is None:
        return Interval(not_before=None, not_after=seen)
    if at > seen or (row["flags"] != "[]" and "future_date" in json.loads(row["flags"])):
        return Interval(not_before=None, not_after=seen)
    day_only = (
        bool(row["published_raw"])
        and ":" not in row["published_raw"]
        and len(row["published_raw"]) < len("2024-08-22T08")
    )
    return Interval(not_before=at, not_after=min(at + timedelta(days=1), seen) if day_only else at)


def _topics(db: Database, wanted: Iterable[str], known: dict[str, Reading]) -> Iterable[Item]:
    """Yield topics that appeared on a board by themselves; paid placements alone say nothing."""
    earlier = _LastGoodPolls(db)
    for ids in readings.chunks(wanted):
        for row in db.query(
            f"""
            select topics.id, topics.platform, topics.title, topics.lang, min(captured_at) as first_seen,
                   max(heat) as heat, max(sightings.url) as url,
                   (
                     select polls.source
                     from sightings as opening
                     join polls on polls.id = opening.poll
                     where opening.topic = topics.id
                     order by opening.captured_at
                     limit 1
                   ) as source
            from topics
            join sightings on sightings.topic = topics.id
            where topics.id in ({readings.marks(ids)})
              and sightings.kind <> 'ad'
            group by topics.id
            """,  # noqa: S608 (question marks only)
            ids,
        ):
            first = parse(row["first_seen"])
            reading = known.get(row["id"]) or Reading(lang=row["lang"] or "zh")
            yield Item(
                id=intern(row["id"]),
                kind="topic",
                lang=intern(_primary(row["lang"] or reading.lang)),
                title=row["title"],
                text=row["title"],
                at=first,
                seen=Interval(not_before=earlier.before(row["source"], first), not_after=first),
                source=intern(row["platform"]),
                reading=reading,
                platform=intern(row["platform"]),
                heat=row["heat"],
                url=row["url"],
            )


class _LastGoodPolls:
    """Looks up the last good poll of a board before a moment."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.known: dict[tuple[str, datetime], datetime | None] = {}

    def before(self, source: str, moment: datetime) -> datetime | None:
        """Return the last good poll of the source before a moment, or None."""
        if (source, moment) not in self.known:
            row = next(
                self.db.query(
                    """
                    select max(at) as at
                    from polls
                    where source = :source
                      and status = 'ok'
                      and at < :moment
                    """,
                    {"source": source, "moment": iso(moment)},
                )
            )
            self.known[source, moment] = parse(row["at"]) if row["at"] else None
        return self.known[source, moment]


def _primary(lang: str) -> str:
    """Return a language tag without script and country: zh-Hant and zh-CN are both zh."""
    return lang.replace("_", "-").partition("-")[0].lower()
