"""Serves the sample newsroom over HTTP on the loopback, as it stood at a simulated moment. Leaves the content to others."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from sample import accounts, boards, exchange, pages
from sample.content import articles, outlets, readable

log = logging.getLogger(__name__)

ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /account/\n"
SECONDS_OF_SILENCE = 10
"""After which an idle connection is closed."""

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


class Newsroom:
    """The whole sample web, on any free port of the loopback.

    Set `at` to move its clock: what is not out at that moment is not served, what was changed reads as it did then,
    what was deleted is gone. `walls` names hosts that answer with Weibo's page for strangers; `down` path prefixes
    that answer 503.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or datetime(2024, 8, 22, 23, 0, tzinfo=UTC)
        self.walls: set[str] = set()
        self.down: set[str] = set()
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """Its origin, without a slash at the end.

        Raises:
            RuntimeError: it is not open.
        """
        if self._server is None:
            raise RuntimeError("the newsroom is closed; use it in a with statement")
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"room": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="newsroom")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What stands at an address."""

    body: bytes
    type: str
    modified: datetime | None = None
    """None: made anew for every request, so that it has no validators."""


def answer(target: str, moment: datetime, origin: str, walls: frozenset[str] = frozenset()) -> Reply | None:
    """What stands at an address at a moment, or None.

    Args:
        target: path with query.
        moment: what came later does not exist.
        origin: scheme and host that links in the reply begin with.
        walls: hosts that ask every stranger for a cookie.
    """
    parts = urlsplit(target)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    host = parts.path.strip("/").partition("/")[0]
    if host in walls:
        return Reply(body=boards.VISITOR_PAGE.encode(), type="text/html")
    if parts.path == "/robots.txt":
        return Reply(body=ROBOTS.encode(), type="text/plain; charset=utf-8")
    return (
        _outlet(parts.path, moment, origin)
        or _platform(parts.path, query, moment)
        or _exchange(parts.path, query, moment, origin)
    )


def addresses() -> Iterator[str]:
    """Every article's address, whenever it is served."""
    return (article.path for article in articles())


def _outlet(path: str, moment: datetime, origin: str) -> Reply | None:
    for outlet in outlets():
        if not path.startswith(f"/{outlet.id}/"):
            continue
        if path == f"/{outlet.id}/{outlet.index}":
            shown = [article.modified for article in readable(outlet, moment)]
            body = pages.index(outlet, moment, origin)
            return Reply(body=body, type=outlet.index_type, modified=max(shown, default=None))
        for article in readable(outlet, moment):
            if article.path == path:
                body = pages.page(article, moment, origin)
                return Reply(body=body, type=HTML, modified=article.modified)
            if article.picture == path:
                return Reply(body=pages.picture(article), type="image/svg+xml", modified=article.published)
    return None


def _platform(path: str, query: dict[str, str], moment: datetime) -> Reply | None:
    if path == "/weibo.com/ajax/side/hotSearch":
        return _json(boards.side_hot_search(moment))
    if path == "/m.weibo.cn/api/container/getIndex":
        if query.get("containerid") == boards.MOBILE_CONTAINER:
            return _json(boards.mobile_container(moment))
        if found := accounts.timeline("weibo", query.get("containerid", "").removeprefix("107603")):
            return _json(accounts.weibo_container(found, moment))
        return _json({"ok": 0, "msg": "这里还没有内容"})
    if path == "/public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed" and (
        found := accounts.timeline("bluesky", query.get("actor", ""))
    ):
        return _json(accounts.bluesky_feed(found, moment))
    return None


def _exchange(path: str, query: dict[str, str], moment: datetime, origin: str) -> Reply | None:
    if path == "/hkexnews/search/titleSearchServlet.do":
        return _json(exchange.title_search(query.get("stockId", ""), moment, origin))
    if found := exchange.announcement(path, moment):
        body, at = found
        return Reply(body=body, type=HTML, modified=at)
    return None


def _json(value: Any) -> Reply:
    return Reply(body=json.dumps(value, ensure_ascii=False).encode(), type=JSON)


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP: validators, compression, the simulated date."""

    room: Newsroom
    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    sys_version = ""
    timeout = SECONDS_OF_SILENCE

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def date_time_string(self, timestamp: float | None = None) -> str:
        moment = self.room.at if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
        return _http_date(moment)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        log.debug(format, *args)

    def _reply(self, *, with_body: bool) -> None:
        parts = urlsplit(self.path)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        origin = f"http://{self.headers.get('Host') or parts.netloc}"
        if any(target.startswith(prefix) for prefix in self.room.down):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, Reply(body=b"down", type="text/plain"), with_body)
            return
        found = answer(target, self.room.at, origin, frozenset(self.room.walls))
        if found is None:
            gone = Reply(body=b"<!doctype html><title>404</title><h1>Not found</h1>", type=HTML)
            self._send(HTTPStatus.NOT_FOUND, gone, with_body)
        elif self._has_already(found):
            self._send(HTTPStatus.NOT_MODIFIED, found, with_body=False)
        else:
            self._send(HTTPStatus.OK, found, with_body)

    def _has_already(self, reply: Reply) -> bool:
        if reply.modified is None:
            return False
        if tags := self.headers.get("If-None-Match"):
            return _etag(reply) in tags
        with suppress(TypeError, ValueError):
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return reply.modified.replace(microsecond=0) <= since
        return False

    def _send(self, status: HTTPStatus, reply: Reply, with_body: bool) -> None:
        body = reply.body
        self.send_response(status)
        if reply.modified is None:
            self.send_header("Cache-Control", "no-cache")
        else:
            self.send_header("ETag", _etag(reply))
            self.send_header("Last-Modified", _http_date(reply.modified))
        if status is not HTTPStatus.NOT_MODIFIED:
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _etag(reply: Reply) -> str:
    return f'"{hashlib.sha256(reply.body).hexdigest()[:20]}"'


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
