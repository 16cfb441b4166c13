"""Accounts: a platform's timeline in, posts out. One pure parser per platform; nothing here fetches or stores.

A parser takes the body, the time of capture and the account's id, yields posts, and raises `Refused` if the reply is not a
timeline.

Where to look: one platform each in `weibo` (with `weibo_times`), `bluesky`, `mastodon`. `reply` is the result; `documents` builds
a post's document, with its HTML reduced to text by `words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from crawler.accounts import bluesky, mastodon, weibo
from crawler.accounts.documents import as_document
from crawler.accounts.reply import AccountReply, Post
from crawler.refusals import Refused, read_rows

__all__ = ["PLATFORMS", "AccountReply", "Post", "as_document", "complete", "parse"]

Reader = Callable[[bytes, datetime, str], Iterable[Post]]

PLATFORMS: Mapping[str, Reader] = {
    "weibo": weibo.read,
    "bluesky": bluesky.read,
    "mastodon": mastodon.read,
}


def parse(
    platform: str, body: bytes, *, captured_at: datetime, account: str, http_status: int = 200
) -> AccountReply:
    """Parse one reply of an account's timeline; the result is always an answer, never an exception.

    Args:
        platform: one of `PLATFORMS`; any other is an error.
        body: as received, decompressed.
        captured_at: when the reply was complete; "5 minutes ago" is relative to it.
        account: the account's id on the platform.
        http_status: of the reply.
    """
    unread = f"no parser for accounts on {platform!r}"
    try:
        posts = read_rows(
            PLATFORMS.get(platform), body, captured_at, account, http_status=http_status, unread=unread
        )
    except Refused as found:
        return AccountReply(status=found.status, why=found.why)
    if not posts:
        return AccountReply(status="empty", why="the timeline has no posts")
    return AccountReply(status="ok", posts=posts)


def complete(post: Post, body: bytes) -> Post:
    """Return a truncated post with the full text from its `full_text_url`; unchanged if the reply has none."""
    return weibo.complete(post, body)
