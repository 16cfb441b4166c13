"""What to remember of an address after a reply, so that the next request is conditional and not too early."""

from __future__ import annotations

import hashlib
from datetime import datetime
from http import HTTPStatus

from scrapy.http import Response

from crawler.backoff import after_failure
from crawler.retrying import retry_after
from records import FetchState, Source

LIMITED = frozenset({429, 503})
"""Statuses whose Retry-After binds us."""


def after_good(source: Source, url: str, response: Response, state: FetchState | None) -> FetchState:
    """After a reply that could be used, or that says that nothing has changed.

    Args:
        source: whose address it is.
        url: the address.
        response: the reply.
        state: what was remembered before.
    """
    if response.status == HTTPStatus.NOT_MODIFIED and state:
        return FetchState(
            url=url,
            source=source.id,
            etag=state.etag,
            last_modified=state.last_modified,
            body_sha256=state.body_sha256,
        )
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
    """After a reply that could not be used, or none: longer with each in a row, as long as the server asks for."""
    return after_failure(source, url, state, now, asked_pause(response, now))


def asked_pause(response: Response | None, now: datetime) -> float | None:
    """Seconds for which a server that refuses wants to be left alone; None where it says nothing."""
    if response is None or response.status not in LIMITED:
        return None
    return retry_after(header(response, "Retry-After"), now)


def header(response: Response, name: str) -> str | None:
    """A header of a reply."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
