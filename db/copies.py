"""Reads and writes which quotes repeat an earlier one (the `same_as` column of the table quotes)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from db.readings import chunks, marks, quote
from db.times import parse
from records import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Earliest:
    """The earliest copy of a quote that others repeat."""

    id: str
    item: str
    at: datetime
    quote: Quote
    repeated_by: str
    """Id of a quote that repeats it."""


def repeated(db: Database, items: Iterable[str]) -> Iterator[Earliest]:
    """Yield the earliest copy of each quote of the items that repeats one, if it is still in the store."""
    for ids in chunks(items):
        for row in db.query(
            f"""
            select first.*, coalesce(first.document, first.topic) as item, quotes.id as repeated_by,
                   coalesce(published, first_seen, (select min(captured_at) from sightings where topic = first.topic)) as at
            from quotes
            join quotes as first on first.id = quotes.same_as
            left join documents on documents.id = first.document
            where quotes.document in ({marks(ids)})
               or quotes.topic in ({marks(ids)})
            """,  # noqa: S608 (question marks only)
            [*ids, *ids],
        ):
            yield Earliest(
                id=row["id"],
                item=row["item"],
                at=parse(row["at"]),
                quote=quote(row),
                repeated_by=row["repeated_by"],
            )


def note(db: Database, copies: Iterable[tuple[str, str | None, str | None, str | None]]) -> None:
    """Record which earlier quote each quote repeats, and the speakers of quotes that name none.

    Args:
        db: The store.
        copies: Id of a quote, id of the earliest copy or None, speaker and watch-list id as another copy gives them.
    """
    db.conn.executemany(
        """
        update quotes
        set same_as = :earliest,
          speaker_entity = case when speaker is null then :entity else speaker_entity end,
          speaker = coalesce(speaker, :speaker)
        where id = :quote
          and (same_as is not :earliest or (:speaker is not null and speaker is null))
        """,
        [
            {"quote": quote, "earliest": earliest, "speaker": speaker, "entity": entity}
            for quote, earliest, speaker, entity in copies
        ],
    )
