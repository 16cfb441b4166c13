"""What linking keeps of its window between the passes of a process, and whether it is still valid. Links nothing.

The store is authoritative: when anything else has changed what linking depends on, the window is rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlite_utils import Database

import stories
from db import runs, sources
from db.weighings import Held
from db.written import Written
from nlp.copies import Copies
from records import Decision, Watchlist

COMPATIBLE_STEPS = frozenset({"crawl", "read", "brief", "morning", "alerts"})
"""Steps that may run in between: what they add is linked later or reloaded. Any other step may change linked items."""

WRITE_DELAY = timedelta(hours=1)
"""Margin: what was collected shortly before a pass may have been written only after it."""


@dataclass(slots=True)
class Memory:
    """State that one pass of linking leaves for the next, for one store, watch list and set of decisions."""

    stories: stories.Memory = field(default_factory=stories.Memory)
    held: Held | None = None
    """The part of the window that `stories` holds in full."""
    copies: Copies = field(default_factory=Copies)
    """The quotes of the window."""
    written: Written = field(default_factory=Written)
    """The rows of large stories."""


@dataclass(slots=True)
class Window:
    """The window as the last pass left it."""

    _memory: Memory | None = None
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
    ) -> tuple[Memory, datetime | None]:
        """Return the memory for a new run, empty if no longer valid; and since when its contents may have changed.

        A run that fails leaves nothing behind.
        """
        rests_on = (watched, *map(tuple, decided), sources.attributes(store))
        before, memory = (self._rests_on, self._run, self._at), self._memory
        (self._rests_on, self._run, self._at), self._memory = (rests_on, run.id, moment), None
        known_of, left_by, left_at = before
        if memory is None or left_at is None or known_of != rests_on:
            return Memory(), None
        if runs.between(store, left_by, run.id) - COMPATIBLE_STEPS:
            return Memory(), None
        return memory, left_at - WRITE_DELAY

    def keep(self, memory: Memory) -> None:
        """Keep what the run has left."""
        self._memory = memory
