"""Composes the brief of a window from the named queries. `sections` words it."""

from __future__ import annotations

import sqlite3
from datetime import datetime, tzinfo
from pathlib import Path

from db.times import iso
from records import Watchlist
from review import connections, gloss, watched_names
from review.brief import foot, lookups, reversals, sections
from review.brief.night import (
    CLAIMS,
    Night,
    night_in_a_sentence,
    pairs_of_amounts,
    widest_of,
    without_open_claims,
    worth_telling,
)
from review.brief.record import Brief, Counts
from review.brief.story_sections import STORIES
from review.brief.tables import TOPICS
from review.questions import ask


def compose(
    db_path: Path, desk_path: Path, *, since: datetime, until: datetime, zone: tzinfo, watchlist: Watchlist
) -> Brief:
    """Compose the brief of a window.

    Args:
        db_path: the collected database, read only.
        desk_path: the database of people's decisions, read only.
        since: start of the window, with time zone.
        until: its end, exclusive; "open for 9 h" counts to here.
        zone: the team's time zone, in which all times are printed.
        watchlist: who is own and who is a peer.

    Raises:
        sqlite3.OperationalError: a file is missing or is no database.
    """
    with connections.reading(db_path, desk_path, watchlist) as conn:
        return of_window(conn, since=since, until=until, zone=zone, people=watched_names.Watching(watchlist))


def of_window(
    conn: sqlite3.Connection,
    *,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    people: watched_names.Watching,
) -> Brief:
    """Compose on an open connection."""
    window = {"since": iso(since), "until": iso(until)}
    new, unanswered = ask(conn, "new", **window), ask(conn, "unanswered", until=window["until"])
    hot, figures = ask(conn, "hot", **window), ask(conn, "figures", **window, verdicts="all")
    decided = lookups.decided(conn)
    top, widest = worth_telling(without_open_claims(new, unanswered), decided), widest_of(new, decided)
    shown = [row["story"] for row in (*top[:STORIES], *filter(None, (widest,)))]
    night = Night(
        since=since,
        until=until,
        zone=zone,
        people=people,
        new=new,
        unanswered=unanswered,
        spoke=ask(conn, "spoke", **window),
        speed=ask(conn, "speed", **window),
        figures=figures,
        compared=pairs_of_amounts(figures),
        hot=hot,
        peers=ask(conn, "peers", **window),
        declined=ask(conn, "declined", **window),
        today=ask(conn, "today", day=until.astimezone(zone).date().isoformat()),
        waiting=[row for row in ask(conn, "waiting") if row["what"] == "story"],
        missed=ask(conn, "missed", **window),
        asked=lookups.asked(conn, window),
        decided=decided,
        first_articles=lookups.first_articles(conn, window),
        answers=lookups.answers(conn, window["until"], shown),
        further=lookups.further_steps(conn, window, shown),
        apologies=lookups.apologies(conn, window["until"], shown),
        reversals=reversals.latest_reversals(conn, window["until"], shown),
        named=gloss.of_lines(
            conn,
            people,
            [*shown, *(row["story"] for row in unanswered[:CLAIMS])],
            [row["topic"] for row in hot[:TOPICS]],
        ),
    )
    return Brief(
        title=f"Morning brief, {until.astimezone(zone):%A} {until.astimezone(zone).day} {until.astimezone(zone):%B %Y}",
        since=since,
        until=until,
        zone=zone,
        counts=_counts(conn, night, window),
        quiet=night.quiet,
        night=night_in_a_sentence(night),
        sections=sections.all_of(night),
        foot=foot.foot(night, lookups.reader(conn), lookups.issues(conn, window)),
    )


def _counts(conn: sqlite3.Connection, night: Night, window: dict[str, str]) -> Counts:
    row = conn.execute(
        """
        select
          (
            select count(*)
            from documents
            where first_seen >= :since
              and first_seen < :until
          ) as items,
          (
            select count(*)
            from documents
            left join story_documents on story_documents.document = documents.id
            where documents.first_seen >= :since
              and documents.first_seen < :until
              and story_documents.copy_of is null
          ) as unique_items
        """,
        window,
    ).fetchone()
    return Counts(
        items=row["items"],
        unique=row["unique_items"],
        stories=night.new[0]["stories_in_window"] if night.new else 0,
        sources=night.asked,
        failed=len(night.missed),
        unanswered=len(night.unanswered),
        conflicts=len(night.conflicts),
        hot=len(night.hot),
    )
