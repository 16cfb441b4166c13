"""The input of linking: pending documents and topics with their readings, and the window around them.

The rest of the history is not loaded, so a pass costs the same in a large store as in a small one. How a row becomes an
item is left to `item_rows`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlite_utils import Database

from db import filed, item_rows, placed, readings, weighings
from db.times import iso, parse
from db.waiting import Waiting, waiting
from db.weighings import Held
from records import Decision, FigureRef, Item, Story, Weighing

RECENT_DECISIONS = timedelta(days=14)
"""Decisions this recent may still change how their stories are presented."""

WINDOW_AFTER = timedelta(days=3)
"""How long after an item others are loaded that it may belong with."""


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
    recent = now - RECENT_DECISIONS
    decided = placed.decided(db, [one for one in decisions if one.at is None or one.at >= recent])
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
    items = (*item_rows.of_documents(db, wanted, read), *item_rows.of_topics(db, wanted, read))
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
        found += (*item_rows.of_documents(db, again, read), *item_rows.of_topics(db, again, read))
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
