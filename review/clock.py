"""The clock of a claim, as a person can check it: where it was first seen, and how long after it an answer came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from review import rows
from review.rows import Row
from review.urls import page_of
from review.wording import first_sighting as worded
from review.wording import local, platform, span, unpolled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a claim was first seen."""

    path: str
    """Page of the document or topic."""
    title: str | None
    where: str
    """The outlet or the board."""
    when: str
    """The interval, in the team's zone."""
    why: str
    """What bounds the interval."""


def first_sighting(
    conn: sqlite3.Connection, story: str, zone: tzinfo, now: datetime | None = None
) -> Sighting | None:
    """Return where the claim of a story was first seen; None for a story that was linked before this was kept.

    With `now`, years other than the present one are given.
    """
    row = rows.one(conn, FIRST, story=story)
    if row is None:
        return None
    topic = row["topic"] is not None
    return Sighting(
        path=page_of("topic", row["topic"]) if topic else page_of("document", row["document"]),
        title=row["title"],
        where=platform(row["platform"]) if topic else row["source"],
        when=worded(row["not_before"], row["not_after"], zone, now),
        why=_of_board(row, zone, now) if topic else _of_document(row, zone, now),
    )


def _of_board(row: Row, zone: tzinfo, now: datetime | None) -> str:
    board = platform(row["platform"])
    if row["not_before"] is None:
        return f"{board} had it at the first look, so it may be older"
    seen, before = (datetime.fromisoformat(row[end]) for end in ("not_after", "not_before"))
    told = f"{board} had it at {local(seen, zone, before, now)}"
    if unpolled(row["not_before"], row["not_after"]):
        return f"{told}; the poll before that was at {local(before, zone, seen, now)}, and nothing is known of the time between"
    return f"{told}, and not at the look before, {local(before, zone, seen, now)}"


def _of_document(row: Row, zone: tzinfo, now: datetime | None) -> str:
    if row["published"] is None:
        return f"the page gives no time; it was fetched at {_at(row['first_seen'], zone, now)}"
    return f"dated {_at(row['published'], zone, now)}"


def sums(first: Row, answer: Row, zone: tzinfo) -> Iterator[str]:
    """Yield the subtractions behind a latency: the least, then the greatest, where that side is known.

    Args:
        first: first_seen_not_before, first_seen_not_after.
        answer: responded_not_before, responded_not_after, latency_min, latency_max (seconds).
        zone: the team's.
    """
    if answer["latency_min"] is not None and answer["latency_min"] == answer["latency_max"]:
        yield _sum(answer["responded_not_after"], first["first_seen_not_before"], answer["latency_max"], zone)
        return
    for label, given, seen, seconds in (
        ("at least", answer["responded_not_before"], first["first_seen_not_after"], answer["latency_min"]),
        ("at most", answer["responded_not_after"], first["first_seen_not_before"], answer["latency_max"]),
    ):
        if given and seen and seconds is not None:
            yield f"{label} {_sum(given, seen, seconds, zone)}"


def _sum(given: str, seen: str, seconds: int, zone: tzinfo) -> str:
    lasted = span(seconds, seconds) if seconds else "0 min"
    before = " (given before the claim was seen)" if given < seen else ""
    answered, broke = datetime.fromisoformat(given), datetime.fromisoformat(seen)
    return f"{local(answered, zone, broke)} − {local(broke, zone, answered)} = {lasted}{before}"


def _at(moment: str, zone: tzinfo, now: datetime | None) -> str:
    return local(datetime.fromisoformat(moment), zone, now)


FIRST = """
    select
      documents.id as document,
      topics.id as topic,
      coalesce(documents.title, topics.title) as title,
      sources.name as source,
      topics.platform,
      documents.published,
      documents.first_seen,
      stories.first_seen_not_before as not_before,
      stories.first_seen_not_after as not_after
    from stories
    left join documents on documents.id = stories.first_item
    left join sources on sources.id = documents.source
    left join topics on topics.id = stories.first_item
    where stories.id = :story
      and coalesce(documents.id, topics.id) is not null
"""
