"""What brief and pages need beside the named queries: decisions, where stories were first seen, first answers, further steps, apologies, open issues."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from review.questions import with_parts
from review.rows import Row

OWN_ANSWERS = """
    select
      responses.id,
      responses.story,
      responses.text,
      responses.lang,
      responses.responder as speaker,
      responses.responder_entity as entity,
      responses.company,
      responses.role,
      responses.channel,
      responses.channel_kind,
      responses.stance,
      responses.responded_not_before as not_before,
      responses.responded_not_after as not_after,
      responses.latency_min,
      responses.latency_max,
      answer_words.kind,
      answer_words.carriers
    from responses
    join answer_words on answer_words.response = responses.id
    where responses.story in (select value from json_each(:stories))
      and responses.party = 'own'
      and responses.responded_not_after < :until
"""
"""Answers of the own side of `:stories` (a JSON array) before `:until`; the caller appends its own clauses."""


def asked(conn: sqlite3.Connection, window: dict[str, str]) -> int:
    """Return the number of sources polled in the window; those of an archive never are."""
    row = conn.execute(
        """
        select count(distinct polls.source) as sources
        from polls
        join sources on sources.id = polls.source and sources.spider <> 'import'
        where at >= :since
          and at < :until
        """,
        window,
    ).fetchone()
    return int(row["sources"])


def decided(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the latest valid status, owner, note and name: (story, kind) to value. A merged story's go to its heir."""
    rows = conn.execute(DECIDED)
    return {(row["story"], row["kind"]): row["value"] for row in rows}


DECIDED = with_parts("""
    with {decided}
    select story, kind, value
    from decided
    where value is not null
""")


def settled(conn: sqlite3.Connection, story: str) -> bool:
    """Return whether somebody marked the story as answered or to be ignored."""
    return conn.execute(SETTLED, {"story": story}).fetchone() is not None


SETTLED = with_parts("""
    with {decided},
    {settled}
    select story
    from settled
    where story = :story
""")


def first_articles(conn: sqlite3.Connection, window: dict[str, str]) -> dict[str, Row]:
    """Return the first article of each story touched in the window: title, outlet, URL, time; a release if there is none."""
    rows = conn.execute(
        """
        select
          story_documents.story,
          documents.title,
          documents.url,
          sources.name as source,
          coalesce(documents.published, documents.first_seen) as at
        from (
          select distinct story_documents.story
          from documents
          join story_documents on story_documents.document = documents.id
          where documents.first_seen >= :since
            and documents.first_seen < :until
        ) touched
        cross join story_documents on story_documents.story = touched.story
        join documents on documents.id = story_documents.document
        join sources on sources.id = documents.source
        where documents.kind in ('article', 'release')
        order by documents.kind = 'article', sources.tier desc, at desc, documents.id desc
        """,
        window,
    )
    return {row["story"]: dict(row) for row in rows}


def first_places(conn: sqlite3.Connection, stories: Sequence[str]) -> dict[str, str]:
    """Return the outlet or board where each story was first seen: of a claim where it was first made, not what led up to it."""
    rows = conn.execute(FIRST_PLACES, {"stories": json.dumps(list(stories))})
    return {row["story"]: row["place"] for row in rows if row["place"]}


FIRST_PLACES = with_parts("""
    select
      stories.id as story,
      coalesce(({first_outlet}), platform_name(({first_board}))) as place
    from stories
    where stories.id in (select value from json_each(:stories))
""")


def answers(
    conn: sqlite3.Connection, until: str, stories: Sequence[str], *, without: Collection[str] = ()
) -> dict[str, Row]:
    """Return the first answer to each story before `until`, except refusals and silence.

    An answer given by the time the claim was seen counts only if no later one exists; "we are looking into it" only
    if nobody said more.
    """
    rows = conn.execute(
        f"""
        {OWN_ANSWERS}
          and coalesce(responses.stance, '') not in ('decline', 'silent')
          and responses.id not in (select value from json_each(:without))
        order by
          coalesce(responses.latency_max, 1) > 0,
          coalesce(responses.stance, '') <> 'holding',
          responses.responded_not_after desc,
          answer_words.kind = 'direct',
          responses.id desc
        """,  # noqa: S608 (our own query)
        {"stories": json.dumps(list(stories)), "until": until, "without": json.dumps(sorted(without))},
    )
    return {row["story"]: dict(row) for row in rows}


def apologies(conn: sqlite3.Connection, until: str, stories: Sequence[str]) -> dict[str, Row]:
    """Return each story's first apology before `until` that quotes an officer of its company."""
    rows = conn.execute(
        f"""
        {OWN_ANSWERS}
          and responses.stance = 'apologise'
          and responses.responder_entity <> responses.company
          and coalesce(responses.latency_max, 1) > 0
          and answer_words.kind = 'direct'
        order by
          responses.responded_not_after desc,
          responses.id desc
        """,
        {"stories": json.dumps(list(stories)), "until": until},
    )
    return {row["story"]: dict(row) for row in rows}


def further_steps(conn: sqlite3.Connection, window: dict[str, str], stories: Sequence[str]) -> dict[str, Row]:
    """Return what each company did in a window about a story that it had answered before: its weightiest own words.

    An apology comes before a correction, a remedy, and a denial or confirmation; then what is carried most.
    """
    rows = conn.execute(
        f"""
        {OWN_ANSWERS}
          and responses.responded_not_after >= :since
          and responses.stance in ('apologise', 'correct', 'promise', 'deny', 'confirm')
          and answer_words.kind = 'direct'
          and exists (
            select 1
            from responses earlier
            where earlier.story = responses.story
              and earlier.party = 'own'
              and earlier.stance not in ('decline', 'silent')
              and earlier.responded_not_after < :since
          )
        order by
          responses.stance in ('apologise', 'correct', 'promise'),
          responses.stance in ('apologise', 'correct'),
          responses.stance = 'apologise',
          answer_words.carriers,
          responses.responded_not_after,
          responses.id
        """,  # noqa: S608 (our own query)
        {"stories": json.dumps(list(stories)), **window},
    )
    return {row["story"]: dict(row) for row in rows}


def reader(conn: sqlite3.Connection) -> str | None:
    """Return the version of the latest reader, or None."""
    row = conn.execute("select reader from readings order by read_at desc limit 1").fetchone()
    return row["reader"] if row else None


def issues(conn: sqlite3.Connection, window: dict[str, str]) -> dict[str, int]:
    """Return the number of open issues seen in the window, by kind."""
    rows = conn.execute(
        """
        select kind, count(*) as times
        from issues
        where cleared_at is null
          and last_at >= :since
          and last_at < :until
        group by kind
        order by times desc, kind
        """,
        window,
    )
    return {row["kind"]: row["times"] for row in rows}
