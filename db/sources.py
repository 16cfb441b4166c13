"""The sources table: the watched places, as last listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlite_utils import Database

from db import rows
from db.documents import DROPPED
from db.facts import AS_FILED
from db.times import iso
from records import Source


def save_all(db: Database, sources: Iterable[Source], *, whole_list: bool = False) -> None:
    """Store the sources as listed now; with the whole list, all others become inactive."""
    listed = list(sources)
    with db.atomic():
        for source in listed:
            _save(db, source)
        if whole_list:
            _retire_others(db, [source.id for source in listed])


def attributes(db: Database) -> frozenset[tuple[str, ...]]:
    """Return what linking uses of every source: id, tier, whose voice it is, and its platform."""
    return frozenset(db.execute("select id, tier, entity, platform from sources"))


def check_yield(
    db: Database, sources: Iterable[Source], now: datetime
) -> Iterator[tuple[Source, int | None]]:
    """Yield what each source with an `expect` brought in the last day; None where that was enough.

    A source counts from a day after its first good poll; a failing source shows in its polls.
    """
    day_ago = iso(now - timedelta(days=1))
    for source in sources:
        if not source.expect:
            continue
        first, found = db.execute(
            """
            select
              (select min(at) from polls where source = :source and status in ('ok', 'empty')),
              (select count(*) from documents where source = :source and first_seen > :day_ago)
              + (
                select count(distinct topic)
                from sightings
                join polls on polls.id = sightings.poll
                where polls.source = :source
                  and polls.at > :day_ago
              )
            """,
            {"source": source.id, "day_ago": day_ago},
        ).fetchone()
        if first is not None and first <= day_ago:
            yield source, found if found < source.expect else None


def _save(db: Database, source: Source) -> None:
    stored = db.execute("select entity from sources where id = :id", {"id": source.id}).fetchone()
    if stored is not None and stored[0] != source.entity:
        _attribute(db, source, stored[0])
    db.execute(
        """
        insert into sources (
          id, name, spider, url, platform, account, lang, zone, kind, tier, every, expect, keep, retain_days, entity
        )
        values (
          :id, :name, :spider, :url, :platform, :account, :lang, :zone, :kind, :tier, :every, :expect, :keep,
          :retain_days, :entity
        )
        on conflict (id) do update set
          name = excluded.name,
          spider = excluded.spider,
          url = excluded.url,
          platform = excluded.platform,
          account = excluded.account,
          lang = excluded.lang,
          zone = excluded.zone,
          kind = excluded.kind,
          tier = excluded.tier,
          every = excluded.every,
          expect = excluded.expect,
          keep = excluded.keep,
          retain_days = excluded.retain_days,
          entity = excluded.entity,
          active = 1
        """,
        rows.of(source),
    )


def _attribute(db: Database, source: Source, before: str | None) -> None:
    """Make what a source has brought the words of another entity than before; it is read again and linked anew."""
    parameters = {
        "source": source.id,
        "entity": source.entity,
        "before": before,
        "given": AS_FILED,
        "dropped": DROPPED,
    }
    db.execute(
        "update documents set entity = :entity where source = :source and entity is :before", parameters
    )
    db.execute(
        """
        update figures
        set subject_entity = :entity
        where document in (select id from documents where source = :source)
          and reader = :given
        """,
        parameters,
    )
    db.execute(
        """
        update readings
        set linked_as = iif(linked_as is null, null, ''),
            reader = iif(reader = :given, reader, '')
        where item in (
          select id
          from documents
          where source = :source
            and not exists (select 1 from json_each(flags) where value = :dropped)
        )
        """,
        parameters,
    )


def _retire_others(db: Database, ids: list[str]) -> None:
    """Deactivate all others; imported archives are in no list and stay active."""
    for row in db.query("select id from sources where active = 1 and spider <> 'import'"):
        if row["id"] not in ids:
            db.execute("update sources set active = 0 where id = :id", {"id": row["id"]})
