"""Finds the claims that broke, and those that were still without an answer after so many minutes. Knows no rules."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta, tzinfo

from db.times import iso, parse
from review import gloss, rows
from review.alerts.occasion import Occasion
from review.alerts.rules import Kind
from review.questions import with_parts
from review.rows import Row
from review.urls import safe_url
from review.watched_names import Watching
from review.wording import counted, first_sighting, lasting, platform, shortened

OLDEST = timedelta(days=14)
"""Age from which a claim is no longer reported as open, as on the desk."""

LATEST_KNOWN = timedelta(days=3)
"""How long after it was first seen elsewhere a claim is still reported when it is collected: a source may be down for a weekend."""


def broken(
    conn: sqlite3.Connection, people: Watching, since: datetime, until: datetime, zone: tzinfo
) -> Iterator[Occasion]:
    """Yield the claims first seen in a window, or collected only then."""
    for row in rows.found(conn, CLAIMS, since=iso(since - LATEST_KNOWN), until=iso(until)):
        at = _known(row)
        if not since <= at < until:
            continue
        title = f"Claim about {people.name(row['subject'])}: {shortened(row['claim'], 140)}"
        yield _occasion(conn, row, people, zone, kind="claim", key="claim", at=at, title=title)


def still_open(
    conn: sqlite3.Connection,
    people: Watching,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    waits: Collection[int],
) -> Iterator[Occasion]:
    """Yield a claim for each number of minutes in `waits` that it reached in a window without an answer.

    A claim that somebody marked as answered or to be ignored is not open.
    """
    asked = rows.found(conn, CLAIMS, since=iso(since - OLDEST), until=iso(until)) if waits else []
    for row in asked:
        if row["settled"]:
            continue
        seen = parse(row["first_seen_not_after"])
        for wait in sorted(waits):
            at = max(seen + timedelta(minutes=wait), _known(row))
            if since <= at < until and (row["answered_at"] is None or parse(row["answered_at"]) > at):
                title = f"{people.name(row['subject'])}, no answer after {lasting(wait)}: {shortened(row['claim'], 120)}"
                yield _occasion(
                    conn,
                    row,
                    people,
                    zone,
                    kind="open",
                    key=f"open-{wait}",
                    at=at,
                    title=title,
                    open_for=wait,
                )


def _known(row: Row) -> datetime:
    """Return when a claim was both public and collected."""
    return max(parse(row["first_seen_not_after"]), parse(row["collected_at"] or row["first_seen_not_after"]))


def _occasion(
    conn: sqlite3.Connection,
    row: Row,
    people: Watching,
    zone: tzinfo,
    *,
    kind: Kind,
    key: str,
    at: datetime,
    title: str,
    open_for: int | None = None,
) -> Occasion:
    headline = shortened(row["headline"], 200) if row["headline"] != row["claim"] else None
    named = gloss.of_lines(conn, people, [row["id"]], [])
    told = (name for name in named.get(row["claim"], ()) if name != people.name(row["subject"]))
    return Occasion(
        id=f"{key}:{row['id']}",
        formerly=tuple(f"{key}:{story}" for story in json.loads(row["absorbed"])),
        kind=kind,
        thread=row["id"],
        at=at,
        title=title,
        body="\n".join(
            filter(
                None,
                (headline, gloss.mentions(told), _where(row, zone), _on_boards(row), safe_url(row["url"])),
            )
        ),
        text=f"{row['headline']}\n{row['claim']}",
        company=row["subject"],
        side=people.side(row["subject"]),
        open_for=open_for,
        path=f"/story/{row['id']}",
    )


def _where(row: Row, zone: tzinfo) -> str:
    """Return where and when a claim was first seen, and how many outlets have it."""
    seen = first_sighting(row["first_seen_not_before"], row["first_seen_not_after"], zone)
    place = (
        f" in {row['told_by']}"
        if row["told_by"]
        else f" on {platform(row['platform'])}"
        if row["platform"]
        else ""
    )
    return f"first seen {seen}{place}, {counted(row['outlets'], 'outlet') if row['outlets'] else 'no article yet'}"


def _on_boards(row: Row) -> str | None:
    """Return the best position and the heat of the story's hottest topic so far: "hot search: peak 7 on Weibo, heat 784,317"."""
    if row["hot"] is None:
        return None
    hot = json.loads(row["hot"])
    peak = f"peak {hot['position']} on" if hot["position"] else "on"
    heat = f", heat {hot['heat']:,}" if hot["heat"] else ""
    return f"hot search: {peak} {platform(hot['platform'])}{heat}"


CLAIMS = with_parts("""
    with {decided},
    {settled}
    select
      stories.id,
      coalesce(stories.headline, stories.claim) as headline,
      stories.claim,
      stories.subject,
      stories.first_seen_not_before,
      stories.first_seen_not_after,
      (
        select json_group_array(gone.id)
        from stories gone
        where gone.redirect_to = stories.id
      ) as absorbed,
      (
        select count(distinct documents.source)
        from story_documents
        join documents on documents.id = story_documents.document
        where story_documents.story = stories.id
          and documents.kind = 'article'
      ) as outlets,
      (
        {first_outlet}
      ) as told_by,
      (
        {first_board}
      ) as platform,
      (
        select json_object(
          'platform', topics.platform,
          'position', min(case when sightings.list = 'hot' then sightings.position end),
          'heat', max(sightings.heat)
        )
        from story_topics
        join topics on topics.id = story_topics.topic
        join sightings on sightings.topic = topics.id
        where story_topics.story = stories.id
          and sightings.kind = 'organic'
          and sightings.captured_at < :until
        group by topics.id
        order by max(sightings.heat) desc, topics.id
        limit 1
      ) as hot,
      coalesce(
        (
          select documents.url
          from documents
          where documents.id = stories.claim_item
        ),
        (
          select documents.url
          from documents
          where documents.id = stories.first_item
        )
      ) as url,
      stories.id in (select story from settled) as settled,
      coalesce(
        (
          select documents.first_seen
          from documents
          where documents.id = stories.claim_item
        ),
        (
          select min(sightings.captured_at)
          from sightings
          where sightings.topic = stories.claim_item
        )
      ) as collected_at,
      (
        select min(coalesce(documents.first_seen, responses.responded_not_after))
        from responses
        left join documents on documents.id = responses.document
        where responses.story = stories.id
          and responses.party = 'own'
          and coalesce(responses.stance, '') <> 'silent'
      ) as answered_at
    from stories
    where stories.first_seen_not_after >= :since
      and stories.first_seen_not_after < :until
      and stories.claim is not null
      and stories.subject is not null
      and stories.redirect_to is null
""")
