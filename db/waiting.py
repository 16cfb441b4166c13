"""Which readings linking has not processed yet, in order of time. items.py loads their contents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from db import facts, placed
from db.times import parse
from records import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item whose present reading is not linked."""

    item: str
    at: datetime
    """When it was published; a date in the future counts as now."""
    mark: str
    """Reader and wording, to be recorded once it is linked."""
    linked: bool
    """Whether an earlier wording of it is in a story."""
    anew: bool
    """Whether another reader version or watch list has read it since it was linked, so that it is placed again, unless people
    have decided about its story."""

    @property
    def unplaced(self) -> bool:
        """Whether it has yet to be placed."""
        return self.anew or not self.linked


def waiting(db: Database, now: datetime, decisions: Sequence[Decision] = ()) -> tuple[Waiting, ...]:
    """Return all pending items, the earliest first.

    Linking places no documents with filed figures, and no topic before it appears on a board by itself.
    """
    kept = placed.decided(db, [decision for decision in decisions if decision.kind != "correct"])
    return tuple(sorted(_rows(db, now, kept), key=lambda entry: (entry.at, entry.item)))


def _rows(db: Database, now: datetime, kept: Collection[str]) -> Iterator[Waiting]:
    for row in db.query(
        """
        select item, reader || ' ' || readings.text_sha256 as mark, linked_as,
               linked_as not like reader || ' %' as anew,
               coalesce(
                 published,
                 first_seen,
                 (select min(captured_at) from sightings where topic = item and kind <> 'ad')
               ) as at
        from readings
        left join documents on documents.id = item
        where (linked_as is null or linked_as <> reader || ' ' || readings.text_sha256)
          and reader <> :given
          and at is not null
        """,
        {"given": facts.AS_FILED},
    ):
        yield Waiting(
            item=row["item"],
            at=min(parse(row["at"]), now),
            mark=row["mark"],
            linked=row["linked_as"] is not None,
            anew=bool(row["anew"]) and row["item"] not in kept,
        )
