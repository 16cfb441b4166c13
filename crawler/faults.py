"""Translates request errors into a poll's status and plain words. Knows Scrapy's exceptions."""

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
    """Raised when we decide not to send a request, for a reason that a person should see."""


class PrivateAddressError(RefusedRequest):
    """Raised when an address is in a private network and its source does not allow that."""


class ForbiddenByRobotsError(RefusedRequest):
    """Raised when robots.txt disallows a page."""


class UnknownRobotsError(ForbiddenByRobotsError):
    """Raised when robots.txt cannot be fetched, which counts as disallowing until it can be."""


class HostPausedError(RefusedRequest):
    """Raised when a host asked for a longer pause than a crawl lasts."""


class OutOfTimeError(RefusedRequest):
    """Raised when a crawl's time is up before a request's turn came."""


class TruncatedReplyError(ValueError):
    """Raised when a compressed reply is truncated."""


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
"""What a download can raise; Scrapy's exceptions have no common base."""

_WORDS: tuple[tuple[type[BaseException], PollStatus, str], ...] = (
    (PrivateAddressError, "blocked", "{error}"),
    (ForbiddenByRobotsError, "blocked", "{error}"),
    (HostPausedError, "blocked", "{error}"),
    (DownloadTimeoutError, "error", "no complete reply in time"),
    (CannotResolveHostError, "error", "no such host: {error}"),
    (DownloadConnectionRefusedError, "error", "no connection: {error}"),
    (ResponseDataLossError, "error", "the reply ended before its announced length"),
    (TruncatedReplyError, "error", "the compressed reply is truncated"),
    (BadGzipFile, "error", "labelled as gzip, but is not"),
    (DownloadCancelledError, "error", "larger than allowed: {error}"),
    (UnsupportedURLSchemeError, "error", "redirected to an address that is not a web address"),
    (DownloadFailedError, "error", "the connection failed: {error}"),
    (IgnoreRequest, "error", "{error}"),
)

_PLAINER = {"max redirections reached": "endless redirects"}
LONGEST = 300


def of_exception(error: BaseException | None) -> tuple[PollStatus, str]:
    """Return status and reason for the exception that ended a request."""
    said = _PLAINER.get(str(error), str(error))
    for kind, status, words in _WORDS:
        if isinstance(error, kind):
            return status, words.format(error=said)[:LONGEST]
    return "error", f"{type(error).__name__}: {said}"[:LONGEST]


def is_final(error: BaseException | None) -> bool:
    """Return whether the same request would be refused again, whenever it is made."""
    return isinstance(error, PrivateAddressError | ForbiddenByRobotsError) and not isinstance(
        error, UnknownRobotsError
    )
