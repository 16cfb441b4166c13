"""Finds the topics about a watched company that came onto a board or rose on it. The rules decide which count."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db.times import parse
from review.alerts.occasion import Occasion
from review.watched_names import Watching
from review.wording import platform, shortened


def seen(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    """Yield a topic at the first sighting of each of its spells on a board, and at each better position later."""
    for row in conn.execute(TOPICS, window):
        rising = row["list"] == "rising"
        where = "on the rising list" if rising else f"at position {row['position']}"
        heat = f", heat {row['heat']:,}" if row["heat"] else ""
        about, company = people.name(row["entity"]), people.company(row["entity"], row["captured_at"])
        yield Occasion(
            id=f"{'rising' if rising else 'top'}:{row['topic']}:{row['captured_at']}:{row['position']}",
            kind="rising" if rising else "top",
            thread=row["story"] or row["topic"],
            at=parse(row["captured_at"]),
            title=f"{about} {where} on {platform(row['platform'])}: {shortened(row['title'], 120)}",
            body=f"{row['title']}: {where}{heat}",
            text=row["title"],
            company=company,
            side=people.side(company),
            person=row["entity"] if people.watchlist.person(row["entity"]) else None,
            heat=row["heat"],
            position=row["position"],
            best_before=row["best_before"],
            path=f"/topic/{row['topic']}",
        )


TOPICS = """
    with seen as (
      select
        topic,
        list,
        captured_at,
        max(title) as title,
        min(position) as position,
        max(heat) as heat
      from sightings
      where captured_at >= :since
        and captured_at < :until
        and kind = 'organic'
        and list in ('hot', 'rising')
      group by topic, list, captured_at
    )
    select
      seen.*,
      (
        select min(coalesce(earlier.position, 1000))
        from sightings earlier
        where earlier.topic = seen.topic
          and earlier.list = seen.list
          and earlier.kind = 'organic'
          and earlier.captured_at < seen.captured_at
          and earlier.captured_at >= strftime('%Y-%m-%dT%H:%M:%S+00:00', seen.captured_at, '-12 hours')
      ) as best_before,
      topics.platform,
      story_topics.story,
      coalesce(
        (
          select mentions.entity
          from mentions
          where mentions.topic = seen.topic
            and mentions.entity is not null
          order by entity_side(mentions.entity) = 'own' desc, mentions."start"
          limit 1
        ),
        case when topics.title = stories.claim then stories.subject end
      ) as entity
    from seen
    join topics on topics.id = seen.topic
    left join story_topics on story_topics.topic = seen.topic
    left join stories on stories.id = story_topics.story
    where entity is not null
      and (best_before is null or (seen.list = 'hot' and seen.position < best_before))
"""
"""The first sighting of each spell on a board, and each later one at a better position. The rule decides which count.

Whom a topic is about: whoever it names; of topics that name nobody, only the claim itself is about the story's subject,
because a story that took in one topic too many would otherwise wake people with every later one.
"""
