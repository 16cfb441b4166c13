"""The documents and document_versions tables: articles, releases, filings and posts as last seen, and earlier wordings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from db import rows
from db.search import spaced
from db.times import iso, iso_or_none
from records import Document

Outcome = Literal["new", "changed", "same"]

DROPPED = "text_dropped"
"""Flag of a document whose text has passed its retention time; it cannot be read again."""

SAME_TITLE_WITHIN = timedelta(hours=6)
"""Two pages of one source with the same title are one article if published this close together."""

SHORTEST_DISTINCTIVE_TITLE = 16
"""Characters; a shorter title ("Live updates", "早报") may well be used twice a day."""


def save(db: Database, document: Document, now: datetime, *, by_id: bool = False) -> Outcome:
    """Store a document as new, as a changed wording (the old one becomes a version), or as seen again.

    Args:
        db: the store.
        document: as seen.
        now: the current time.
        by_id: identify the document by its id alone, as in archives, whatever its address and title.
    """
    with db.atomic():
        stored = _find(db, document, by_id=by_id)
        if stored is None:
            _insert(db, document, now)
            return "new"
        if stored["text_sha256"] == text_sha256(document.text):
            _touch(db, stored["id"], document, now)
            return "same"
        if by_id and _is_earlier_version(db, stored, document):
            return "same"
        _keep_version(db, stored)
        _update(db, stored, document, now)
        return "changed"


def text_sha256(text: str) -> str:
    """Return the hash that identifies a wording."""
    return hashlib.sha256(text.encode()).hexdigest()


def mark_gone(db: Database, source: str, shown: Iterable[str], since: datetime, now: datetime) -> int:
    """Mark as gone the posts of an account, no older than `since`, that a good poll should have shown but did not.

    Returns how many are newly gone. A post that is shown again is no longer gone.
    """
    listed = json.dumps(list(shown))
    with db.atomic():
        db.execute(
            "update documents set gone_since = null where id in (select value from json_each(:shown))",
            {"shown": listed},
        )
        return int(
            db.execute(
                """
                update documents
                set gone_since = :now
                where source = :source
                  and kind = 'post'
                  and gone_since is null
                  and published >= :since
                  and last_seen < :now
                  and id not in (select value from json_each(:shown))
                """,
                {"source": source, "shown": listed, "since": iso(since), "now": iso(now)},
            ).rowcount
        )


def mark_withdrawn(db: Database, source: str, url: str, now: datetime) -> int:
    """Mark an article as gone whose page no longer exists; returns how many are newly gone. Saving it again undoes this."""
    with db.atomic():
        return int(
            db.execute(
                """
                update documents
                set gone_since = :now
                where source = :source
                  and :url in (canonical_url, url)
                  and gone_since is null
                  and last_seen < :now
                """,
                {"source": source, "url": url, "now": iso(now)},
            ).rowcount
        )


def latest(db: Database, most: int) -> list[dict[str, Any]]:
    """Return the rows of the most recently published documents; those without a date come last."""
    return list(
        db.query(
            "select * from documents order by published is null, published desc limit :most", {"most": most}
        )
    )


def drop_texts(db: Database, now: datetime) -> int:
    """Drop the texts of sources whose `retain_days` have passed; returns how many.

    Titles, addresses, readings, stories and responses stay. A text that has not been read in its present wording is kept
    until it has.
    """
    with db.atomic():
        expired = list(
            db.query(
                """
                select documents.id, documents.title
                from documents
                join sources on sources.id = documents.source
                join readings on readings.item = documents.id
                  and readings.text_sha256 = documents.text_sha256
                where sources.retain_days is not null
                  and julianday(:now) - julianday(documents.last_seen) > sources.retain_days
                  and documents.text <> coalesce(documents.title, '')
                """,
                {"now": iso(now)},
            )
        )
        for row in expired:
            _forget(db, row["id"], row["title"] or "")
    return len(expired)


def _find(db: Database, document: Document, *, by_id: bool) -> dict[str, Any] | None:
    """Find the stored document: by id, then by source and canonical address, then guid, then title and time."""
    conditions = ["id = :id"]
    if document.canonical_url and not by_id:
        conditions.append("source = :source and canonical_url = :canonical_url")
    if document.guid and not by_id:
        conditions.append("source = :source and guid = :guid")
    if (
        document.title
        and len(document.title) >= SHORTEST_DISTINCTIVE_TITLE
        and document.published
        and not by_id
    ):
        conditions.append(
            "source = :source and kind = :kind and title = :title and published between :earliest and :latest"
        )
    parameters = {
        "id": document.id,
        "source": document.source,
        "kind": document.kind,
        "canonical_url": document.canonical_url,
        "guid": document.guid,
        "title": document.title,
        "earliest": iso_or_none(document.published and document.published - SAME_TITLE_WITHIN),
        "latest": iso_or_none(document.published and document.published + SAME_TITLE_WITHIN),
    }
    for condition in conditions:
        for row in db.query(f"select * from documents where {condition} limit 1", parameters):  # noqa: S608
            return row
    return None


def _is_earlier_version(db: Database, stored: dict[str, Any], document: Document) -> bool:
    """Return whether this wording is kept as an earlier version and was not seen again after the present one.

    An archive with several wordings of a document can thus be imported again without a new version.
    """
    if document.seen is not None and iso(document.seen) > (stored["changed_at"] or stored["first_seen"]):
        return False
    kept = db.execute(
        "select 1 from document_versions where document = :id and text_sha256 = :sha256",
        {"id": stored["id"], "sha256": text_sha256(document.text)},
    )
    return kept.fetchone() is not None


def _insert(db: Database, document: Document, now: datetime) -> None:
    row = _row(document)
    row |= {"first_seen": iso(document.seen or now), "last_seen": iso(document.seen or now)}
    names = ", ".join(row)
    db.execute(f"insert into documents ({names}) values (:{names.replace(', ', ', :')})", row)  # noqa: S608 (our own names)


def _update(db: Database, stored: dict[str, Any], document: Document, now: datetime) -> None:
    row = _row(replace(document, id=stored["id"]))
    if stored["canonical_url"]:
        row["canonical_url"] = stored["canonical_url"]
    row |= {
        # A later fetch of the page alone knows less than the first, which also had the feed's entry.
        "guid": row["guid"] or stored["guid"],
        "lang": row["lang"] or stored["lang"],
        "authors": row["authors"] if document.authors else stored["authors"],
        "published": row["published"] or stored["published"],
        "published_raw": row["published_raw"] or stored["published_raw"],
        "last_seen": iso(document.seen or now),
        "changed_at": iso(document.seen or now),
        "version": stored["version"] + 1,
        "gone_since": None,
    }
    db.table("documents").update(stored["id"], row)


def _touch(db: Database, stored_id: str, document: Document, now: datetime) -> None:
    db.execute(
        """
        update documents
        set last_seen = max(last_seen, :now),
            modified = coalesce(:modified, modified),
            heat = coalesce(:heat, heat),
            gone_since = null
        where id = :id
        """,
        {
            "id": stored_id,
            "now": iso(document.seen or now),
            "modified": iso_or_none(document.modified),
            "heat": document.heat,
        },
    )


def _keep_version(db: Database, stored: dict[str, Any]) -> None:
    db.execute(
        """
        insert or ignore into document_versions (document, version, title, text, text_sha256, seen_at, modified)
        select id, version, title, text, text_sha256, coalesce(changed_at, first_seen), modified
        from documents
        where id = :id
        """,
        {"id": stored["id"]},
    )


def _forget(db: Database, stored_id: str, title: str) -> None:
    parameters = {
        "id": stored_id,
        "title": title,
        "sha256": text_sha256(title),
        "search_text": spaced(title),
        "flag": DROPPED,
    }
    db.execute("delete from document_versions where document = :id", {"id": stored_id})
    db.execute(
        """
        update documents
        set text = :title,
            text_sha256 = :sha256,
            search_text = :search_text,
            flags = json_insert(flags, '$[#]', :flag)
        where id = :id
        """,
        parameters,
    )
    # The existing reading stays valid, and stays linked.
    db.execute(
        """
        update readings
        set linked_as = iif(linked_as = reader || ' ' || text_sha256, reader || ' ' || :sha256, linked_as),
            text_sha256 = :sha256
        where item = :id
        """,
        parameters,
    )


def _row(document: Document) -> dict[str, Any]:
    return rows.of(document, "seen", "figures") | {
        "text_sha256": text_sha256(document.text),
        "search_text": spaced(document.text),
    }
