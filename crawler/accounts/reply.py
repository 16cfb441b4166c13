"""The result of parsing an account's reply: the poll's status with its posts, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import PollStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a timeline."""

    id: str
    """The post's id on the platform."""
    url: str
    """Its public, stable address."""
    text: str
    """The poster's own words; empty for a repost without any."""
    published: datetime | None
    published_raw: str | None = None
    edited: datetime | None = None
    """When it was last edited, if known."""
    repost_of: str | None = None
    """Reposted or quoted words with their author; None if all words are the poster's own."""
    pinned: bool = False
    """Whether it is pinned to the top of the timeline, possibly older than all others."""
    truncated: bool = False
    """Whether the text is truncated; `full_text_url` has the rest."""
    full_text_url: str | None = None
    is_reply: bool = False
    author: str | None = None
    heat: int | None = None
    """Likes."""
    image: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReply:
    """A parsed reply."""

    status: PollStatus
    posts: tuple[Post, ...] = ()
    """Empty unless the status is ok."""
    why: str | None = None
    """What was wrong with it, in plain words; None when ok."""

    @property
    def complete_since(self) -> datetime | None:
        """The time from which the reply has every post, so that a missing known one is gone.

        Timelines run backwards, so it is the time of the last post; older ones further up are pinned by the platform.
        None without posts, or if one has no time.
        """
        times = [post.published for post in self.posts if not post.pinned]
        return times[-1] if times and all(times) else None
