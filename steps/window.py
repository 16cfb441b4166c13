"""What linking keeps of its window between the passes of a process, and whether it is still valid. Links nothing.

The store is the truth: whoever else has changed what linking rests on, the window is taken up anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

import stories
from db import runs, sources
from records import Decision, Watchlist

BESIDE = frozenset({"crawl", "read", "brief", "morning", "alerts"})
"""Steps that may have run in between: what they bring waits to be linked, or is asked for again. Others change what was linked."""

WRITTEN_LATE = timedelta(hours=1)
"""What was collected so long before a pass may have been written down only after it."""


@dataclass(slots=True)
class Window:
    """The window as the last pass left it."""

    _memory: stories.Memory | None = None
    _rests_on: tuple[object, ...] = ()
    _run: int = 0
    _at: datetime | None = None

    def take(
        self,
        store: Database,
        run: runs.Run,
        moment: datetime,
        watched: Watchlist,
        decided: Sequence[Sequence[Decision]],
    ) -> tuple[stories.Memory, datetime | None]:
        """The memory for a run that begins, empty where it no longer holds; and since when what it knows may have changed.

        A run that fails leaves nothing behind.
        """
        rests_on = (watched, *map(tuple, decided), sources.speaking(store))
        before, memory = (self._rests_on, self._run, self._at), self._memory
        (self._rests_on, self._run, self._at), self._memory = (rests_on, run.id, moment), None
        known_of, left_by, left_at = before
        if memory is None or left_at is None or known_of != rests_on:
            return stories.Memory(), None
        if runs.between(store, left_by, run.id) - BESIDE:
            return stories.Memory(), None
        return memory, left_at - WRITTEN_LATE

    def keep(self, memory: stories.Memory) -> None:
        """Hold what the run has left that took it last."""
        self._memory = memory
