"""The documents and document_versions tables: articles, releases, filings and posts as last seen, and earlier wordings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from db import rows
from db.search import spaced
from db.times import iso, iso_or_none, parse
from records import Document

Outcome = Literal["new", "changed", "same"]

DATING = frozenset({"no_date", "day_only", "future_date", "zone_assumed"})
"""Flags that say how well a document is dated."""

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
            if stored["published"] is None and document.published is not None:
                _date(db, stored, document)
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
        **_dates(stored, document),
        "last_seen": iso(document.seen or now),
        "changed_at": iso(document.seen or now),
        "version": stored["version"] + 1,
        "gone_since": None,
    }
    db.table("documents").update(stored["id"], row)


def _dates(stored: dict[str, Any], document: Document) -> dict[str, Any]:
    """Return when a document was published, as stored unless this date says more, and its flags."""
    known = json.loads(stored["flags"])
    if stored["published"] is None or _says_more(document, stored["published"], known):
        return {
            "published": iso_or_none(document.published),
            "published_raw": document.published_raw or stored["published_raw"],
            "flags": json.dumps(document.flags),
        }
    flags = [flag for flag in document.flags if flag not in DATING]
    return {"flags": json.dumps([*flags, *(flag for flag in known if flag in DATING)])} | {
        name: stored[name] for name in ("published", "published_raw")
    }


def _says_more(document: Document, stored: str, known: Collection[str]) -> bool:
    """Return whether a document has a date, and not just the day of the time that is stored."""
    if document.published is None:
        return False
    if "day_only" not in document.flags or "day_only" in known:
        return True
    return not timedelta(0) <= parse(stored) - document.published < timedelta(days=1)


def _date(db: Database, stored: dict[str, Any], document: Document) -> None:
    """Date a document that had no date; it is read again, since its "Monday" is now known, and linked anew."""
    if DROPPED in json.loads(stored["flags"]):
        return
    db.table("documents").update(stored["id"], _dates(stored, document))
    db.execute(
        "update readings set reader = '', linked_as = iif(linked_as is null, null, '') where item = :id",
        {"id": stored["id"]},
    )


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


def _row(document: Document) -> dict[str, Any]:
    return rows.of(document, "seen", "figures") | {
        "text_sha256": text_sha256(document.text),
        "search_text": spaced(document.text),
    }
