"""Translates what went wrong with a request into a poll's status and words for a person. Knows Scrapy's exceptions."""

from __future__ import annotations

from gzip import BadGzipFile

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from records import PollStatus


class RefusedRequest(IgnoreRequest):
    """Raised when we ourselves do not send a request, for a reason that a person should read."""


class PrivateAddressError(RefusedRequest):
    """Raised when an address leads into a private network and its source does not allow that."""


class ForbiddenByRobotsError(RefusedRequest):
    """Raised when robots.txt does not allow a page, or cannot be read, which counts as a refusal."""


class HostPausedError(RefusedRequest):
    """Raised when a host asked us to stay away for longer than a crawl lasts."""


class OutOfTimeError(RefusedRequest):
    """Raised when a crawl has used up its time before a request's turn came."""


class TruncatedReplyError(ValueError):
    """Raised when a packed reply ends in the middle."""


OUT_OF_TIME = "not fetched: the crawl had used up its time"

DOWNLOAD_FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    OSError,
    ResponseDataLossError,
    TruncatedReplyError,
    UnsupportedURLSchemeError,
)
"""What a download can end in; Scrapy's exceptions have no common root."""

_WORDS: tuple[tuple[type[BaseException], PollStatus, str], ...] = (
    (PrivateAddressError, "blocked", "{error}"),
    (ForbiddenByRobotsError, "blocked", "{error}"),
    (HostPausedError, "blocked", "{error}"),
    (DownloadTimeoutError, "error", "no whole reply in time"),
    (CannotResolveHostError, "error", "no such host: {error}"),
    (DownloadConnectionRefusedError, "error", "no connection: {error}"),
    (ResponseDataLossError, "error", "the reply ended before its announced length"),
    (TruncatedReplyError, "error", "the packed reply ends in the middle"),
    (BadGzipFile, "error", "labelled as gzip, but is not"),
    (DownloadCancelledError, "error", "larger than allowed: {error}"),
    (UnsupportedURLSchemeError, "error", "led to an address that is no web address"),
    (DownloadFailedError, "error", "the connection broke: {error}"),
    (IgnoreRequest, "error", "{error}"),
)

_PLAINER = {"max redirections reached": "redirects without end"}
LONGEST = 300


def of_exception(error: BaseException | None) -> tuple[PollStatus, str]:
    """Status and reason for an exception that ended a request."""
    said = _PLAINER.get(str(error), str(error))
    for kind, status, words in _WORDS:
        if isinstance(error, kind):
            return status, words.format(error=said)[:LONGEST]
    return "error", f"{type(error).__name__}: {said}"[:LONGEST]
