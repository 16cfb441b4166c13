"""The page for what does not exist, with a search box."""

from __future__ import annotations

from datasette.utils.asgi import Request, Response

from review.desk.app import Desk


async def missing(datasette: Desk, request: Request, what: str, identity: str) -> Response:
    """Return 404 with what was asked for and a search box."""
    return await datasette.page("missing.html", request, code=404, what=what, identity=identity[:100])
