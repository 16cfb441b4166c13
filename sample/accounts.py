"""Loads the executives' accounts: who posted what, when, and what was deleted. account_replies writes the replies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sample.content import HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Repost:
    """The reposted post."""

    id: str
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of an account."""

    id: str
    at: datetime
    text: str
    bid: str = ""
    """Weibo's short id, as in URLs."""
    likes: int = 0
    comments: int = 0
    reposts: int = 0
    pinned: bool = False
    gone: datetime | None = None
    """When it was deleted."""
    repost: Repost | None = None

    def shown(self, moment: datetime) -> bool:
        """Return whether it is visible at a time."""
        return self.at <= moment and (self.gone is None or moment < self.gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """An account with all its posts, deleted ones included."""

    platform: str
    account: str
    name: str
    posts: tuple[Post, ...]
    verified: str = ""
    region: str = ""
    did: str = ""


@cache
def timelines() -> tuple[Timeline, ...]:
    """Return all accounts of the sample."""
    return tuple(_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "posts").glob("*.toml")))


def timeline(platform: str, account: str) -> Timeline | None:
    """Return the account with this id on a platform, or None."""
    wanted = (platform, account)
    return next((entry for entry in timelines() if (entry.platform, entry.account) == wanted), None)


def _load(text: str) -> Timeline:
    table = tomllib.loads(text)
    posts = tuple(
        Post(**{**entry, "repost": Repost(**entry["repost"]) if "repost" in entry else None})
        for entry in table.pop("post")
    )
    return Timeline(posts=posts, **table)
