"""Where platforms serve an account's timeline: from the profile page that people copy to the address to poll.

Pure; the replies are parsed in crawler/accounts.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

from crawler import payload

BLUESKY = (
    "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor={}&limit=100&filter=posts_no_replies"
)
WEIBO = "https://m.weibo.cn/api/container/getIndex?type=uid&value={0}&containerid=107603{0}"
LOOKUP = "/api/v1/accounts/lookup?acct={}"
"""Mastodon's timelines are addressed by number; this public call looks up the number of a name."""

STATUSES = "/api/v1/accounts/{}/statuses?limit=40"

_WEIBO_PROFILE = re.compile(r"/(?:u|profile)?/?(\d{6,})/?")
_MASTODON_PROFILE = re.compile(r"/(?:web/)?@([\w.-]+(?:@[\w.-]+)?)/?")
_MASTODON_TIMELINE = re.compile(r"/api/v1/accounts/(\d+)/statuses")


def of_profile(url: str) -> str | None:
    """Return the address to fetch for a profile page: its timeline, or Mastodon's `LOOKUP`; None: not a profile.

    Sites other than Mastodon have pages at /@name too; their reply to LOOKUP names no account.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host == "bsky.app" and parts.path.startswith("/profile/"):
        return BLUESKY.format(quote(parts.path.split("/")[2], safe=":"))
    if host in {"weibo.com", "m.weibo.cn"} and (found := _WEIBO_PROFILE.fullmatch(parts.path)):
        return WEIBO.format(found[1])
    if found := _MASTODON_PROFILE.fullmatch(parts.path):
        return f"{parts.scheme}://{parts.netloc}{LOOKUP.format(found[1])}"
    return None


def of_lookup(body: bytes, url: str) -> str | None:
    """Return the timeline of the account named in a reply to `LOOKUP`, or None."""
    parts = urlsplit(url)
    try:
        number = payload.text(payload.decode(body), "id")
    except payload.NotJson:
        return None
    if number is None or parts.path != urlsplit(LOOKUP).path:
        return None
    return f"{parts.scheme}://{parts.netloc}{STATUSES.format(number)}"


def whose(url: str) -> tuple[str, str] | None:
    """Return platform and account of a timeline's address; None if it is not one."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    if parts.path.endswith("/app.bsky.feed.getAuthorFeed") and "actor" in asked:
        return "bluesky", asked["actor"][0]
    if parts.path.endswith("/container/getIndex") and asked.get("containerid", [""])[0].startswith("107603"):
        return "weibo", asked["containerid"][0].removeprefix("107603")
    if found := _MASTODON_TIMELINE.search(parts.path):
        return "mastodon", found[1]
    return None
