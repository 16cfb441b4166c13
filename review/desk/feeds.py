"""Atom feeds of stories and of responses, and the machine-readable health of collection."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from datasette.utils.asgi import Request, Response

from db.times import iso
from review import rows
from review.control_characters import visible
from review.desk.app import Desk
from review.rows import Row
from review.urls import safe_url
from review.wording import after_claim, does, said, shortened

ATOM = "http://www.w3.org/2005/Atom"
LATE = 3
"""A source is late if it was not polled well for this many of its intervals."""


async def stories(datasette: Desk, request: Request) -> Response:
    """GET /feeds/stories.atom."""
    told = await datasette.read(lambda conn: rows.found(conn, STORIES))
    entries = [
        {
            "id": row["id"],
            "path": f"/story/{row['id']}",
            "title": row["headline"],
            "updated": row["first_seen_not_after"],
            "summary": row["claim"] or row["headline"],
        }
        for row in told
        if row["first_seen_not_after"]
    ]
    return _feed(datasette, request, "Stories", "stories", entries)


async def responses(datasette: Desk, request: Request) -> Response:
    """GET /feeds/responses.atom."""
    told = await datasette.read(lambda conn: rows.found(conn, RESPONSES))
    entries = [
        {
            "id": row["id"],
            "path": f"/story/{row['story']}",
            "title": f"{_who(datasette, row)} {does(row['stance'])}: {shortened(row['headline'], 120)}",
            "updated": row["responded_not_after"],
            "summary": said(row["text"], row["kind"])
            if row["stance"] == "silent"
            else f"{said(row['text'], row['kind'])}\n{after_claim(row['latency_min'], row['latency_max'])}",
        }
        for row in told
    ]
    return _feed(datasette, request, "Responses", "responses", entries)


def _who(datasette: Desk, row: Row) -> str:
    people = datasette.people
    return (
        people.speaker(row["responder_entity"], row["responder"]) or people.name(row["company"]) or "Somebody"
    )


async def health(datasette: Desk) -> Response:
    """GET /-/health.json: age of every source's last good poll; status 503 if one is late or failing."""
    now = datasette.clock()
    watched = await datasette.read(lambda conn: rows.found(conn, HEALTH))
    sources = [_health(row, now) for row in watched]
    good = all(source["ok"] for source in sources)
    return Response.json({"ok": good, "at": iso(now), "sources": sources}, status=200 if good else 503)


def _health(row: Row, now: datetime) -> Row:
    good = datetime.fromisoformat(row["last_good_at"]) if row["last_good_at"] else None
    age = int((now - good).total_seconds()) if good else None
    late = good is None or now - good > timedelta(seconds=LATE * row["every"])
    return {
        "source": row["source"],
        "ok": not late and not row["failures"],
        "seconds_since_good": age,
        "failures": row["failures"],
        "status": row["last_status"],
        "why": row["last_why"],
    }


def _feed(datasette: Desk, request: Request, title: str, name: str, entries: list[Row]) -> Response:
    ET.register_namespace("", ATOM)
    root = f"{request.scheme}://{request.host}"
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "title", f"Rejoinder: {title}")
    _add(feed, "id", f"{root}{datasette.urls.path(f'/feeds/{name}.atom')}")
    _add(feed, "updated", max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00+00:00"))
    ET.SubElement(
        feed, f"{{{ATOM}}}link", rel="self", href=f"{root}{datasette.urls.path(f'/feeds/{name}.atom')}"
    )
    _add(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Rejoinder")
    for entry in entries:
        element = ET.SubElement(feed, f"{{{ATOM}}}entry")
        address = f"{root}{datasette.urls.path(entry['path'])}"
        _add(element, "id", f"{address}#{entry['id']}")
        _add(element, "title", entry["title"])
        _add(element, "updated", entry["updated"])
        _add(element, "summary", entry["summary"])
        if safe_url(address):
            ET.SubElement(element, f"{{{ATOM}}}link", href=address)
    body = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = visible(text)


STORIES = """
    select
      id,
      coalesce(nullif(headline, ''), claim, 'A post without words') as headline,
      claim,
      first_seen_not_after
    from stories
    where redirect_to is null
    order by first_seen_not_after desc
    limit 50
"""

RESPONSES = """
    select responses.*, stories.headline, answer_words.kind
    from responses
    join stories on stories.id = responses.story
    join answer_words on answer_words.response = responses.id
    where responses.party = 'own'
      and responses.responded_not_after is not null
    order by responses.responded_not_after desc
    limit 50
"""

HEALTH = """
    select *
    from collection_health
    order by source
"""
