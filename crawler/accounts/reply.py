"""The result of reading an account's reply: the poll's status with its posts, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records import PollStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a timeline."""

    id: str
    """The platform's own id of it."""
    url: str
    """Where people read it; stable."""
    text: str
    """The poster's own words; empty where a post is passed on without any."""
    published: datetime | None
    published_raw: str | None = None
    edited: datetime | None = None
    """When it was last changed, where the platform says so."""
    repost_of: str | None = None
    """The words that are passed on or quoted, with who said them; None where all words are the poster's own."""
    pinned: bool = False
    """Set on top of the timeline; it may be older than all others."""
    truncated: bool = False
    """The text is cut; `full_text_url` has the rest."""
    full_text_url: str | None = None
    is_reply: bool = False
    author: str | None = None
    heat: int | None = None
    """Likes."""
    image: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReply:
    """A reply, read."""

    status: PollStatus
    posts: tuple[Post, ...] = ()
    """Empty unless the status is ok."""
    why: str | None = None
    """What was wrong with it, in words for a person; None when ok."""

    @property
    def complete_since(self) -> datetime | None:
        """Every post from this moment on is in the reply, so that a known one that is missing is gone.

        Timelines go back in time, so it is the moment of the last post; an older one further up was put there by the
        platform. None where nothing tells: without posts, or with one that has no time.
        """
        times = [post.published for post in self.posts if not post.pinned]
        return times[-1] if times and all(times) else None
