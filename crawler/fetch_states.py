"""What to remember about an address after a reply, so that the next request is conditional and not too early."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from scrapy.http import Response

from crawler.backoff import after_failure
from crawler.retrying import retry_after
from records import FetchState, Source

LIMITED = frozenset({429, 503})
"""Statuses whose Retry-After we obey."""


def after_good(source: Source, url: str, response: Response, state: FetchState | None) -> FetchState:
    """Return the fetch state after a usable or unchanged reply.

    Args:
        source: the address's source.
        url: the address.
        response: the reply.
        state: the previous state.
    """
    if response.status == HTTPStatus.NOT_MODIFIED and state:
        return replace(state, source=source.id, failures=0, next_fetch_at=None, revisit=0)
    return FetchState(
        url=url,
        source=source.id,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
        body_sha256=hashlib.sha256(response.body).hexdigest(),
    )


def after_bad(
    source: Source, url: str, state: FetchState | None, now: datetime, response: Response | None
) -> FetchState:
    """Return the fetch state after an unusable or missing reply: the wait grows, and is no shorter than the server asks."""
    return after_failure(source, url, state, now, asked_pause(response, now))


def asked_pause(response: Response | None, now: datetime) -> float | None:
    """Return the seconds a refusing server asks us to wait, or None."""
    if response is None or response.status not in LIMITED:
        return None
    return retry_after(header(response, "Retry-After"), now)


def header(response: Response, name: str) -> str | None:
    """Return a header of a reply."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
