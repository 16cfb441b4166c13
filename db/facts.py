"""The tables readings, mentions, quotes and figures: what was read in which wording, by which version of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from db import rows
from db.documents import text_sha256
from db.times import iso, parse_or_none
from records import Document, Figure, Mention, Quote, Reading

FACT_TABLES = ("mentions", "quotes", "figures")

_OFFSET = re.compile(r":\d\d(?:\.\d+)?\s*([+-](?:0\d|1[0-4]):?[0-5]\d)(?: \d{4})?$")
"""The zone behind a time: 2024-08-22T00:30:00+08:00, Thu, 22 Aug 2024 00:30:00 +0800, Thu Aug 22 00:30:00 +0800 2024."""

AS_FILED = "as filed"
"""Takes the place of the reader's version where a register supplies the figures itself (XBRL)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The wording of an item that is to be read. What waits for linking is in waiting.py."""

    item: str
    of: Literal["document", "topic"]
    text: str
    text_sha256: str
    title: str | None
    lang: str | None
    published: datetime | None
    zone: str
    entity: str | None


def waiting(db: Database, reader: str) -> Iterator[Wording]:
    """Yield documents and topics not yet read, or read in another wording or by another version; oldest first.

    Where the text was dropped, the earlier reading stays.
    """
    first, last = sorted((reader, AS_FILED))
    found = db.query(
        """
        with due as (
          select item from unread
          union
          select item from readings
          where reader < :first
             or (reader > :first and reader < :last)
             or reader > :last
        )
        select documents.id as item, 'document' as of, text, documents.text_sha256, title,
               coalesce(documents.lang, sources.lang) as lang,
               coalesce(published, first_seen) as published, published_raw, sources.zone,
               coalesce(documents.entity, sources.entity) as entity
        from due
        join documents on documents.id = due.item
        join sources on sources.id = documents.source
        left join readings on readings.item = due.item
        where readings.text_sha256 is not documents.text_sha256
           or documents.flags not like '%"text_dropped"%'
        union all
        select topics.id, 'topic', topics.title, topics.key, null, topics.lang,
               (select min(captured_at) from sightings where sightings.topic = topics.id), null,
               case topics.lang when 'zh' then 'Asia/Shanghai' else 'UTC' end, null
        from due
        join topics on topics.id = due.item
        order by published, item
        """,
        {"first": first, "last": last},
    )
    for row in found:
        raw, published = row.pop("published_raw"), parse_or_none(row["published"])
        yield Wording(
            **{**row, "published": _as_written(published, raw) if row["zone"] == "UTC" else published}
        )


def _as_written(published: datetime | None, raw: str | None) -> datetime | None:
    """Return a time in the zone that its publisher wrote beside it, whose days are those that the text names."""
    found = _OFFSET.search(raw or "")
    if published is None or found is None:
        return published
    return published.astimezone(datetime.strptime(found[1].replace(":", ""), "%z").tzinfo)


def save(db: Database, item: Wording, reading: Reading, reader: str, now: datetime) -> None:
    """Replace everything read from an item; call within `db.atomic()`."""
    for table in FACT_TABLES:
        db.execute(f"delete from {table} where {item.of} = :item", {"item": item.item})  # noqa: S608 (our own names)
    db.execute(
        """
        insert into readings (item, text_sha256, reader, lang, read_at)
        values (:item, :text_sha256, :reader, :lang, :now)
        on conflict (item) do update set
          text_sha256 = excluded.text_sha256,
          reader = excluded.reader,
          lang = excluded.lang,
          read_at = excluded.read_at
        """,
        {
            "item": item.item,
            "text_sha256": item.text_sha256,
            "reader": reader,
            "lang": reading.lang,
            "now": iso(now),
        },
    )
    rows.write(db, "mentions", [_mention(item, fact, reader) for fact in reading.mentions])
    rows.write(db, "quotes", [_quote(item, fact, reader) for fact in reading.quotes])
    rows.write(db, "figures", [_fact(item, "f", fact, reader) for fact in reading.figures])


def save_filed(db: Database, document: Document, now: datetime) -> None:
    """Store the figures supplied with a document in place of a reading; call within `db.atomic()`."""
    item = Wording(
        item=document.id,
        of="document",
        text=document.text,
        text_sha256=text_sha256(document.text),
        title=document.title,
        lang=document.lang,
        published=document.published,
        zone="UTC",
        entity=document.entity,
    )
    save(db, item, Reading(lang=document.lang or "en", figures=document.figures), AS_FILED, now)


def identity(item: str, letter: str, start: int, end: int) -> str:
    """Return the id of a fact: its item and span. The letter is m, q or f."""
    return f"{item}:{letter}:{start}-{end}"


def counts(db: Database) -> dict[str, int]:
    """Return the number of facts of each kind."""
    return {table: db.table(table).count for table in FACT_TABLES}


def _fact(
    item: Wording, letter: str, fact: Mention | Quote | Figure, reader: str, *left_out: str
) -> dict[str, Any]:
    return rows.of(fact, *left_out) | {
        "id": identity(item.item, letter, fact.start, fact.end),
        item.of: item.item,
        "reader": reader,
    }


def _mention(item: Wording, mention: Mention, reader: str) -> dict[str, Any]:
    return _fact(item, "m", mention, reader) | {"rule": "watch list" if mention.entity else "names"}


def _quote(item: Wording, quote: Quote, reader: str) -> dict[str, Any]:
    return _fact(item, "q", quote, reader, "group") | {"group_id": quote.group}
