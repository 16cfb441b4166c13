"""Rows of documents and topics as the items of linking: when each can first have been public, in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from sys import intern
from typing import Any

from sqlite_utils import Database

from db import readings
from db.readings import interned
from db.times import parse
from records import Interval, Item, Reading

TITLE_LENGTH = 1000
"""Characters of a title that linking looks at; the longest of real ones, a whole post, has some 300."""

TEXT_LENGTH = 4200
"""Characters of a text that linking looks at."""

_SHORT_DAY = re.compile(r"\d{8}|(?=.*\D)[^:]{1,12}")
"""A day as pages and filings give it, and no number of seconds; where a day has more words, the document is flagged."""


def of_documents(db: Database, wanted: Iterable[str], known: Mapping[str, Reading]) -> Iterator[Item]:
    """Yield documents, with the readings known of them."""
    for ids in readings.chunks(wanted):
        for row in db.query(
            f"""
            select documents.id, documents.kind, documents.lang,
                   substr(title, 1, {TITLE_LENGTH}) as title, substr(text, 1, {TEXT_LENGTH}) as text,
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
    flags = json.loads(row["flags"]) if row["flags"] != "[]" else ()
    if at > seen or "future_date" in flags:
        return Interval(not_before=None, not_after=seen)
    day_only = "day_only" in flags or _SHORT_DAY.fullmatch(row["published_raw"] or "") is not None
    return Interval(not_before=at, not_after=min(at + timedelta(days=1), seen) if day_only else at)


def of_topics(db: Database, wanted: Iterable[str], known: Mapping[str, Reading]) -> Iterator[Item]:
    """Yield topics that appeared on a board by themselves; paid placements alone say nothing."""
    earlier = _LastGoodPolls(db)
    for ids in readings.chunks(wanted):
        for row in db.query(
            f"""
            select topics.id, topics.platform, substr(topics.title, 1, {TITLE_LENGTH}) as title, topics.lang, min(captured_at) as first_seen,
                   max(heat) as heat, max(sightings.url) as url,
                   (
                     select opening.poll
                     from sightings as opening
                     where opening.topic = topics.id
                       and opening.kind <> 'ad'
                     order by opening.captured_at
                     limit 1
                   ) as poll
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
                seen=Interval(not_before=earlier.before(row["poll"]), not_after=first),
                source=intern(row["platform"]),
                reading=reading,
                platform=intern(row["platform"]),
                heat=row["heat"],
                url=row["url"],
            )


class _LastGoodPolls:
    """Looks up the last good poll of a board before another, of at least half its rows: a part of a board lacks what it had."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.known: dict[int, datetime | None] = {}

    def before(self, poll: int) -> datetime | None:
        """Return when the board was last seen before a poll, or None."""
        if poll not in self.known:
            row = self.db.execute(
                """
                select before.at
                from polls as opening
                join polls as before on before.source = opening.source
                where opening.id = :poll
                  and before.status = 'ok'
                  and before.at < opening.at
                  and before.rows >= max(opening.rows / 2.0, 1)
                order by before.at desc
                limit 1
                """,
                {"poll": poll},
            ).fetchone()
            self.known[poll] = parse(row[0]) if row else None
        return self.known[poll]


def _primary(lang: str) -> str:
    """Return a language tag without script and country: zh-Hant and zh-CN are both zh."""
    return lang.replace("_", "-").partition("-")[0].lower()
