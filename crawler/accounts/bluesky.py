"""Parses a Bluesky account's own feed (app.bsky.feed.getAuthorFeed)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler import payload
from crawler.accounts.reply import Post
from crawler.refusals import Refused, rows_at, said

WALLED = frozenset({"AuthMissing", "AuthenticationRequired", "BlockedActor", "BlockedByActor"})


def read(body: bytes, captured_at: datetime, account: str) -> Iterator[Post]:
    """Yield the account's posts in order; reposts have no words of their own."""
    del captured_at  # Bluesky gives absolute times.
    reply = payload.decode(body)
    error = payload.text(reply, "error")
    if error in WALLED:
        raise Refused("wall", f"Bluesky asks for a login{said(reply)}")
    for _, row in rows_at(reply, "feed"):
        yield from _post(row, account)


def _post(row: dict[str, Any], account: str) -> Iterator[Post]:
    post = payload.at(row, "post")
    uri = payload.text(post, "uri")
    if uri is None:
        return
    handle = payload.text(post, "author", "handle")
    by_other = account not in (handle, payload.text(post, "author", "did"))
    reason = payload.text(row, "reason", "$type") or ""
    passed_on = reason.endswith("reasonRepost")
    if by_other and not passed_on:
        return
    words = payload.words(post, "record", "text") or ""
    key = uri.rpartition("/")[2]
    url = f"https://bsky.app/profile/{handle or account}/post/{key}"
    written, indexed = payload.text(post, "record", "createdAt"), payload.text(post, "indexedAt")
    if passed_on:
        written = indexed = payload.text(row, "reason", "indexedAt")
    yield Post(
        id=f"{uri}#repost" if passed_on else uri,
        url=f"{url}#repost-{account}" if passed_on else url,
        text="" if passed_on else words,
        published=_moment(written, indexed),
        published_raw=written,
        repost_of=f"@{handle}: {words}" if passed_on else _quoted(post),
        pinned=reason.endswith("reasonPin"),
        is_reply=isinstance(payload.at(post, "record", "reply"), dict),
        author=payload.text(post, "author", "displayName") if not passed_on else None,
        heat=payload.whole(post, "likeCount"),
        image=payload.address(post, "embed", "images", 0, "fullsize"),
        lang=_lang(payload.text(post, "record", "langs", 0)),
    )


def _moment(written: str | None, indexed: str | None) -> datetime | None:
    """Return the time of a post; the poster's clock is unreliable, so the server's time is the upper limit."""
    said_at, seen_at = payload.stamp(written), payload.stamp(indexed)
    return min(said_at, seen_at) if said_at and seen_at else said_at or seen_at


def _quoted(post: Any) -> str | None:
    """Return the text of the post quoted inside this one, with its author."""
    for path in (("embed", "record"), ("embed", "record", "record")):
        words = payload.words(post, *path, "value", "text")
        if words:
            return f"@{payload.text(post, *path, 'author', 'handle')}: {words}"
    return None


def _lang(code: str | None) -> str | None:
    return code.split("-")[0].lower() if code else None
