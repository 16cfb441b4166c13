"""Finds possible alerts: claims, topics, posts, answers, conflicts, failing sources. Knows no rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, tzinfo

from db.times import iso, parse
from review import rows
from review.alerts import claims, topics
from review.alerts.occasion import Occasion
from review.amounts import difference, filed, label, sum_of
from review.questions import with_parts
from review.rows import Row
from review.urls import page_of
from review.watched_names import Watching
from review.wording import after_claim, does, known, platform, said, shortened

FAILED = ("wall", "blocked", "error", "stale")
_FAULTS = {"conflicts": "Figures disagree", "does_not_add_up": "A sum does not add up"}
"""Titles of the verdicts that are reported."""


def between(
    conn: sqlite3.Connection,
    people: Watching,
    since: datetime,
    until: datetime,
    *,
    zone: tzinfo = UTC,
    waits: Collection[int] = (),
) -> tuple[Occasion, ...]:
    """Return everything that happened in a window, in order.

    Args:
        conn: to the collected database, with the decisions attached.
        people: who is watched.
        since: start of the window.
        until: its end, exclusive.
        zone: of the times in the texts.
        waits: numbers of minutes after which a claim without an answer counts as an occasion.
    """
    window = {"since": iso(since), "until": iso(until)}
    found = [
        *claims.broken(conn, people, since, until, zone),
        *claims.still_open(conn, people, since, until, zone, waits),
        *topics.seen(conn, people, window),
        *_posts(conn, people, window),
        *_answers(conn, people, window),
        *_conflicts(conn, people, window),
        *_sources(conn, since, until),
    ]
    return tuple(sorted(found, key=lambda occasion: (occasion.at, occasion.id)))


def _posts(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(POSTS, window):
        company = people.company(row["entity"], row["first_seen"])
        yield Occasion(
            id=f"post:{row['id']}",
            kind="post",
            thread=row["story"] or row["id"],
            at=parse(row["first_seen"]),
            title=f"{people.name(row['entity'])} {'posted' if row['text'] else 'passed on a post'} on {platform(row['platform']) or 'their account'}",
            body=shortened(row["text"] or row["repost_of"] or "", 300),
            text="\n".join(filter(None, (row["text"], row["repost_of"]))),
            company=company,
            side=people.side(company),
            person=row["entity"],
            path=page_of("document", row["id"]),
        )


def _answers(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in conn.execute(ANSWERS, window):
        latency = (
            f", {after_claim(row['latency_min'], row['latency_max'])}"
            if row["stance"] != "silent" and known(row["latency_min"], row["latency_max"])
            else ""
        )
        who = (
            people.speaker(row["responder_entity"], row["responder"])
            or people.name(row["company"])
            or "Somebody"
        )
        yield Occasion(
            id=f"answer:{row['id']}",
            kind="answer",
            thread=row["story"],
            at=parse(row["found_at"]),
            title=f"{who} {does(row['stance'])}: {shortened(row['headline'], 120)}",
            body=f"{said(shortened(row['text'], 300), row['kind'])} ({who}{latency})",
            text=f"{row['headline']}\n{row['text']}",
            company=row["company"],
            side=people.side(row["company"]),
            person=row["responder_entity"],
            stance=row["stance"],
            path=f"/story/{row['story']}",
        )


def _conflicts(conn: sqlite3.Connection, people: Watching, window: dict[str, str]) -> Iterator[Occasion]:
    for row in rows.found(conn, CONFLICTS, **window):
        yield Occasion(
            id=f"conflict:{row['id']}",
            kind="conflict",
            thread=row["story"],
            at=parse(row["found_at"]),
            title=f"{_FAULTS[row['verdict']]}: {shortened(row['headline'], 120)}",
            body=f"{label(row, people.called)}: {_compared(row)}",
            text=f"{row['headline']}\n{row['left_text']}\n{row['right_text'] or ''}",
            company=row["story_subject"],
            side=people.side(row["story_subject"]),
            path=f"/story/{row['story']}#figures",
        )


def _compared(row: Row) -> str:
    """Return the two figures with their sources, or the sum that does not add up."""
    if row["right_text"] is None:
        return f"{filed(row['left_text'])} ({row['left_source']}); {sum_of(row['derivation'])}"
    by = difference(row["difference"])
    told = f"{filed(row['left_text'])} ({row['left_source']}) against {filed(row['right_text'])} ({row['right_source']})"
    return f"{told}, by {by}" if by else told


def _sources(conn: sqlite3.Connection, since: datetime, until: datetime) -> Iterator[Occasion]:
    window = {"since": iso(since), "until": iso(until)}
    streaks: dict[str, int] = dict(map(tuple, conn.execute(STREAKS, window)))
    for row in conn.execute(POLLS, window):
        source, at = row["source"], parse(row["at"])
        before = streaks.get(source, 0)
        streaks[source] = before + 1 if row["status"] in FAILED else 0 if row["status"] == "ok" else before
        if streaks[source] == before:
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
            path=page_of("source", source),
        )


POSTS = """
    select
      documents.id,
      documents.text,
      documents.repost_of,
      documents.platform,
      documents.entity,
      documents.first_seen,
      story_documents.story
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

CONFLICTS = with_parts("""
    select
      checks.id,
      checks.story,
      checks.verdict,
      checks.derivation,
      checks.difference,
      stories.headline,
      stories.subject as story_subject,
      one.text as left_text,
      one.value as left_value,
      one.subject,
      one.metric,
      one.metric_text,
      one.per,
      one.period,
      other.text as right_text,
      case one_document.kind when 'filing' then 'filing' else coalesce(one_source.name, platform_name(one_topic.platform)) end as left_source,
      case other_document.kind when 'filing' then 'filing' else coalesce(other_source.name, platform_name(other_topic.platform)) end as right_source,
      max(
        coalesce(one_document.first_seen, (select min(captured_at) from sightings where topic = one_topic.id), ''),
        coalesce(other_document.first_seen, (select min(captured_at) from sightings where topic = other_topic.id), '')
      ) as found_at
    from checks
    join stories on stories.id = checks.story
    {compared}
    where checks.verdict in ('conflicts', 'does_not_add_up')
      and found_at >= :since
      and found_at < :until
""")

STREAKS = """
    select
      sources.id,
      (
        select count(*)
        from polls
        where polls.source = sources.id
          and polls.status in ('wall', 'blocked', 'error', 'stale')
          and polls.at < :since
          and polls.at > coalesce(
            (
              select max(good.at)
              from polls good
              where good.source = sources.id
                and good.status = 'ok'
                and good.at < :since
            ),
            ''
          )
      )
    from sources
"""
"""The failures of each source in a row at the beginning of a window; one that is polled once a day fails for days first."""

POLLS = """
    select polls.source, polls.at, polls.status, polls.why, sources.name
    from polls
    join sources on sources.id = polls.source
    where polls.at >= :since
      and polls.at < :until
    order by polls.at, polls.id
"""
