"""Recognises a refusal: by the HTTP status, by a page in place of data, by what the reply says.

A server that walls itself off answers most often with HTTP 200. None of these is an empty board.
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
"""418 is Weibo's older and 432 its present answer to a client without its cookie; 420 and 429 are rate limits."""

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
"""What stands in pages that ask a reader for a visit, a login or a proof of being human."""

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
"""How files begin that are no pages, whatever their Content-Type says."""

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
"""What a server says, with HTTP 200, that is asked too often or does not want to be asked by a program."""

_TITLE = re.compile(rb"<title[^<>]*>([^<]{1,80})", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|script|meta)\b",
    re.IGNORECASE,
)
_HEAD = 4096

Row = TypeVar("Row")


class Refused(ValueError):
    """Raised by a reader when a reply holds not what was asked for, with the poll status it counts as."""

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
    """What a platform's reader finds in a reply.

    Args:
        read: the reader; None where the platform has none.
        body: as received, unpacked.
        more: what the reader takes beside the body.
        http_status: of the answer.
        unread: what is said where there is no reader.
        most: rows that are read; None: all.

    Raises:
        Refused: the reply holds nothing that could be read; with the status of the poll, and why.
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
    """What an HTTP status alone says of a poll, and why; None where the body decides."""
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
        return status, f"there is nothing at the address: HTTP {http_status}"
    return status, f"the server {SAYS[status]}: HTTP {http_status}"


def by_page(body: bytes) -> tuple[PollStatus, str] | None:
    """What a page, or nothing at all, says of a poll that should have brought data, and why; None for other bodies."""
    if not body.strip():
        return "empty", "the reply has no content"
    is_page = _HTML.match(body[:_HEAD])
    title = _TITLE.search(body) if is_page else None
    named = f' "{title[1].decode("utf-8", "replace").strip()}"' if title else ""
    if any(sign in body[:_HEAD] for sign in BLOCK_SIGNS):
        return "blocked", f"the server wants to be asked less often, or by people only{named}"
    if not is_page:
        return None
    if any(sign in body for sign in WALL_SIGNS):
        return "wall", f"a page that asks for a visit or a login in place of data{named}"
    return "error", f"a page in place of data{named}"


def rows_at(reply: Any, *path: str | int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the list at the path, each with its 0-based place.

    Raises:
        Refused: There is no list; with what the platform says instead.
    """
    if not payload.has_list(reply, *path):
        place = ".".join(str(step) for step in path) or "the reply itself"
        raise Refused("error", f"no list in {place}{said(reply)}")
    return payload.rows(reply, *path)


def said(reply: Any) -> str:
    """What an error reply says of itself, to be put behind a reason; empty where it says nothing."""
    keys = ("message", "msg", "errmsg", "error_description", "error", "reason")
    told = (payload.text(reply, key) or payload.text(reply, "error", key) for key in keys)
    words = next((words for words in told if words), None)
    return f": {words[:200]}" if words else ""


def by_file(body: bytes) -> str | None:
    """What a reply is that is a file and no page; None: it may be a page."""
    return next((what for sign, what in FILES.items() if body.startswith(sign)), None)
