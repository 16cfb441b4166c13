"""Renders the sample accounts in the formats of Weibo's container API and Bluesky's author feed. Invents nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from records import BEIJING
from sample.accounts import Post, Timeline


def weibo_container(account: Timeline, moment: datetime) -> dict[str, Any]:
    """Return the reply of m.weibo.cn/api/container/getIndex with containerid 107603 and the account's id."""
    cards = [
        {
            "card_type": 9,
            "itemid": f"107603{account.account}_-_{post.id}",
            "scheme": f"https://m.weibo.cn/status/{post.bid}?mblogid={post.bid}",
            "mblog": _mblog(account, post, moment),
            **({"profile_type_id": "proweibotop_"} if post.pinned else {"profile_type_id": "proweibo_"}),
        }
        for post in _newest_first(account, moment)
    ]
    info = {"containerid": f"107603{account.account}", "total": len(cards), "page": None}
    return {"ok": 1, "data": {"cardlistInfo": info, "cards": cards, "scheme": ""}}


def bluesky_feed(account: Timeline, moment: datetime) -> dict[str, Any]:
    """Return the reply of app.bsky.feed.getAuthorFeed."""
    author = {"did": account.did, "handle": account.account, "displayName": account.name, "labels": []}
    return {"feed": [_feed_view(author, post) for post in _newest_first(account, moment)]}


def _newest_first(account: Timeline, moment: datetime) -> list[Post]:
    shown = [post for post in account.posts if post.shown(moment)]
    return sorted(shown, key=lambda post: (post.pinned, post.at), reverse=True)


def _mblog(account: Timeline, post: Post, moment: datetime) -> dict[str, Any]:
    blog: dict[str, Any] = {
        "id": post.id,
        "mid": post.id,
        "bid": post.bid,
        "created_at": _weibo_time(post.at),
        "text": post.text,
        "isLongText": False,
        "source": "Xiaomi 14 Ultra",
        "region_name": account.region,
        "reposts_count": _grown(post.reposts, post, moment),
        "comments_count": _grown(post.comments, post, moment),
        "attitudes_count": _grown(post.likes, post, moment),
        "pics": [],
        "user": {
            "id": int(account.account),
            "screen_name": account.name,
            "verified": True,
            "verified_reason": account.verified,
        },
    }
    if post.pinned:
        blog["title"] = {"text": "置顶", "base_color": 1}
        blog["isTop"] = 1
    if post.repost:
        blog["retweeted_status"] = {
            "id": post.repost.id,
            "mid": post.repost.id,
            "created_at": _weibo_time(post.repost.at),
            "text": post.repost.text,
            "isLongText": False,
            "user": {"id": 2202387347, "screen_name": post.repost.by, "verified": True},
        }
    return blog


def _feed_view(author: dict[str, Any], post: Post) -> dict[str, Any]:
    if post.repost is None:
        return {"post": _post_view(author, post.id, post.text, post.at, post)}
    other = {
        "did": "did:plc:h4ld3nsupp0rtsample24aa",
        "handle": "support.halden.example",
        "displayName": post.repost.by,
        "labels": [],
    }
    return {
        "post": _post_view(other, post.repost.id, post.repost.text, post.repost.at, post),
        "reason": {
            "$type": "app.bsky.feed.defs#reasonRepost",
            "by": author,
            "indexedAt": _bluesky_time(post.at),
        },
    }


def _post_view(author: dict[str, Any], key: str, text: str, at: datetime, counts: Post) -> dict[str, Any]:
    return {
        "uri": f"at://{author['did']}/app.bsky.feed.post/{key}",
        "cid": f"bafyreisample{key}",
        "author": author,
        "record": {
            "$type": "app.bsky.feed.post",
            "createdAt": _bluesky_time(at),
            "langs": ["en"],
            "text": text,
        },
        "replyCount": counts.comments,
        "repostCount": counts.reposts,
        "likeCount": counts.likes,
        "quoteCount": 0,
        "indexedAt": _bluesky_time(at),
        "labels": [],
    }


def _grown(final: int, post: Post, moment: datetime) -> int:
    """Return a count growing to its final value, half of it after three hours."""
    hours = (moment - post.at).total_seconds() / 3600
    return round(final * hours / (hours + 3))


def _weibo_time(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%a %b %d %H:%M:%S %z %Y")


def _bluesky_time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
