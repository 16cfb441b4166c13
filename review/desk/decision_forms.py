"""Writes people's decisions: decide, undo, calendar entries.

Each write records person and time and requires a sign-in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation

from datasette.utils.asgi import Forbidden, Request, Response
from sqlite_utils import Database

from db import decisions
from db.times import iso
from records import Decision
from review import rows
from review.desk import told_decisions
from review.desk.app import DECISIONS, Desk
from review.rows import Row
from review.wording import STANCES

STATUSES = ("new", "seen", "needs answer", "answered", "ignore")

LONGEST_ID = 2000
"""An archive's ids may be addresses."""

AUDITED = 300
"""Maximum decisions on the page of all."""

KINDS: dict[str, int] = {
    "status": 20,
    "owner": 80,
    "note": 2000,
    "tag": 40,
    "rename": 300,
    "merge": 300,
    "split": LONGEST_ID,
    "accept_link": LONGEST_ID,
    "reject_link": LONGEST_ID,
    "reject_answer": 300,
    "correct": 2000,
}
"""Kinds of decisions and the maximum length of their value in characters."""

FIELDS = frozenset({
    "speaker", "speaker_entity", "role", "organisation", "channel", "stance", "said_on",
    "value", "unit", "metric", "period", "subject", "headline",
})  # fmt: skip
"""Columns of a fact that people may correct."""


async def decide(datasette: Desk, request: Request) -> Response:
    """POST /decide: kind, subject, value, field. Redirects to the page it came from."""
    actor = signed_in(request)
    form = await request.post_vars()
    try:
        decision = decision_of(form, actor)
        if decision.kind == "merge":
            await datasette.read(lambda conn: check_merge(conn, decision.subject, decision.value or ""))
    except ValueError as error:
        datasette.add_message(request, str(error), datasette.ERROR)
        return Response.redirect(back(form, datasette))
    now = datasette.clock()
    await datasette.write(lambda conn: decisions.save(Database(conn), decision, now))
    (told,) = await datasette.read(lambda conn: told_decisions.told(conn, [asdict(decision)]))
    later = " The stories follow with the next link step." if decision.kind in told_decisions.LATER else ""
    datasette.add_message(request, f"Kept: {told['label']} “{told['says'] or ''}”.{later}")
    return Response.redirect(back(form, datasette))


async def undo(datasette: Desk, request: Request) -> Response:
    """POST /undo: decision. Redirects to the page it came from."""
    actor = signed_in(request)
    form = await request.post_vars()
    number = form.get("decision", "")
    now = datasette.clock()
    undone = number.isdigit() and await datasette.write(
        lambda conn: decisions.undo(Database(conn), int(number), actor, now)
    )
    datasette.add_message(
        request,
        "Taken back." if undone else "That decision does not stand any more.",
        datasette.INFO if undone else datasette.WARNING,
    )
    return Response.redirect(back(form, datasette))


async def audit(datasette: Desk, request: Request) -> Response:
    """GET /audit: every decision, undone ones included, latest first."""
    subject = request.args.get("subject") or ""

    def load(conn: sqlite3.Connection) -> list[Row]:
        decided = rows.found(
            conn,
            """
            select decisions.*
            from desk.decisions
            where :subject = ''
              or decisions.subject = :subject
            order by decisions.id desc
            limit :most
            """,
            subject=subject,
            most=AUDITED,
        )
        return told_decisions.told(conn, decided)

    return await datasette.page(
        "audit.html",
        request,
        rows=await datasette.read(load),
        subject=subject,
        database=DECISIONS,
        most=AUDITED,
    )


async def calendar(datasette: Desk, request: Request) -> Response:
    """GET /calendar shows what is due; POST adds or removes an entry."""
    if request.method == "POST":
        return await _enter(datasette, request)
    today = datasette.clock().astimezone(datasette.zone).date().isoformat()

    def load(conn: sqlite3.Connection) -> list[Row]:
        return rows.found(
            conn,
            """
            select id, day, time, what, company, "by"
            from desk.calendar
            where undone_at is null
              and day >= date(:today, '-7 days')
            order by day, time is null, time, id
            limit 200
            """,
            today=today,
        )

    return await datasette.page("calendar.html", request, rows=await datasette.read(load), today=today)


async def _enter(datasette: Desk, request: Request) -> Response:
    actor = signed_in(request)
    form = await request.post_vars()
    now = iso(datasette.clock())
    number = form.get("take_out", "")
    if number.isdigit():
        await datasette.write(
            lambda conn: conn.execute(
                "update calendar set undone_at = :now, undone_by = :by where id = :id and undone_at is null",
                {"now": now, "by": actor, "id": int(number)},
            )
        )
        return Response.redirect(datasette.urls.path("/calendar"))
    what, day = form.get("what", "").strip()[:200], form.get("day", "").strip()
    if not what or not _is_day(day):
        datasette.add_message(request, "Say what is due and on which day.", datasette.ERROR)
        return Response.redirect(datasette.urls.path("/calendar"))
    entry = {
        "day": day,
        "time": form.get("time", "").strip()[:5] or None,
        "what": what,
        "company": form.get("company", "").strip()[:80] or None,
        "by": actor,
        "at": now,
    }
    await datasette.write(
        lambda conn: conn.execute(
            """
            insert into calendar (day, time, what, company, "by", at)
            values (:day, :time, :what, :company, :by, :at)
            """,
            entry,
        )
    )
    return Response.redirect(datasette.urls.path("/calendar"))


def signed_in(request: Request) -> str:
    """Return who is signed in.

    Raises:
        Forbidden: nobody is.
    """
    actor = (request.actor or {}).get("id")
    if not actor:
        raise Forbidden("sign in to decide")
    return str(actor)


def decision_of(form: dict[str, str], actor: str) -> Decision:
    """Return the decision in a form.

    Raises:
        ValueError: what is wrong with it, worded for the person.
    """
    kind, subject = form.get("kind", ""), form.get("subject", "").strip()
    value, field = form.get("value", "").strip(), form.get("field", "").strip() or None
    if kind not in KINDS:
        raise ValueError("There is no such decision.")
    if not subject or len(subject) > LONGEST_ID:
        raise ValueError("It does not say what it is about.")
    if len(value) > KINDS[kind]:
        raise ValueError(f"That is too long; {KINDS[kind]} characters are kept.")
    if kind == "status" and value not in STATUSES:
        raise ValueError(f"A status is one of {', '.join(STATUSES)}.")
    if kind == "correct" and field not in FIELDS:
        raise ValueError("That column cannot be corrected.")
    if kind == "correct" and value and field in READABLE and not READABLE[field][0](value):
        raise ValueError(READABLE[field][1])
    if kind == "merge":
        value = value.split("/story/")[-1].split("?")[0].split("#")[0]
    if kind in ("tag", "rename", "merge") and not value:
        raise ValueError("It says nothing.")
    return Decision(id=0, kind=kind, subject=subject, value=value or None, field=field, by=actor)


def check_merge(conn: sqlite3.Connection, story: str, other: str) -> None:
    """Check that a story can be merged into another.

    Raises:
        ValueError: it cannot, worded for the person.
    """
    if story == other:
        raise ValueError("A story cannot become part of itself.")
    known = conn.execute("select 1 from stories where id = :other and redirect_to is null", {"other": other})
    if known.fetchone() is None:
        raise ValueError("There is no story with that id; paste its address or its id.")
    if conn.execute(PARTS, {"story": story, "other": other}).fetchone():
        raise ValueError("That story is to become part of this one; undo that first.")


PARTS = """
    select 1
    from desk.decisions
    where kind = 'merge'
      and subject = :other
      and value = :story
      and undone_at is null
"""


def back(form: dict[str, str], datasette: Desk) -> str:
    """Return the page a form came from, if it is a path of this desk and never another site."""
    path = form.get("next", "")
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else str(datasette.urls.path("/"))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", "")).is_finite()
    except InvalidOperation:
        return False


READABLE: dict[str | None, tuple[Callable[[str], bool], str]] = {
    "stance": (STANCES.__contains__, f"A stance is one of {', '.join(STANCES)}."),
    "said_on": (_is_day, "A day is written like 2024-08-22."),
    "value": (_is_number, "A value is a number in digits, like -1240000000."),
}
"""Columns whose corrections linking has to read: a test, and what to say to the person if it fails."""
