"""Maps URLs of the sample newsroom to content at a simulated time. Knows no HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sample import account_replies, accounts, boards, exchange, pages, register
from sample.content import outlets, readable

ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /account/\n"

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The content at a URL."""

    body: bytes
    type: str
    modified: datetime | None = None
    """Last modification; None for content generated per request, without validators."""


def answer(target: str, moment: datetime, origin: str) -> Reply | None:
    """Return the content at a URL at a simulated time, or None.

    Args:
        target: path with query.
        moment: simulated time; later content does not exist.
        origin: scheme and host for links in the reply.
    """
    parts = urlsplit(target)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if parts.path == "/robots.txt":
        return Reply(body=ROBOTS.encode(), type="text/plain; charset=utf-8")
    return (
        _outlet(parts.path, moment, origin)
        or _platform(parts.path, query, moment)
        or _exchange(parts.path, query, moment, origin)
    )


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
            return _json(account_replies.weibo_container(found, moment))
        return _json({"ok": 0, "msg": "这里还没有内容"})
    if path == "/public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed" and (
        found := accounts.timeline("bluesky", query.get("actor", ""))
    ):
        return _json(account_replies.bluesky_feed(found, moment))
    return None


def _exchange(path: str, query: dict[str, str], moment: datetime, origin: str) -> Reply | None:
    if path == "/hkexnews/search/titleSearchServlet.do":
        return _json(exchange.title_search(query.get("stockId", ""), moment, origin))
    if path.startswith("/data.sec.gov/") and (facts := register.company_facts(path, moment)):
        return _json(facts)
    if found := exchange.announcement(path, moment):
        body, at = found
        return Reply(body=body, type=HTML, modified=at)
    return None


def _json(value: Any) -> Reply:
    return Reply(body=json.dumps(value, ensure_ascii=False).encode(), type=JSON)
