"""Parses the first page of a Weibo account: the mobile container 107603, or weibo.com's statuses/mymblog.

About ten posts; further pages are behind the login. A repost has others' words after "//@", and the original post in a
field of its own; both are kept apart from the poster's own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.accounts import weibo_times
from crawler.accounts.reply import Post
from crawler.accounts.words import plain
from crawler.boards.heat import parse_heat
from crawler.boards.weibo import refusal

PINNED = "proweibotop"
"""Prefix of a pinned post's `profile_type_id`."""

FULL_TEXT = "https://m.weibo.cn/statuses/extend?id={}"

WORDLESS = frozenset({"转发微博", "轉發微博", "Repost", "转发", "转发博文"})
"""Weibo's own text for a repost without words."""


def read(body: bytes, captured_at: datetime, account: str) -> Iterator[Post]:
    """Yield the account's posts in order, without cards that suggest other accounts' posts."""
    reply = payload.decode(body)
    if not payload.has_list(reply, "data", "cards") and not payload.has_list(reply, "data", "list"):
        raise refusal(reply)
    rows = list(_rows(reply))
    if not rows and payload.whole(reply, "ok") != 1:
        raise refusal(reply)
    for row, pinned in rows:
        owner = payload.text(row, "user", "id") or payload.text(row, "user", "idstr")
        if owner in (account, None):
            yield from _post(row, account, captured_at, pinned=pinned)


def complete(post: Post, body: bytes) -> Post:
    """Return the post with the text of statuses/extend (or statuses/longtext), if the reply has one."""
    try:
        reply = payload.decode(body)
    except payload.NotJson:
        return post
    text = plain(payload.words(reply, "data", "longTextContent"))
    if text is None:
        return post
    own, _ = _own_words(text)
    return replace(post, text=own, truncated=False, full_text_url=None)


def _rows(reply: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield every post, with whether it is pinned; some pages group their cards."""
    for _, card in payload.rows(reply, "data", "cards"):
        for _, inner in ((0, card), *payload.rows(card, "card_group")):
            post = payload.at(inner, "mblog")
            if isinstance(post, dict):
                top = (payload.text(inner, "profile_type_id") or "").startswith(PINNED)
                yield post, top or _is_pinned(post)
    for _, post in payload.rows(reply, "data", "list"):
        yield post, _is_pinned(post)


def _is_pinned(post: dict[str, Any]) -> bool:
    return payload.is_set(post, "isTop") or payload.text(post, "title", "text") == "置顶"


def _post(row: dict[str, Any], account: str, captured_at: datetime, *, pinned: bool) -> Iterator[Post]:
    number = payload.text(row, "mid") or payload.text(row, "id")
    if number is None:
        return
    own, passed_on = _own_words(plain(payload.words(row, "text")) or payload.words(row, "text_raw") or "")
    written = payload.text(row, "created_at")
    long = payload.is_set(row, "isLongText")
    yield Post(
        id=number,
        url=f"https://weibo.com/{account}/{payload.text(row, 'bid') or payload.text(row, 'mblogid') or number}",
        text=own,
        published=weibo_times.read(written, captured_at) if written else None,
        published_raw=written,
        edited=_edited(row, captured_at),
        repost_of="\n".join(part for part in (passed_on, _original(row)) if part) or None,
        pinned=pinned,
        truncated=long,
        full_text_url=_full_text_url(row, number) if long else None,
        author=payload.text(row, "user", "screen_name"),
        heat=parse_heat(payload.at(row, "attitudes_count")),
        image=payload.address(row, "original_pic") or payload.address(row, "thumbnail_pic"),
        lang="zh",
    )


def _full_text_url(row: dict[str, Any], number: str) -> str:
    """Return the address of the full text; its fragment, which is not sent, tells an edited text from the one before."""
    edits = payload.whole(row, "edit_count")
    return FULL_TEXT.format(number) + (f"#{edits}" if edits else "")


def _own_words(text: str) -> tuple[str, str | None]:
    """Split a repost into the poster's words and the chain of earlier reposts."""
    own, mark, others = text.partition("//@")
    own = own.strip()
    return ("" if own in WORDLESS else own), f"@{others}" if mark else None


def _original(row: dict[str, Any]) -> str | None:
    """Return the original post with its author; a deleted one has no user, and its text says so."""
    original = payload.at(row, "retweeted_status")
    words = plain(payload.words(original, "text")) or payload.words(original, "text_raw")
    name = payload.text(original, "user", "screen_name")
    return f"@{name}: {words}" if words and name else words


def _edited(row: dict[str, Any], captured_at: datetime) -> datetime | None:
    if not payload.whole(row, "edit_count"):
        return None
    written = payload.text(row, "edit_at")
    return weibo_times.read(written, captured_at) if written else None
