"""Reads the facts of many items at once, for linking. facts.py writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from sys import intern
from typing import Any

from sqlite_utils import Database

from records import Figure, Mention, Quote, Reading

CHUNK = 400
"""Ids per query; SQLite allows at least 999 parameters, and some queries use each id twice."""


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield the sorted ids in portions that fit one query."""
    ordered = sorted(ids)
    for at in range(0, len(ordered), CHUNK):
        yield ordered[at : at + CHUNK]


def marks(ids: list[str]) -> str:
    """Return a placeholder for each id."""
    return ", ".join("?" * len(ids))


def load(db: Database, items: Iterable[str]) -> dict[str, Reading]:
    """Return the reading of each item that has one."""
    found: dict[str, Reading] = {}
    for ids in chunks(items):
        mentions = _mentions(db, ids)
        quotes, figures = _by_item(db, "quotes", ids), _by_item(db, "figures", ids)
        for item, lang in db.execute(f"select item, lang from readings where item in ({marks(ids)})", ids):  # noqa: S608
            found[intern(item)] = Reading(
                lang=intern(lang),
                mentions=tuple(mentions.get(item, ())),
                quotes=tuple(map(quote, quotes.get(item, ()))),
                figures=tuple(map(figure, figures.get(item, ()))),
            )
    return found


def _mentions(db: Database, ids: list[str]) -> dict[str, list[Mention]]:
    """Return the mentions of each item: by far the most facts, so their rows are read as they are."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for column in ("document", "topic"):
        for item, start, end, text, label, entity in db.execute(
            f"""
            select {column}, "start", "end", text, label, entity
            from mentions
            where {column} in ({marks(ids)})
            order by "start", "end"
            """,  # noqa: S608 (our own names)
            ids,
        ):
            found[item].append(
                Mention(start=start, end=end, text=text, label=intern(label), entity=interned(entity))
            )
    return found


def _by_item(db: Database, table: str, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for column in ("document", "topic"):
        for row in db.query(
            f"""
            select {column} as item, *
            from {table}
            where {column} in ({marks(ids)})
            order by "start", "end"
            """,  # noqa: S608 (our own names)
            ids,
        ):
            rows[row["item"]].append(row)
    return rows


def interned(name: str | None) -> str | None:
    """Intern a name that occurs in thousands of rows."""
    return None if name is None else intern(name)


def quote(row: dict[str, Any]) -> Quote:
    """A row of quotes as a record."""
    return Quote(
        **{key: row[key] for key in _QUOTE},
        said_on=date.fromisoformat(row["said_on"]) if row["said_on"] else None,
        said_not_before=_moment(row["said_not_before"]),
        said_not_after=_moment(row["said_not_after"]),
        group=row["group_id"],
    )


_QUOTE = (
    "start", "end", "text", "kind", "rule", "confidence", "speaker", "speaker_start", "speaker_end", "speaker_entity",
    "role", "organisation", "cue", "cue_start", "cue_end", "channel", "channel_kind", "responds_to", "stance",
)  # fmt: skip


def figure(row: dict[str, Any]) -> Figure:
    """Convert a row of figures into a record."""
    return Figure(
        **{key: row[key] for key in _FIGURE},
        value=_decimal(row["value"]),
        low=_decimal(row["low"]),
        high=_decimal(row["high"]),
        adjusted=None if row["adjusted"] is None else bool(row["adjusted"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_FIGURE = (
    "start", "end", "text", "unit", "rule", "per", "qualifier", "metric", "metric_text", "subject", "subject_entity",
    "period", "basis", "compare", "status", "reported_by", "statement", "confidence", "assumed",
)  # fmt: skip
