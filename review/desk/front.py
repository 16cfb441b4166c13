"""The front page: the window's five numbers, what needs an answer, stories, voices, figures, hot search, collection."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from review.desk import decided
from review.desk.app import Desk
from review.desk.window import choose
from review.questions import Row, ask

CLAIMS = 6
STORIES = 12
VOICES = 6
NUMBERS = 5
TOPICS = 8


async def show(datasette: Desk, request: Request) -> Response:
    """GET / shows the front page."""
    since, until = request.args.get("since") or "", request.args.get("until") or ""
    now = datasette.clock()

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        window = choose(conn, now=now, zone=datasette.zone, since=since, until=until)
        answers = ask(conn, "unanswered", until=window.given["until"])
        stories = ask(conn, "new", **window.given)
        spoke = ask(conn, "spoke", **window.given)
        speed = [row for row in ask(conn, "speed", **window.given) if row["side"] == "own"]
        figures = ask(conn, "figures", **window.given)
        hot = ask(conn, "hot", **window.given)
        decisions = decided.about(conn, [row["story"] for row in (*stories, *answers)])
        return {
            "window": window,
            "unanswered": _named([row for row in answers if _open(row, decisions)], decisions),
            "stories": _named([row for row in stories if _open(row, decisions)], decisions),
            "spoke": spoke,
            "fastest": speed[0] if speed else None,
            "figures": figures,
            "hot": hot,
            "health": health(conn),
            "executives": len({row["entity"] for row in spoke if row["side"] == "own" and row["entity"]}),
            "shown": {
                "claims": CLAIMS,
                "stories": STORIES,
                "voices": VOICES,
                "numbers": NUMBERS,
                "topics": TOPICS,
            },
        }

    return await datasette.page("front.html", request, **await datasette.read(load))


def health(conn: sqlite3.Connection) -> list[Row]:
    """Every watched source, what fails first."""
    rows = conn.execute(
        """
        select *
        from collection_health
        order by
          failures > 0 desc,
          last_poll_at is null desc,
          tier,
          name
        """
    )
    return [dict(row) for row in rows]


def _open(row: Row, decisions: decided.Decided) -> bool:
    return decisions.latest(row["story"], "status") != "ignore"


def _named(rows: list[Row], decisions: decided.Decided) -> list[Row]:
    return [
        {
            **row,
            "headline": decisions.latest(row["story"], "rename") or row["headline"],
            "status": decisions.latest(row["story"], "status"),
            "owner": decisions.latest(row["story"], "owner"),
        }
        for row in rows
    ]
