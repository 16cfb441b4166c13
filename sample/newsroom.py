"""Serves the sample newsroom over HTTP on the loopback, as of a simulated time. `addresses` has the content."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from sample.addresses import HTML, Reply, answer
from sample.faults import RETRY_AFTER, SENT, Fault

log = logging.getLogger(__name__)

SECONDS_OF_SILENCE = 10
"""Seconds after which an idle connection is closed."""


class Newsroom:
    """The whole sample web, on any free port of the loopback.

    Set `at` to the simulated time: unpublished content is not served, changed content reads as it did, deleted
    content is gone. `faults` maps path prefixes to failures: {"/guanhai/": "down"}.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or datetime(2024, 8, 22, 23, 0, tzinfo=UTC)
        self.faults: dict[str, Fault] = {}
        self.closing = Event()
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """Its origin, without a trailing slash.

        Raises:
            RuntimeError: the server is not open.
        """
        if self._server is None:
            raise RuntimeError("the newsroom is closed; use it in a with statement")
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"room": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.closing.clear()
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
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = None


class _Handler(BaseHTTPRequestHandler):
    """Handles HTTP: validators, compression, the simulated date."""

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
        fault = next((fault for start, fault in self.room.faults.items() if target.startswith(start)), None)
        found = None if fault else answer(target, self.room.at, origin)
        if fault:
            self._fail(fault)
        elif found is None:
            gone = Reply(body=b"<!doctype html><title>404</title><h1>Not found</h1>", type=HTML)
            self._send(HTTPStatus.NOT_FOUND, gone, with_body=with_body)
        elif self._has_already(found):
            self._send(HTTPStatus.NOT_MODIFIED, found, with_body=False)
        else:
            self._send(HTTPStatus.OK, found, with_body=with_body)

    def _fail(self, fault: Fault) -> None:
        self.close_connection = True
        if fault == "silent":
            self.room.closing.wait(SECONDS_OF_SILENCE)
            return
        status, reply = SENT[fault]
        promised = 10 * len(reply.body) if fault == "cut" else None
        wait = {"Retry-After": str(RETRY_AFTER)} if fault == "busy" else {}
        self._send(status, reply, with_body=True, length=promised, more=wait)

    def _has_already(self, reply: Reply) -> bool:
        if reply.modified is None:
            return False
        if tags := self.headers.get("If-None-Match"):
            return _etag(reply) in tags
        with suppress(TypeError, ValueError):
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return reply.modified.replace(microsecond=0) <= since
        return False

    def _send(
        self,
        status: HTTPStatus,
        reply: Reply,
        *,
        with_body: bool,
        length: int | None = None,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        body = reply.body
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        if reply.modified is None:
            self.send_header("Cache-Control", "no-cache")
        else:
            self.send_header("ETag", _etag(reply))
            self.send_header("Last-Modified", _http_date(reply.modified))
        if status is not HTTPStatus.NOT_MODIFIED:
            if length is None and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _etag(reply: Reply) -> str:
    return f'"{hashlib.sha256(reply.body).hexdigest()[:20]}"'


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
