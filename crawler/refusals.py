"""Recognises a refusal: by the HTTP status, by a page in place of data, or by the reply's own words.

A server behind a wall usually answers with HTTP 200. None of these is an empty board.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any, TypeVar

from crawler import payload
from crawler.markup import NotXml
from crawler.payload import NotJson
from records import PollStatus

SAYS: dict[PollStatus, str] = {
    "blocked": "refused",
    "wall": "asks for a login",
    "stale": "says that nothing has changed",
    "error": "failed",
}

BLOCKED = frozenset({403, 418, 420, 429, 432, 451})
"""418 is Weibo's older and 432 its current answer to a client without its cookie; 420 and 429 are rate limits."""

GONE = frozenset({404, 410})
LOGIN_WALLS = frozenset({401, 407, 511})

WALL_SIGNS = (
    b"Sina Visitor System",
    b"genvisitor",
    b"passport.weibo.c",
    b"passport.baidu.com",
    b"wappass.baidu.com",
    "百度安全验证".encode(),
    b"www.zhihu.com/signin",
    b"account/unhuman",
    b"captcha",
    b"Captcha",
    b"Just a moment...",
    b"challenge-platform",
    b"whoa there, pardner",
    "安全验证".encode(),
    "请先登录".encode(),
)
"""Strings in pages that demand a visit, a login or proof of being human."""

FILES = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a sound or a picture",
    b"PK\x03\x04": "an archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a packed file",
    b"\x00\x00\x00": "a film",
}
"""Magic bytes of files that are not pages, whatever their Content-Type says."""

BLOCK_SIGNS = (
    b"limit requests",
    b"rate limit",
    b"Rate limit",
    b"Too Many Requests",
    b"Request Rate Threshold Exceeded",
    b"Undeclared Automated Tool",
    b"Access Denied",
    b"Access denied",
)
"""What servers say, with HTTP 200, to clients that poll too often or are not wanted."""

_TITLE = re.compile(rb"<title[^<>]*>([^<]{1,80})", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|script|meta)\b",
    re.IGNORECASE,
)
_HEAD = 4096

Row = TypeVar("Row")


class Refused(ValueError):
    """Raised by a parser when a reply does not hold what was requested; carries the poll status."""

    def __init__(self, status: PollStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def read_rows(
    read: Callable[..., Iterable[Row]] | None,
    body: bytes,
    *more: Any,
    http_status: int,
    unread: str,
    most: int | None = None,
) -> tuple[Row, ...]:
    """Parse a reply with a platform's parser.

    Args:
        read: the parser; None if the platform has none.
        body: as received, decompressed.
        more: further arguments of the parser.
        http_status: of the reply.
        unread: the reason given if there is no parser.
        most: limit of rows; None: all.

    Raises:
        Refused: the reply holds nothing that could be parsed; with the poll status and the reason.
    """
    if refused := by_status(http_status):
        raise Refused(*refused)
    if read is None:
        raise Refused("error", unread)
    try:
        return tuple(islice(read(body, *more), most))
    except (NotJson, NotXml) as found:
        raise Refused(*(by_page(body) or ("error", str(found)))) from found


def by_status(http_status: int) -> tuple[PollStatus, str] | None:
    """Return poll status and reason that follow from the HTTP status alone; None if the body decides."""
    if 200 <= http_status < 300:  # noqa: PLR2004 - the range of RFC 9110
        return None
    status: PollStatus = "error"
    if http_status in BLOCKED:
        status = "blocked"
    elif http_status in LOGIN_WALLS:
        status = "wall"
    elif http_status == HTTPStatus.NOT_MODIFIED:
        status = "stale"
    if http_status in GONE:
        return status, f"nothing at this address: HTTP {http_status}"
    return status, f"the server {SAYS[status]}: HTTP {http_status}"


def by_page(body: bytes) -> tuple[PollStatus, str] | None:
    """Return poll status and reason for an HTML page, or nothing, in place of data; None for other bodies."""
    if not body.strip():
        return "empty", "the reply has no content"
    is_page = _HTML.match(body[:_HEAD])
    title = _TITLE.search(body) if is_page else None
    named = f' "{title[1].decode("utf-8", "replace").strip()}"' if title else ""
    if any(sign in body[:_HEAD] for sign in BLOCK_SIGNS):
        return "blocked", f"the server rejects frequent or automated requests{named}"
    if not is_page:
        return None
    if any(sign in body for sign in WALL_SIGNS):
        return "wall", f"a page that demands a visit or a login in place of data{named}"
    return "error", f"a page in place of data{named}"


def rows_at(reply: Any, *path: str | int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of the list at the path with their 0-based indexes.

    Raises:
        Refused: There is no list; with what the platform says instead.
    """
    if not payload.has_list(reply, *path):
        place = ".".join(str(step) for step in path) or "the reply itself"
        raise Refused("error", f"no list in {place}{said(reply)}")
    return payload.rows(reply, *path)


def said(reply: Any) -> str:
    """Return what an error reply says, to be appended to a reason; empty if nothing."""
    keys = ("message", "msg", "errmsg", "error_description", "error", "reason")
    told = (payload.text(reply, key) or payload.text(reply, "error", key) for key in keys)
    words = next((words for words in told if words), None)
    return f": {words[:200]}" if words else ""


def by_file(body: bytes) -> str | None:
    """Return the kind of file that a reply is instead of a page; None: it may be a page."""
    return next((what for sign, what in FILES.items() if body.startswith(sign)), None)
