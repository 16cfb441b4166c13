"""Boards: a platform's reply in, sightings out. One pure parser per platform; nothing here fetches or stores.

A parser takes the body and the time of capture, yields sightings, and raises `Refused` if the reply is not a board.

Where to look:

- Weibo: `weibo` tells `weibo_container`, `weibo_side` and `weibo_summary` apart.
- Other Chinese boards: `zhihu`, `baidu`, `toutiao`, `bilibili`, `douyin`. Newswires: `eastmoney`, `cls`, `wallstreetcn`, `jin10`, which
  share `wires`.
- Elsewhere: `bluesky`, `mastodon`, `reddit`, `hackernews`, `google_trends`, `gdelt`.
- Shared: `heat`, `labels`. The result: `reply`, `staleness`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from crawler.boards import (
    baidu,
    bilibili,
    bluesky,
    cls,
    douyin,
    eastmoney,
    gdelt,
    google_trends,
    hackernews,
    jin10,
    mastodon,
    reddit,
    toutiao,
    wallstreetcn,
    weibo,
    zhihu,
)
from crawler.boards.reply import BoardReply
from crawler.payload import MOST_ROWS
from crawler.refusals import Refused, read_rows
from records import Sighting

__all__ = ["EPOCH", "EXCERPT", "PLATFORMS", "BoardReply", "parse", "recognise"]

Reader = Callable[[bytes, datetime], Iterable[Sighting]]

EPOCH = datetime.fromtimestamp(0, UTC)
"""Stands in for the capture time when a reply is only being identified."""

EXCERPT = 500
"""Characters kept of the text under a topic. Zhihu sends whole articles with every poll."""

PLATFORMS: Mapping[str, Reader] = {
    "weibo": weibo.read,
    "baidu": baidu.read,
    "zhihu": zhihu.read,
    "toutiao": toutiao.read,
    "bilibili": bilibili.read,
    "douyin": douyin.read,
    "eastmoney": eastmoney.read,
    "cls": cls.read,
    "wallstreetcn": wallstreetcn.read,
    "jin10": jin10.read,
    "mastodon": mastodon.read,
    "bluesky": bluesky.read,
    "hackernews": hackernews.read,
    "reddit": reddit.read,
    "google-trends": google_trends.read,
    "gdelt": gdelt.read,
}


def parse(platform: str, body: bytes, *, captured_at: datetime, http_status: int = 200) -> BoardReply:
    """Parse one reply of a platform's board; the result is always an answer, never an exception.

    Args:
        platform: one of `PLATFORMS`; any other is an error.
        body: as received, decompressed.
        captured_at: when the reply was complete.
        http_status: of the reply.
    """
    unread = f"no parser for the platform {platform!r}"
    try:
        sightings = read_rows(
            PLATFORMS.get(platform),
            body,
            captured_at,
            http_status=http_status,
            unread=unread,
            most=MOST_ROWS,
        )
    except Refused as found:
        return BoardReply(status=found.status, why=found.why)
    if not sightings:
        return BoardReply(status="empty", why="the list of topics is empty")
    return BoardReply(status="ok", sightings=tuple(_shortened(sighting) for sighting in sightings))


def _shortened(sighting: Sighting) -> Sighting:
    if sighting.excerpt is None or len(sighting.excerpt) <= EXCERPT:
        return sighting
    return replace(sighting, excerpt=f"{sighting.excerpt[: EXCERPT - 1]}…")


def recognise(body: bytes) -> str | None:
    """Return the platform of a board's reply: the first whose parser finds sightings; or None."""
    return next((name for name in PLATFORMS if parse(name, body, captured_at=EPOCH).status == "ok"), None)
