"""Pages that run a query: search, the morning questions, the brief."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Request, Response

from review import brief, questions, searching
from review.brief.compose import of_window
from review.brief.masthead import FOOT, masthead, opening
from review.desk import columns
from review.desk.app import STORE, Desk
from review.desk.not_found import missing
from review.desk.window import choose
from review.excerpts import allowed
from review.wording import shortened

AROUND = 60
"""Code points shown before the first match."""
EXTRACT = 180

FORMS = (("text", "Plain text"), ("markdown", "Markdown"), ("pdf", "PDF"))
"""Other formats of the brief; PDF only where it can be printed."""


async def search(datasette: Desk, request: Request) -> Response:
    """GET /search?q=."""
    typed = (request.args.get("q") or "").strip()

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        found = searching.find(conn, typed)
        for row in found["documents"]:
            text = allowed(row.pop("text"), row["title"], row.pop("keep"))
            start = max(searching.place(text, typed) - AROUND, 0)
            extract = ("…" if start else "") + shortened(text[start : start + EXTRACT + AROUND], EXTRACT)
            row["extract"] = searching.highlighted(extract, typed)
        people = [
            entry
            for entry in datasette.people.entries()
            if typed and any(typed.casefold() in name.casefold() for name in (entry.name, *entry.aliases))
        ]
        return {
            "typed": typed[: searching.LONGEST],
            "found": found,
            "entities": people,
            "most": searching.SHOWN,
        }

    return await datasette.page("search.html", request, **await datasette.read(load))


async def every_question(datasette: Desk, request: Request) -> Response:
    """GET /questions."""
    return await datasette.page("questions.html", request, questions=questions.every(), store=STORE)


async def question(datasette: Desk, request: Request) -> Response:
    """GET /questions/NAME."""
    name = request.url_vars["name"]
    try:
        asked = questions.named(name)
    except KeyError:
        return await missing(datasette, request, "question", name)
    given = {parameter: request.args.get(parameter) or "" for parameter in asked.parameters}
    now = datasette.clock()

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        window = choose(
            conn, now=now, zone=datasette.zone, since=given.get("since", ""), until=given.get("until", "")
        )
        values = {
            **given,
            **window.given,
            "day": given.get("day") or window.until.astimezone(datasette.zone).date().isoformat(),
        }
        filled = {parameter: values.get(parameter, "") for parameter in asked.parameters}
        rows = questions.ask(conn, name, **filled)
        return {
            "rows": rows,
            "columns": columns.shown(name, rows),
            "filled": filled,
            "window": window,
        }

    return await datasette.page(
        "question.html", request, question=asked, store=STORE, given=given, **await datasette.read(load)
    )


async def morning_brief(datasette: Desk, request: Request) -> Response:
    """GET /brief; with ?format=text, markdown or pdf, in that format."""
    since, until = request.args.get("since") or "", request.args.get("until") or ""
    form = request.args.get("format") or ""
    now = datasette.clock()

    def load(conn: sqlite3.Connection) -> brief.Brief:
        window = choose(
            conn, now=now, zone=datasette.zone, since=since, until=until, evenings=datasette.evenings
        )
        return of_window(
            conn, since=window.since, until=window.until, zone=datasette.zone, people=datasette.people
        )

    composed = await datasette.read(load)
    if form == "text":
        return Response.text(brief.as_text(composed))
    if form == "markdown":
        return Response.text(brief.as_markdown(composed))
    if form == "pdf":
        return await _as_pdf(composed)
    return await datasette.page(
        "brief.html",
        request,
        brief=composed,
        masthead=masthead(composed),
        opening=opening(composed),
        FOOT=FOOT,
        forms=FORMS if brief.can_print() else FORMS[:-1],
        query=_query(request),
    )


async def _as_pdf(composed: brief.Brief) -> Response:
    try:
        page = await asyncio.to_thread(brief.as_pdf, composed)
    except brief.NoWeasyprint as error:
        return Response.text(f"{error}\n", status=501)
    name = f'inline; filename="brief-{composed.until.astimezone(composed.zone).date()}.pdf"'
    return Response(page, content_type="application/pdf", headers={"content-disposition": name})


def _query(request: Request) -> str:
    """Return the query string of the requested window, for links to the other formats."""
    asked = {name: request.args.get(name) for name in ("since", "until") if request.args.get(name)}
    return urlencode(asked)
