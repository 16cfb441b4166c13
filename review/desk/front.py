"""The front page: what was claimed, where it broke, who answered in which words how fast, and what is unanswered."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Request, Response

from review import rows
from review.brief import lookups, reversals
from review.brief.night import pairs_of_amounts
from review.desk import standing_decisions
from review.desk.app import Desk
from review.desk.window import choose
from review.questions import ask
from review.rows import Row

SHOWN = {"claims": 6, "stories": 8, "others": 8, "voices": 6, "numbers": 5, "topics": 8}
"""Rows of each section; the rest is behind a link."""


async def show(datasette: Desk, request: Request) -> Response:
    """GET /: the front page."""
    since, until = request.args.get("since") or "", request.args.get("until") or ""
    now = datasette.clock()

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        window = choose(conn, now=now, zone=datasette.zone, since=since, until=until)
        answers = ask(conn, "unanswered", until=window.given["until"])
        stories = ask(conn, "new", **window.given)
        spoke = ask(conn, "spoke", **window.given)
        speed = [row for row in ask(conn, "speed", **window.given) if row["side"] == "own"]
        decisions = standing_decisions.about(conn, [row["story"] for row in (*stories, *answers)])
        unanswered = _named([row for row in answers if _open(row, decisions)], decisions)
        ours, others = _parted([row for row in stories if _open(row, decisions)])
        return {
            "window": window,
            "live": not (window.stale or since or until),
            "chosen": f"?{urlencode(window.given)}" if since or until else "",
            "unanswered": unanswered,
            "waiting": {row["story"] for row in unanswered},
            "stories": _answered(conn, _named(ours, decisions), window.given["until"]),
            "others": others,
            "spoke": spoke,
            "fastest": speed[0] if speed else None,
            "figures": pairs_of_amounts(ask(conn, "figures", **window.given)),
            "hot": ask(conn, "hot", **window.given),
            "health": health(conn),
            "executives": _executives(datasette, spoke),
            "shown": SHOWN,
        }

    return await datasette.page("front.html", request, **await datasette.read(load))


def health(conn: sqlite3.Connection) -> list[Row]:
    """Return every watched source, failing ones first."""
    return rows.found(conn, HEALTH)


def _parted(stories: list[Row]) -> tuple[list[Row], list[Row]]:
    """Split stories into those about watched companies and others."""
    return [row for row in stories if row["subject"]], [row for row in stories if not row["subject"]]


def _answered(conn: sqlite3.Connection, stories: list[Row], until: str) -> list[Row]:
    """Add to the displayed stories their first answers, reversals and where they were first seen; the rest is unchanged."""
    shown = [row["story"] for row in stories[: SHOWN["stories"]]]
    answers, places = lookups.answers(conn, until, shown), lookups.first_places(conn, shown)
    turns = reversals.latest_reversals(conn, until, shown)
    return [
        {
            **row,
            "answer": answers.get(row["story"]),
            "since": turns[row["story"]][1] if row["story"] in turns else None,
            "place": places.get(row["story"]),
        }
        for row in stories
    ]


def _executives(datasette: Desk, spoke: list[Row]) -> int:
    """Count the people of the own companies who were quoted."""
    people = {row["entity"] for row in spoke if row["side"] == "own"}
    return sum(datasette.people.watchlist.person(entity) is not None for entity in people)


def _open(row: Row, decisions: standing_decisions.Decided) -> bool:
    return decisions.latest(row["story"], "status") != "ignore"


def _named(rows: list[Row], decisions: standing_decisions.Decided) -> list[Row]:
    return [
        {
            **row,
            "headline": decisions.latest(row["story"], "rename") or row["headline"],
            "status": decisions.latest(row["story"], "status"),
            "owner": decisions.latest(row["story"], "owner"),
        }
        for row in rows
    ]


HEALTH = """
    select *
    from collection_health
    order by
      failures > 0 desc,
      last_poll_at is null desc,
      tier,
      name
"""
