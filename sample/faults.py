"""The ways in which a part of the sample newsroom can fail: what is sent instead."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from sample.addresses import Reply
from sample.boards import VISITOR_PAGE

Fault = Literal["wall", "down", "busy", "nonsense", "cut", "silent"]
"""wall: Weibo's page for strangers, HTTP 200. down: 503. busy: 429, come back in an hour. nonsense: bytes that are no
reply. cut: the connection ends before the body does. silent: no answer at all."""

SENT: dict[Fault, tuple[HTTPStatus, Reply]] = {
    "wall": (HTTPStatus.OK, Reply(body=VISITOR_PAGE.encode(), type="text/html")),
    "down": (HTTPStatus.SERVICE_UNAVAILABLE, Reply(body=b"<h1>Service unavailable</h1>", type="text/html")),
    "busy": (HTTPStatus.TOO_MANY_REQUESTS, Reply(body=b"slow down", type="text/plain")),
    "nonsense": (HTTPStatus.OK, Reply(body=bytes(range(256)) * 16, type="text/html; charset=utf-8")),
    "cut": (HTTPStatus.OK, Reply(body=b"<html><body><p>The first half of", type="text/html")),
}
"""Status and body of each, but for silence."""

RETRY_AFTER = 3600
"""Seconds, sent with `busy`."""
