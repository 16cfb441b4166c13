"""What linking sees: documents and topics with their readings, only those that wait and the window around them.

Nothing of the whole history is loaded, so a pass costs the same in a large store as in a small one.
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
from db.readings import held_once
from db.times import iso, parse
from db.waiting import Waiting, waiting
from records import Decision, FigureRef, Interval, Item, Reading, Story, Weighing

DECIDED = timedelta(days=14)
"""What people decided so lately may still change how its stories are told."""

AFTER = timedelta(days=3)
"""What an item that comes late may have missed."""

LEAD = 4200
"""Characters of a text that linking looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a pass of linking is given."""

    items: tuple[Item, ...]
    previous: tuple[Story, ...]
    """Where the items stand that were linked before; only ids and links are filled."""
    fresh: frozenset[str]
    """Ids of what waits: new, edited, or read anew; and of what people decided lately."""
    marks: dict[str, str]
    """What waits → reader and wording, to be noted once it is linked."""
    relinked: frozenset[str]
    """Ids of what is placed anew because another reader, or another watch list, has read it."""
    references: tuple[FigureRef, ...] = ()
    """What the companies at hand have filed, as figures: what reports are held against."""
    weighings: dict[str, Weighing] = field(default_factory=dict)
    """What the items that were linked before weighed then, by id, in the order of placing."""


def load(
    db: Database,
    decisions: Sequence[Decision] = (),
    *,
    now: datetime,
    portion: Sequence[Waiting] | None = None,
    later: Collection[str] = (),
    known: frozenset[str] = frozenset(),
) -> Loaded:
    """Everything that a pass needs; empty where nothing waits and no decision is new.

    Args:
        db: the store.
        decisions: what people decided.
        now: the present.
        portion: those of what waits that this pass links; None: all.
        later: ids of what is to be placed by a later pass, and is not seen before.
        known: ids of what the linker still holds from the pass before; left out, unless some of it was read anew.
    """
    portion = waiting(db, now) if portion is None else portion
    marks = {entry.item: entry.mark for entry in portion}
    relinked = frozenset(entry.item for entry in portion if entry.anew)
    filings = filed.waiting(db)
    fresh = set(marks) | filed.told_lately(db, filings, since=now - DECIDED)
    if not known.isdisjoint(fresh):
        known = frozenset()
    wanted = set(fresh)
    decided = placed.decided(db, decisions, since=now - DECIDED)
    moved = placed.moved(db, decided)
    for begin, end in _windows([entry.at for entry in portion] + _moments(db, moved)):
        wanted |= weighings.open_between(db, begin, end)
    wanted |= decided
    # The linker holds stories whole: what stands beside something that it still holds, it holds too.
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
    )


def told_again(db: Database, known: Iterable[str], since: datetime) -> tuple[Item, ...]:
    """Those of some items that were collected again since a moment, as they are now: a topic has another heat."""
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
    """When some items were told."""
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
    """The stretches of time from some moments on, joined where they meet."""
    windows: list[tuple[datetime, datetime]] = []
    for moment in sorted(moments):
        if windows and moment <= windows[-1][1]:
            windows[-1] = (windows[-1][0], moment + AFTER)
        else:
            windows.append((moment, moment + AFTER))
    return windows


def _documents(db: Database, wanted: Iterable[str], known: dict[str, Reading]) -> Iterable[Item]:
    for ids in readings.chunks(wanted):
        for row in db.query(
            f"""
            select documents.id, documents.kind, documents.lang, title, substr(text, 1, {LEAD}) as text,
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
                seen=_published(row, at),
                source=intern(row["source"]),
                tier=row["tier"],
                reading=reading,
                entity=held_once(row["entity"]),
                platform=held_once(row["platform"]),
                heat=row["heat"],
                repost_of=row["repost_of"],
                url=row["url"],
            )


def _published(row: dict[str, Any], at: datetime) -> Interval:
    """When a document can first have been public: its own time, a whole day where it gives only the day."""
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
    """Topics that stood on a board by themselves; what was only ever paid for tells nothing."""
    earlier = _EarlierPolls(db)
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


class _EarlierPolls:
    """The last good look at a board before a moment."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.known: dict[tuple[str, datetime], datetime | None] = {}

    def before(self, source: str, moment: datetime) -> datetime | None:
        """When the source was last seen well before a moment; None where it never was."""
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
    """A language without its script and country: what is told in zh-Hant and in zh-CN is told in one."""
    return lang.replace("_", "-").partition("-")[0].lower()
