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
    """Read one reply of an account's timeline; whatever the reply, an answer and never an exception.

    Args:
        platform: one of `PLATFORMS`; a reply of any other is an error.
        body: as received, unpacked.
        captured_at: when the reply was complete; "5 minutes ago" counts from it.
        account: the platform's id of the account.
        http_status: of the answer.
    """
    unread = f"no reader for accounts of the platform {platform!r}"
    try:
        posts = read_rows(
            PLATFORMS.get(platform), body, captured_at, account, http_status=http_status, unread=unread
        )
    except Refused as found:
        return AccountReply(status=found.status, why=found.why)
    if not posts:
        return AccountReply(status="empty", why="the timeline shows no posts")
    return AccountReply(status="ok", posts=posts)


def complete(post: Post, body: bytes) -> Post:
    """A truncated post with the text of its `full_text_url`'s reply; as it was where that reply holds none."""
    return weibo.complete(post, body)
