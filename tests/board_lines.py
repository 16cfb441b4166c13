"""Makes linkable items of lines on a Chinese board."""

from datetime import datetime

from records import Interval, Item, Reading, Watchlist
from tests.named import mentions_in


def topic(identity: str, at: datetime, title: str, watchlist: Watchlist) -> Item:
    return Item(
        id=identity,
        kind="topic",
        lang="zh",
        title=title,
        text="",
        at=at,
        seen=Interval(not_before=at, not_after=at),
        source="board",
        reading=Reading(lang="zh", mentions=mentions_in(title, watchlist)),
    )
