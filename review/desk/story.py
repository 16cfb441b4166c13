"""The story page: claim, timeline, answers, figures, and every document with its copies folded."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Request, Response

from review import rows
from review.brief import lookups, reversals
from review.desk import standing_decisions, timeline, window
from review.desk.app import Desk
from review.desk.not_found import missing
from review.desk.texts import with_marks
from review.rows import Row

DOCUMENTS = 60
"""Maximum documents on the page; a larger story says how many are left out."""
MARKED = 8
"""Documents whose text is marked on the page itself; others have their own page."""

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
    story = rows.one(conn, STORY, id=identity)
    if story is None:
        return None
    documents, topics, sightings, answers, checks = (
        rows.found(conn, sql, id=story["id"])
        for sql in (OF_DOCUMENTS, OF_TOPICS, OF_SIGHTINGS, OF_ANSWERS, OF_CHECKS)
    )
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
        "decisions": decisions.rows,
        "first_answer": _shown(
            lookups.answers(conn, ALWAYS, [story["id"]], without=rejected).get(story["id"]), corrected
        ),
        "since": _shown(
            reversals.latest_reversals(conn, ALWAYS, [story["id"]]).get(story["id"], (None, None))[1],
            corrected,
        ),
        "told_first": lookups.first_reports(conn, [story["id"]]).get(story["id"]),
        "answers": own,
        "spoken": spoken,
        "reactions": [row for row in corrected if row["party"] == "reaction"],
        "checks": checks,
        "topics": topics,
        "documents": unique[:DOCUMENTS],
        "texts": {row["id"]: with_marks(conn, row["id"], datasette) for row in unique[:MARKED]},
        "left_out": max(len(unique) - DOCUMENTS, 0),
        "timeline": timeline.draw(sightings, unique, spoken, datasette.zone, _claim_seen(story)),
        "peak": min((row["position"] for row in sightings if row["position"]), default=None),
        "others": _others(conn, story) if signed_in else [],
        "total": len(documents),
        "waiting": _claimed(story) and not spoken and not lookups.settled(conn, story["id"]),
        "now": window.choose(conn, now=datasette.clock(), zone=datasette.zone).until,
    }


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


def _shown(found: Row | None, answers: list[Row]) -> Row | None:
    """Return an answer as front page and brief show it, with people's corrections."""
    if found is None:
        return None
    corrected = next((row for row in answers if row["id"] == found["id"]), {})
    return {**found, **{column: corrected[column] for column in found if column in corrected}}


def _others(conn: sqlite3.Connection, story: Row) -> list[Row]:
    """Return stories to merge with: the latest about the same company."""
    return rows.found(conn, OTHERS, id=story["id"], subject=story["subject"])


def _claim_seen(story: Row) -> tuple[str | None, str] | None:
    if not story["claim"] or not story["first_seen_not_after"]:
        return None
    return story["first_seen_not_before"], story["first_seen_not_after"]


def _corrected(row: Row, decisions: standing_decisions.Decided) -> Row:
    """Return an answer with corrections to itself and to its quote, which names the speaker."""
    own = decisions.corrected(row["id"], row)
    quote = decisions.corrected(row["quote"], own) if row["quote"] else own
    return {**quote, "corrected": (*own["corrected"], *quote["corrected"])}


# The surviving story is looked up row by row: with a join, SQLite 3.40 would scan all stories first.
STORY = """
    with recursive heir(id, steps) as (
      select :id, 0
      union
      select (select redirect_to from stories where stories.id = heir.id), heir.steps + 1
      from heir
      where heir.id is not null
        and heir.steps < 50
    )
    select
      stories.*,
      coalesce(nullif(stories.headline, ''), stories.claim, 'A post without words') as headline,
      topics.title as topic_title,
      topics.platform as topic_platform
    from stories
    left join topics on topics.id = stories.topic
    where stories.id in (select id from heir)
      and stories.redirect_to is null
    limit 1
"""

OTHERS = """
    select id, coalesce(nullif(headline, ''), claim, id) as headline
    from stories
    where subject = :subject
      and redirect_to is null
      and id <> :id
    order by first_seen_not_after desc
    limit 30
"""

OF_DOCUMENTS = """
    select
      documents.id,
      documents.kind,
      coalesce(documents.title, nullif(substr(documents.text, 1, 90), '')) as title,
      documents.url,
      documents.lang,
      documents.version,
      documents.gone_since,
      documents.free,
      coalesce(documents.published, documents.first_seen) as at,
      documents.published is null as undated,
      sources.id as source_id,
      sources.name as source,
      sources.tier,
      story_documents.kind as link,
      story_documents.score,
      story_documents.evidence,
      story_documents.rule,
      story_documents.copy_of
    from story_documents
    join documents on documents.id = story_documents.document
    join sources on sources.id = documents.source
    where story_documents.story = :id
    order by at, documents.id
"""

OF_TOPICS = """
    select
      topics.id,
      topics.title,
      topics.platform,
      story_topics.kind as link,
      story_topics.score,
      story_topics.evidence,
      story_topics.rule,
      min(sightings.captured_at) as first_at,
      max(sightings.captured_at) as last_at,
      min(case when sightings.list = 'hot' then sightings.position end) as peak_position,
      max(sightings.heat) as peak_heat
    from story_topics
    join topics on topics.id = story_topics.topic
    left join sightings on sightings.topic = topics.id
      and sightings.kind = 'organic'
    where story_topics.story = :id
    group by topics.id
    order by first_at, topics.id
"""

OF_SIGHTINGS = """
    select
      sightings.topic,
      sightings.title,
      sightings.captured_at,
      sightings.position,
      sightings.heat,
      sightings.list
    from story_topics
    join sightings on sightings.topic = story_topics.topic
    where story_topics.story = :id
      and sightings.kind = 'organic'
      and sightings.list in ('hot', 'rising')
    order by sightings.captured_at, sightings.id
    limit 4000
"""

OF_ANSWERS = """
    select
      responses.*,
      responses.responder as speaker,
      responses.responder_entity as speaker_entity,
      documents.url,
      documents.title,
      sources.name as source,
      answer_words.quote,
      answer_words.kind,
      answer_words.carriers,
      coalesce(responses.document, responses.topic) || ':' || responses."start" || '-' || responses."end" as place
    from responses
    join answer_words on answer_words.response = responses.id
    left join documents on documents.id = responses.document
    left join sources on sources.id = documents.source
    where responses.story = :id
    order by responses.party, responses.responded_not_after, responses.id
    limit 100
"""

OF_CHECKS = """
    select
      checks.*,
      one.text as left_text,
      one.metric,
      one.metric_text,
      one.value as left_value,
      one.per,
      one.subject,
      one.period,
      one_document.id as left_document,
      coalesce(one_source.name, platform_name(one_topic.platform)) as left_source,
      one_document.kind = 'filing' as left_is_filing,
      other.text as right_text,
      other_document.id as right_document,
      coalesce(other_source.name, platform_name(other_topic.platform)) as right_source,
      other_document.kind = 'filing' as right_is_filing
    from checks
    join figures one on one.id = checks.left_figure
    left join documents one_document on one_document.id = one.document
    left join sources one_source on one_source.id = one_document.source
    left join topics one_topic on one_topic.id = one.topic
    left join figures other on other.id = checks.right_figure
    left join documents other_document on other_document.id = other.document
    left join sources other_source on other_source.id = other_document.source
    left join topics other_topic on other_topic.id = other.topic
    where checks.story = :id
    order by checks.verdict = 'conflicts' desc, checks.verdict = 'does_not_add_up' desc, checks.id
    limit 60
"""
