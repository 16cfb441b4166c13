"""The story page: claim, timeline, answers, figures, and every document with its copies folded."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from review import rows
from review.brief import lookups, reversals
from review.desk import standing_decisions, story_rows, timeline, told_decisions, window
from review.desk.app import Desk
from review.desk.not_found import missing
from review.desk.texts import with_marks
from review.rows import Row
from review.wording import BAD

DOCUMENTS = 60
"""Maximum documents on the page; a larger story says how many are left out."""
MARKED = 8
"""Documents whose text is marked on the page itself; others have their own page."""
CHECKS = 6
"""Comparisons of figures that are shown, more if more are in conflict; the others are folded."""
DRAWN = 6
"""Topics whose positions the timeline draws, the claim's and the hottest; the others are folded below them."""

SIGHTINGS = 4000
"""About how many sightings of these it draws."""

ALWAYS = "9999"
"""Later than any time."""


async def show(datasette: Desk, request: Request) -> Response:
    """GET /story/ID."""
    identity = request.url_vars["id"]
    found = await datasette.read(
        lambda conn: load(conn, identity, datasette, signed_in=request.actor is not None)
    )
    if found is None:
        return await missing(datasette, request, "story", identity)
    if found["story"]["id"] != identity:
        return Response.redirect(datasette.urls.path(f"/story/{found['story']['id']}"), status=301)
    return await datasette.page("story.html", request, **found)


def load(
    conn: sqlite3.Connection, identity: str, datasette: Desk, *, signed_in: bool
) -> dict[str, Any] | None:
    """Return all that the page shows; for a merged story, the older one; None if there is none."""
    story = rows.one(conn, story_rows.STORY, id=identity)
    if story is None:
        return None
    documents, topics, answers, checks = (
        rows.found(conn, sql, id=story["id"])
        for sql in (
            story_rows.OF_DOCUMENTS,
            story_rows.OF_TOPICS,
            story_rows.OF_ANSWERS,
            story_rows.OF_CHECKS,
        )
    )
    drawn = json.dumps([row["id"] for row in topics[:DRAWN]])
    sightings = rows.found(conn, story_rows.OF_SIGHTINGS, topics=drawn, most=SIGHTINGS)
    items = (row["id"] for row in (*documents, *topics, *answers))
    decisions = standing_decisions.about(
        conn, filter(None, (story["id"], *items, *(row["quote"] for row in answers)))
    )
    unique = _folded(documents)
    corrected = [_corrected(row, decisions) for row in answers]
    rejected = {row["id"] for row in corrected if decisions.rejects(story["id"], row["place"])}
    corrected = [row for row in corrected if row["id"] not in rejected]
    own = [row for row in corrected if row["party"] == "own"]
    spoken = [row for row in own if row["stance"] != "silent"]
    return {
        "story": {
            **story,
            "headline": decisions.latest(story["id"], "rename") or story["headline"],
            "written": story["headline"],
            "entities": json.loads(story["entities"]),
        },
        **{kind: decisions.latest(story["id"], kind) for kind in ("status", "owner", "note")},
        "tags": decisions.tags(story["id"]),
        "decisions": told_decisions.told(conn, decisions.rows),
        "first_answer": _shown(
            lookups.answers(conn, ALWAYS, [story["id"]], without=rejected).get(story["id"]), corrected
        ),
        "since": _shown(
            reversals.latest_reversals(conn, ALWAYS, [story["id"]], without=rejected).get(
                story["id"], (None, None)
            )[1],
            corrected,
        ),
        "place": lookups.first_places(conn, [story["id"]]).get(story["id"]),
        "answers": own,
        "spoken": spoken,
        "reactions": [row for row in corrected if row["party"] == "reaction"],
        "checks": checks,
        "told_checks": max(CHECKS, sum(check["verdict"] in BAD for check in checks)),
        "topics": topics,
        "drawn": DRAWN,
        "documents": unique[:DOCUMENTS],
        "texts": {row["id"]: with_marks(conn, row["id"], datasette) for row in unique[:MARKED]},
        "left_out": {
            "documents": max(len(unique) - DOCUMENTS, 0),
            "responses": _beyond(answers),
            "checks": _beyond(checks),
        },
        "timeline": timeline.draw(
            sightings, unique, _named(spoken, datasette), datasette.zone, _claim_seen(story)
        ),
        "peak": min((row["peak_position"] for row in topics if row["peak_position"]), default=None),
        "others": _others(conn, story) if signed_in else [],
        "owners": rows.found(conn, story_rows.OWNERS) if signed_in else [],
        "total": len(documents),
        "waiting": _claimed(story) and not spoken and not lookups.settled(conn, story["id"]),
        "now": window.choose(conn, now=datasette.clock(), zone=datasette.zone).until,
    }


def _beyond(read: list[Row]) -> int:
    """Return how many rows there are beyond those that were read."""
    return read[0]["of_all"] - len(read) if read else 0


def _claimed(story: Row) -> bool:
    """Return whether the story is a claim about somebody."""
    return bool(story["claim"] and story["subject"])


def _folded(documents: list[Row]) -> list[Row]:
    """Return the documents that are no copies, each with its copies."""
    copies: dict[str, list[Row]] = {}
    for row in documents:
        if row["copy_of"] is not None:
            copies.setdefault(row["copy_of"], []).append(row)
    return [{**row, "copies": copies.get(row["id"], [])} for row in documents if row["copy_of"] is None]


def _named(answers: list[Row], datasette: Desk) -> list[Row]:
    """Return the answers with the name of each speaker, the company's where the text names nobody."""
    name = datasette.people.name
    return [
        {**row, "speaker": name(row["speaker_entity"]) or row["speaker"] or name(row["company"])}
        for row in answers
    ]


def _shown(found: Row | None, answers: list[Row]) -> Row | None:
    """Return an answer as front page and brief show it, with people's corrections."""
    if found is None:
        return None
    corrected = next((row for row in answers if row["id"] == found["id"]), {})
    return {**found, **{column: corrected[column] for column in found if column in corrected}}


def _others(conn: sqlite3.Connection, story: Row) -> list[Row]:
    """Return stories to merge with: the latest about the same company."""
    return rows.found(conn, story_rows.OTHERS, id=story["id"], subject=story["subject"])


def _claim_seen(story: Row) -> tuple[str | None, str] | None:
    if not story["claim"] or not story["first_seen_not_after"]:
        return None
    return story["first_seen_not_before"], story["first_seen_not_after"]


def _corrected(row: Row, decisions: standing_decisions.Decided) -> Row:
    """Return an answer with corrections to itself and to its quote, which names the speaker."""
    own = decisions.corrected(row["id"], row)
    quote = decisions.corrected(row["quote"], own) if row["quote"] else own
    return {**quote, "corrected": (*own["corrected"], *quote["corrected"])}
