"""Readers for tests: one a watch list in each process, because loading the models takes longer than most tests."""

from functools import cache

import nlp
from records import Watchlist


@cache
def reader(watchlist: Watchlist = Watchlist()) -> nlp.Reader:  # noqa: B008 - it is frozen
    """The reader of a watch list; of none, where it does not matter."""
    return nlp.Reader(watchlist)
