"""Guards every request and response of the desk: content policy, known host names, no formulas in CSV."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from review import spreadsheet

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OURS = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
DATASETTES = OURS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "script-src 'self'", "script-src 'self' 'unsafe-inline'"
)
"""Datasette's own table and SQL pages have inline styles and scripts; Datasette escapes what they show."""

OF_USE = (
    "/-/login",
    "/-/logout",
    "/-/auth-token",
    "/-/actor.json",
    "/-/health.json",
    "/-/static/",
    "/-/static-plugins/",
)
"""Datasette addresses that the desk needs. The others reveal paths, versions and settings of this machine."""

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def guarded(app: App, hosts: frozenset[str] | None, datasettes: Callable[[str], bool]) -> App:
    """Refuse foreign host names, add headers to every response, and keep formulas out of Datasette's CSV.

    Args:
        app: the application.
        hosts: accepted host names without port; None: any. Otherwise a page elsewhere could point its own name at
            127.0.0.1 and read a desk without password.
        datasettes: returns whether a path is one of Datasette's own pages.
    """

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if hosts is not None and _host(scope) not in hosts:
            await _refuse(send, 421, "This desk is not known by that host name.")
            return
        if scope["path"].startswith("/-/") and not scope["path"].startswith(OF_USE):
            await _refuse(send, 404, "There is no such page at the desk.")
            return
        policy = DATASETTES if datasettes(scope["path"]) else OURS

        tabular = datasettes(scope["path"]) and scope["path"].endswith(".csv")

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if tabular and message.get("body"):
                # Datasette sends whole lines, with cells as collected.
                lines = spreadsheet.harmless_lines(message["body"].decode())
                message = {**message, "body": lines.encode()}
            if message["type"] == "http.response.start":
                added = {**HEADERS, "content-security-policy": policy}
                kept = [pair for pair in message["headers"] if pair[0].lower().decode("latin-1") not in added]
                message = {**message, "headers": [*kept, *_encoded(added)]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return guard


def _host(scope: Scope) -> str:
    value = (
        next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    )
    name, colon, port = str(value).rpartition(":")
    return name if colon and port.isdigit() else str(value)


async def _refuse(send: Send, status: int, why: str) -> None:
    headers = _encoded({"content-type": "text/plain; charset=utf-8", **HEADERS})
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{why}\n".encode()})


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
