"""Readers for tests. Cached per process, because loading models takes longer than most tests.

No more than two, because large processes make room for fresh ones (`steps.continuous`), in a test as well.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

import nlp
from nlp.language import detect
from nlp.lines import ZONES
from records import Watchlist


@lru_cache(maxsize=2)
def reader(watchlist: Watchlist = Watchlist()) -> nlp.Reader:  # noqa: B008 - it is frozen
    """Return the reader of a watch list, by default an empty one."""
    return nlp.Reader(watchlist)


def quotes(
    text: str,
    *,
    lang: str | None = None,
    published: str | None = None,
    watchlist: Watchlist = Watchlist(),  # noqa: B008 - it is frozen
) -> list[dict[str, Any]]:
    """Return the quotations of a text as `rejoinder analyze` prints them, with its zone; `published` has one."""
    reading = reader(watchlist).read(
        text,
        lang=lang,
        published=datetime.fromisoformat(published) if published else None,
        zone=ZONES.get(detect(text, lang), "UTC"),
    )
    found: list[dict[str, Any]] = nlp.as_json(reading)["quotes"]
    return found
