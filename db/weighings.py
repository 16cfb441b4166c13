"""The weighings table: the weights of items at the time linking placed them, and until when others may join them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from sys import intern

from sqlite_utils import Database

from db.readings import chunks, marks
from db.times import iso, parse
from records import Weighing

MAX_OPEN = timedelta(days=14)
"""No item keeps its group open for longer."""

KEEP_WEIGHTS = timedelta(days=30)
"""How long weights are kept after a group has closed; after that they are recomputed when needed."""

SWEEP_BACK = timedelta(days=90)
"""How far back upkeep looks for expired weights, so that it need not scan the whole history every night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Which items the linker holds from earlier passes: all that were open at `since` or later and published by `until`."""

    since: datetime
    until: datetime


def open_between(db: Database, begin: datetime, end: datetime, *, held: Held | None = None) -> set[str]:
    """Return the items published by the end of a period whose groups were open when it began, except those of `held`."""
    stretches = [(begin, end + MAX_OPEN)]
    if held is not None:
        stretches = [(begin, held.since), (max(begin, held.until + MAX_OPEN), end + MAX_OPEN)]
    return {
        item
        for opening, closing in stretches
        for (item,) in db.execute(
            """
            select item
            from weighings
            where until between :opening and :closing
              and at <= :end
            """,
            {"opening": iso(opening), "closing": iso(closing), "end": iso(end)},
        )
    }


def load(db: Database, items: Iterable[str], *, anew: Collection[str] = ()) -> dict[str, Weighing]:
    """Return the weighings of these items in order of placing; without weights for items in `anew`."""
    rows = [
        row
        for ids in chunks(items)
        for row in db.execute(
            f"""
            select place, item, at, until, terms, ties, sketch
            from weighings
            where item in ({marks(ids)})
            """,  # noqa: S608 (question marks)
            ids,
        )
    ]
    rows.sort()
    known = [terms is not None and item not in anew for _, item, _, _, terms, _, _ in rows]
    weights = iter(
        _read(weights for row, kept in zip(rows, known, strict=True) if kept for weights in row[4:6])
    )
    return {
        item: Weighing(
            item=item,
            at=parse(at),
            until=parse(until),
            terms=next(weights) if kept else None,
            ties=next(weights) if kept else None,
            sketch=tuple(map(int, sketch.split())) if kept and sketch is not None else None,
        )
        for (_, item, at, until, _, _, sketch), kept in zip(rows, known, strict=True)
    }


def save(db: Database, weighings: Iterable[Weighing], placed_anew: Collection[str]) -> None:
    """Upsert weighings; items placed anew move to the end of the order. Call within `db.atomic()`."""
    db.conn.executemany("delete from weighings where item = ?", [(item,) for item in placed_anew])
    db.conn.executemany(
        """
        insert into weighings (item, at, until, terms, ties, sketch)
        values (?, ?, ?, ?, ?, ?)
        on conflict (item) do update set
          at = excluded.at,
          until = excluded.until,
          terms = excluded.terms,
          ties = excluded.ties,
          sketch = excluded.sketch
        """,
        [
            (
                one.item,
                iso(one.at),
                iso(one.until),
                _written(one.terms),
                _written(one.ties),
                None if one.sketch is None else " ".join(map(str, one.sketch)),
            )
            for one in weighings
        ],
    )


def forget(db: Database, now: datetime) -> int:
    """Drop expired weights; returns of how many items."""
    with db.atomic():
        cursor = db.execute(
            """
            update weighings
            set terms = null,
                ties = null,
                sketch = null
            where until between :begin and :end
              and terms is not null
            """,
            {"begin": iso(now - SWEEP_BACK), "end": iso(now - KEEP_WEIGHTS)},
        )
    return int(cursor.rowcount)


def _read(weights: Iterable[str]) -> list[dict[str, float]]:
    """Parse stored weights, holding each term once in memory.

    Python's JSON decoder shares equal keys within one text, so all are parsed as one; `intern` shares them with linking.
    """
    found: list[dict[str, float]] = json.loads(f"[{','.join(weights)}]")
    for name in set().union(*found):
        intern(name)
    return found


def _written(weights: Mapping[str, float] | None) -> str | None:
    return None if weights is None else json.dumps(dict(weights), ensure_ascii=False, separators=(",", ":"))
