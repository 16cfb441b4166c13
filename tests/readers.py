"""Readers for tests: the last two of each process are kept, because loading the models takes longer than most tests.

No more, for what keeps on makes room for a fresh process when it has grown large (`steps.continuous`), in a test as well.
"""

from functools import lru_cache

import nlp
from records import Watchlist


@lru_cache(maxsize=2)
def reader(watchlist: Watchlist = Watchlist()) -> nlp.Reader:  # noqa: B008 - it is frozen
    """The reader of a watch list; of none, where it does not matter."""
    return nlp.Reader(watchlist)
