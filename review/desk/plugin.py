"""Registers routes, connections, template functions, menu and safety with Datasette. Affects a Desk only."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import unquote

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup

from review import amounts, connections, searching, wording
from review.control_characters import visible
from review.desk import decision_forms, evidence, feeds, front, items, languages, people, query_pages, story
from review.desk.app import DECISIONS, STORE, Desk
from review.desk.safety import App, guarded
from review.urls import page_of, safe_url

Page = Callable[..., Awaitable[Response]]

PAGES: tuple[tuple[str, Page], ...] = (
    (r"^/$", front.show),
    (r"^/search$", query_pages.search),
    (r"^/questions$", query_pages.every_question),
    (r"^/questions/(?P<name>[a-z_0-9]+)$", query_pages.question),
    (r"^/brief$", query_pages.morning_brief),
    (r"^/story/(?P<id>[^/]+)$", story.show),
    (r"^/company/(?P<id>[^/]+)$", people.company),
    (r"^/person/(?P<id>[^/]+)\.csv$", people.log_as_csv),
    (r"^/person/(?P<id>[^/]+)\.xlsx$", people.log_as_workbook),
    (r"^/person/(?P<id>[^/]+)$", people.person),
    (r"^/topic/(?P<id>[^/]+)$", items.topic),
    (r"^/document/(?P<id>[^/]+)$", items.document),
    (r"^/sources$", items.sources),
    (r"^/source/(?P<id>[^/]+)$", items.source),
    (r"^/explain/(?P<id>[^/]+)$", items.fact),
    (r"^/calendar$", decision_forms.calendar),
    (r"^/audit$", decision_forms.audit),
    (r"^/decide$", decision_forms.decide),
    (r"^/undo$", decision_forms.undo),
    (r"^/feeds/stories\.atom$", feeds.stories),
    (r"^/feeds/responses\.atom$", feeds.responses),
)

DESK_PAGES = {
    "stories": "story",
    "documents": "document",
    "topics": "topic",
    "sources": "source",
    "quotes": "explain",
    "figures": "explain",
    "mentions": "explain",
    "responses": "explain",
    "checks": "explain",
}
"""Tables whose rows have a page of our own."""

WRITES = frozenset({decision_forms.decide, decision_forms.undo})


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Page]]:
    """Return our pages and the health check."""
    if not isinstance(datasette, Desk):
        return []
    return [*((regex, _allowed(page)) for regex, page in PAGES), (r"^/-/health\.json$", feeds.health)]


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Add the watch list's functions, attach the decisions, make search find Chinese names."""
    if isinstance(datasette, Desk) and database == STORE:
        connections.prepare(conn, datasette.decisions, datasette.people)
        searching.register(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Add filters and globals; strip invisible characters from all collected text in any page."""
    if not isinstance(datasette, Desk):
        return
    env.finalize = _without_invisible
    env.filters |= _filters(datasette)
    env.globals |= _globals(datasette)


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """Return links to Datasette's own tables."""
    if not isinstance(datasette, Desk):
        return []
    return [
        {"href": datasette.urls.path(f"/{STORE}"), "label": "All tables"},
        {"href": datasette.urls.path(f"/{DECISIONS}"), "label": "Decisions"},
    ]


@hookimpl
async def forbidden(datasette: Datasette, request: Request, message: str) -> Response | None:
    """Return 403 in our layout, with a link to sign in."""
    if not isinstance(datasette, Desk):
        return None
    return await datasette.page("forbidden.html", request, code=403, message=message)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Add content policy and host-name check to every response."""
    if not isinstance(datasette, Desk):
        return lambda app: app
    return lambda app: guarded(app, datasette.hosts, _is_datasettes)


def _is_datasettes(path: str) -> bool:
    return path.startswith((f"/{STORE}", f"/{DECISIONS}", "/-/")) and path != "/-/login"


def _allowed(page: Page) -> Page:
    """Wrap a page: check Datasette's permission, forbid caching.

    Datasette 0.65 routes by the raw path; ids reach the pages decoded.
    """

    @wraps(page)
    async def checked(datasette: Desk, request: Request) -> Response:
        await datasette.ensure_permissions(request.actor, ["view-instance"])
        if (request.method == "POST") != (page in WRITES) and page is not decision_forms.calendar:
            return Response.text("This address does not take that method.\n", status=405)
        request.url_vars.update({name: unquote(sent) for name, sent in request.url_vars.items()})
        response = await page(datasette, request)
        response.headers.setdefault("cache-control", "no-store")
        return response

    return checked


def _without_invisible(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _filters(desk: Desk) -> dict[str, Callable[..., Any]]:
    """Return the template filters that format stored values."""
    zone, names = desk.zone, desk.people
    return {
        "local": lambda text: (
            wording.local(datetime.fromisoformat(text), zone, desk.clock()) if text else "time not known"
        ),
        "stamped": lambda text: f"{datetime.fromisoformat(text).astimezone(zone):%Y-%m-%d %H:%M}",
        "between": lambda latest, earliest=None: wording.between(earliest, latest, zone, desk.clock()),
        "first_sighting": lambda latest, earliest=None: wording.first_sighting(
            earliest, latest, zone, desk.clock()
        ),
        "entity": names.name,
        "entity_path": lambda entity: desk.urls.path(names.path(entity)) if names.path(entity) else None,
        "side": names.side,
        "channel": lambda row: wording.channel(row["channel"], row["channel_kind"]),
        "stance": lambda stance: wording.STANCES.get(stance or "", "answers"),
        "verdict": lambda verdict: wording.VERDICTS.get(verdict, verdict),
        "shortened": wording.shortened,
        "heat": wording.heat,
        "platform": wording.platform,
        "office": lambda row: wording.office(
            names.speaker(None, row["speaker"]),
            names.title(row["speaker_entity"], row["role"], row["responded_not_after"]),
            names.called(row["organisation"]),
        ),
        "title": names.title,
        "speaker": lambda written: names.speaker(None, written),
        "figure": lambda row: amounts.label(row, names.called),
        "period": amounts.period,
        "sum_of": amounts.sum_of,
        "filed": amounts.filed,
        "difference": amounts.difference,
        "carried": wording.carried,
        "term": wording.term,
        "linked": lambda text: evidence.linked(text, desk.urls.path),
        "counted": wording.counted,
        "told": languages.told,
        "safe_url": safe_url,
        "tilde": tilde_encode,
        "language": lambda lang: {"en": "English", "zh": "Chinese"}.get(lang or "", lang),
    }


def _globals(desk: Desk) -> dict[str, Any]:
    """Return the template globals."""
    zone = desk.zone
    return {
        "page_of": lambda kind, identity: desk.urls.path(page_of(kind, identity)),
        "span": wording.span,
        "after_claim": wording.after_claim,
        "known": wording.known,
        "open_at": lambda text, end: wording.open_for(datetime.fromisoformat(text) if text else None, end),
        "at": lambda moment: wording.local(moment, zone, desk.clock()),
        "day": lambda moment: wording.day(moment, zone),
        "minutes": wording.lasting,
        "zone": zone,
        "STATUSES": decision_forms.STATUSES,
        "STANCES": wording.STANCES,
        "can_sign_in": desk.can_sign_in,
        "watchlist": desk.people.watchlist,
        "store": STORE,
        "desk_pages": DESK_PAGES,
    }
