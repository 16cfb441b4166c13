"""Readers for tests. The last two are cached per process, because loading models takes longer than most tests.

No more than two, because large processes make room for fresh ones (`steps.continuous`), in a test as well.
"""

from functools import lru_cache

import nlp
from records import Watchlist


@lru_cache(maxsize=2)
def reader(watchlist: Watchlist = Watchlist()) -> nlp.Reader:  # noqa: B008 - it is frozen
    """Return the reader of a watch list, by default an empty one."""
    return nlp.Reader(watchlist)
