"""Simulated failures of the sample newsroom: what is sent instead."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from sample.addresses import Reply
from sample.boards import VISITOR_PAGE

Fault = Literal["wall", "down", "busy", "nonsense", "cut", "silent"]
"""wall: Weibo's visitor page with HTTP 200. down: 503. busy: 429 with Retry-After of an hour. nonsense: random bytes.
cut: the connection ends within the body. silent: no reply."""

SENT: dict[Fault, tuple[HTTPStatus, Reply]] = {
    "wall": (HTTPStatus.OK, Reply(body=VISITOR_PAGE.encode(), type="text/html")),
    "down": (HTTPStatus.SERVICE_UNAVAILABLE, Reply(body=b"<h1>Service unavailable</h1>", type="text/html")),
    "busy": (HTTPStatus.TOO_MANY_REQUESTS, Reply(body=b"slow down", type="text/plain")),
    "nonsense": (HTTPStatus.OK, Reply(body=bytes(range(256)) * 16, type="text/html; charset=utf-8")),
    "cut": (HTTPStatus.OK, Reply(body=b"<html><body><p>The first half of", type="text/html")),
}
"""Status and body of each fault except silence."""

RETRY_AFTER = 3600
"""Seconds, sent with `busy`."""
