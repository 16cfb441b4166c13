"""Finds possible alerts: claims, topics, posts, answers, conflicts, failing sources. Knows no rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.times import iso, parse
from review.alerts.rules import Kind
from review.urls import page_of
from review.watched_names import Watching
from review.wording import STANCES, VERDICTS, after_claim, platform, said, shortened

LOOK_BACK = timedelta(days=2)
"""How far back consecutive failures are counted."""
FAILED = ("wall", "blocked", "error", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that happened and may be worth an alert."""

    id: str
    """Stable between passes."""
    kind: Kind
    thread: str
    """Story, topic or source, by which messages are folded."""
    at: datetime
    title: str
    body: str
    text: str
    """The text that a rule's words are matched against."""
    company: str | None = None
    side: str | None = None
    person: str | None = None
    stance: str | None = None
    heat: int | None = None
    position: int | None = None
    best_before: int | None = None
    """Best position of the topic in the twelve hours before; None: not on the board."""
    failures: int | None = None
    path: str | None = None
    """Path of its page at the desk."""


def between(
    conn: sqlite3.Connection, people: Watching, since: datetime, until: datetime
) -> tuple[Occasion, ...]:
    """Return everything that happened in a window, in order."""
    window = {"since": iso(since), "until": iso(until)}
    found = [
        *_claims(conn, people, window),
        *_topics(conn, people, window),
        *_posts(conn, people, window),
        *_answers(conn, people, window),
        *_conflicts(conn, people, window),
        *_sources(conn, since, until),
    ]
    return tuple(sorted(found, key=lambda occasion: (occasion.at, occasion.id)))


def _claims(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(CLAIMS, window):
        yield Occasion(
            id=f"claim:{row['id']}",
            kind="claim",
            thread=row["id"],
            at=parse(row["first_seen_not_after"]),
            title=f"Claim about {people.name(row['subject'])}: {shortened(row['headline'], 140)}",
            body=f"Claim: {shortened(row['claim'], 300)}",
            text=f"{row['headline']}\n{row['claim']}",
            company=row["subject"],
            side=people.side(row["subject"]),
            path=f"/story/{row['id']}",
        )


def _topics(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(TOPICS, window):
        rising = row["list"] == "rising"
        where = "on the rising list" if rising else f"at position {row['position']}"
        heat = f", heat {row['heat']:,}" if row["heat"] else ""
        yield Occasion(
            id=f"{'rising' if rising else 'top'}:{row['topic']}:{row['captured_at']}:{row['position']}",
            kind="rising" if rising else "top",
            thread=row["story"] or row["topic"],
            at=parse(row["captured_at"]),
            title=f"{row['title']} {where} on {platform(row['platform'])}",
            body=f"{row['title']}: {where}{heat}",
            text=row["title"],
            company=people.company(row["entity"]),
            side=people.side(row["entity"]),
            person=row["entity"] if people.watchlist.person(row["entity"]) else None,
            heat=row["heat"],
            position=row["position"],
            best_before=row["best_before"],
            path=f"/topic/{row['topic']}",
        )


def _posts(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(POSTS, window):
        yield Occasion(
            id=f"post:{row['id']}",
            kind="post",
            thread=row["story"] or row["id"],
            at=parse(row["first_seen"]),
            title=f"{people.name(row['entity'])} posted on {platform(row['platform']) or 'their account'}",
            body=shortened(row["text"], 300),
            text=row["text"],
            company=people.company(row["entity"]),
            side=people.side(row["entity"]),
            person=row["entity"],
            path=page_of("document", row["id"]),
        )


def _answers(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(ANSWERS, window):
        latency = (
            f", {after_claim(row['latency_min'], row['latency_max'])}"
            if row["latency_max"] is not None
            else ""
        )
        who = row["responder"] or people.name(row["company"]) or "Somebody"
        yield Occasion(
            id=f"answer:{row['id']}",
            kind="answer",
            thread=row["story"],
            at=parse(row["found_at"]),
            title=f"{who} {STANCES.get(row['stance'] or '', 'answers')}: {shortened(row['headline'], 120)}",
            body=f"{said(shortened(row['text'], 300), row['kind'])} ({who}{latency})",
            text=f"{row['headline']}\n{row['text']}",
            company=row["company"],
            side=people.side(row["company"]),
            person=row["responder_entity"],
            stance=row["stance"],
            path=f"/story/{row['story']}",
        )


def _conflicts(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(CONFLICTS, window):
        yield Occasion(
            id=f"conflict:{row['id']}",
            kind="conflict",
            thread=row["story"],
            at=parse(row["found_at"]),
            title=f"Figures: {VERDICTS[row['verdict']]} in {shortened(row['headline'], 120)}",
            body=f"{row['left_text']} / {row['right_text'] or '–'}: {row['derivation']}",
            text=f"{row['headline']}\n{row['left_text']}\n{row['right_text'] or ''}",
            company=row["subject"],
            side=people.side(row["subject"]),
            path=f"/story/{row['story']}#figures",
        )


def _sources(conn: sqlite3.Connection, since: datetime, until: datetime) -> Iterator[Occasion]:
    streaks: dict[str, int] = {}
    window = {"since": iso(since - LOOK_BACK), "until": iso(until)}
    for row in conn.execute(POLLS, window):
        source, at = row["source"], parse(row["at"])
        before = streaks.get(source, 0)
        streaks[source] = before + 1 if row["status"] in FAILED else 0 if row["status"] == "ok" else before
        if at < since or streaks[source] == before:
            continue
        failing = streaks[source] > 0
        yield Occasion(
            id=f"{'failing' if failing else 'recovered'}:{source}:{row['at']}",
            kind="failing" if failing else "recovered",
            thread=f"source:{source}",
            at=at,
            title=f"{row['name']} fails: {row['status']}" if failing else f"{row['name']} answers again",
            body=f"{streaks[source]} failed attempts in a row{': ' + row['why'] if row['why'] else ''}"
            if failing
            else f"after {before} failed attempts",
            text=row["name"],
            failures=streaks[source] if failing else before,
            path=f"/source/{source}",
        )


CLAIMS = """
    select id, headline, claim, subject, first_seen_not_after
    from stories
    where first_seen_not_after >= :since
      and first_seen_not_after < :until
      and claim is not null
      and subject is not null
      and redirect_to is null
"""

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
        stories.subject,
        (
          select mentions.entity
          from mentions
          where mentions.topic = seen.topic
            and mentions.entity is not null
          limit 1
        )
      ) as entity
    from seen
    join topics on topics.id = seen.topic
    left join story_topics on story_topics.topic = seen.topic
    left join stories on stories.id = story_topics.story
    where entity is not null
      and (best_before is null or (seen.list = 'hot' and seen.position < best_before))
"""
"""The first sighting of each spell on a board, and each later one at a better position. The rule decides which count."""

POSTS = """
    select documents.id, documents.text, documents.platform, documents.entity, documents.first_seen, story_documents.story
    from documents
    left join story_documents on story_documents.document = documents.id
    where documents.first_seen >= :since
      and documents.first_seen < :until
      and documents.kind = 'post'
      and documents.entity is not null
"""

ANSWERS = """
    select
      responses.*,
      stories.headline,
      answer_words.kind,
      coalesce(documents.first_seen, responses.responded_not_after) as found_at
    from responses
    join stories on stories.id = responses.story
    join answer_words on answer_words.response = responses.id
    left join documents on documents.id = responses.document
    where responses.party = 'own'
      and coalesce(documents.first_seen, responses.responded_not_after) >= :since
      and coalesce(documents.first_seen, responses.responded_not_after) < :until
"""

CONFLICTS = """
    select
      checks.id,
      checks.story,
      checks.verdict,
      checks.derivation,
      stories.headline,
      stories.subject,
      one.text as left_text,
      other.text as right_text,
      max(coalesce(one_document.first_seen, ''), coalesce(other_document.first_seen, '')) as found_at
    from checks
    join stories on stories.id = checks.story
    join figures one on one.id = checks.left_figure
    left join figures other on other.id = checks.right_figure
    left join documents one_document on one_document.id = one.document
    left join documents other_document on other_document.id = other.document
    where checks.verdict in ('conflicts', 'does_not_add_up')
      and max(coalesce(one_document.first_seen, ''), coalesce(other_document.first_seen, '')) >= :since
      and max(coalesce(one_document.first_seen, ''), coalesce(other_document.first_seen, '')) < :until
"""

POLLS = """
    select polls.source, polls.at, polls.status, polls.why, sources.name
    from polls
    join sources on sources.id = polls.source
    where polls.at >= :since
      and polls.at < :until
    order by polls.at, polls.id
"""
