"""Which readings linking has not taken yet, in order of time. items has what a pass needs beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from db import facts
from db.times import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item whose present reading is not linked."""

    item: str
    at: datetime
    """When it was told; what claims to be from the future is told now."""
    mark: str
    """Reader and wording, to be noted once it is linked."""
    linked: bool
    """Stands in a story by an earlier wording."""
    anew: bool
    """Another reader, or another watch list, has read it than when it was linked: it is placed anew."""

    @property
    def unplaced(self) -> bool:
        """Whether its place is still to be found."""
        return self.anew or not self.linked


def waiting(db: Database, now: datetime) -> tuple[Waiting, ...]:
    """Everything that waits, the earliest first. What was read from figures that were filed is none of linking's."""
    return tuple(sorted(_rows(db, now), key=lambda entry: (entry.at, entry.item)))


def _rows(db: Database, now: datetime) -> Iterator[Waiting]:
    for row in db.query(
        """
        select item, reader || ' ' || readings.text_sha256 as mark, linked_as,
               linked_as not like reader || ' %' as anew,
               coalesce(published, first_seen, (select min(captured_at) from sightings where topic = item)) as at
        from readings
        left join documents on documents.id = item
        where (linked_as is null or linked_as <> reader || ' ' || readings.text_sha256)
          and reader <> :given
        """,
        {"given": facts.GIVEN},
    ):
        yield Waiting(
            item=row["item"],
            at=min(parse(row["at"]), now) if row["at"] else now,
            mark=row["mark"],
            linked=row["linked_as"] is not None,
            anew=bool(row["anew"]),
        )
