"""The state of a pass of linking: the window's items in their groups and stories, and how each item enters. `linking` runs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from records import Item, Link, Weighing
from stories.checks.filed_figures import Filed
from stories.grouping.everyday import Everyday
from stories.grouping.groups import WINDOW, Group
from stories.grouping.placing import Grouper, Placement
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links import deciding
from stories.links.joining import Joiner
from stories.links.threads import Bond, Threads
from stories.reading_ahead import Read, ReadingAhead
from stories.story_cache import StoryCache

MANY = 40
"""Stories with at least this many items keep their response candidates between passes."""


class Pass:
    """The state of one pass."""

    def __init__(self, roster: Roster, everyday: Everyday) -> None:
        self.roster = roster
        self.ahead = ReadingAhead(roster)
        self.threads = Threads()
        self.grouper = Grouper(roster, everyday)
        self.joiner = Joiner(
            roster,
            self.grouper.index,
            self.threads,
            self.grouper.group_of,
            self.grouper.affairs,
            self.grouper.thresholds.margin,
            everyday,
        )
        self.items: dict[str, Item] = {}
        self.links: dict[str, Link] = {}
        self.filed = Filed()
        self._weighed: dict[str, Weighing] = {}
        self._dropped: list[str] = []
        """Groups dropped since the last rest."""
        self._caches: dict[str, StoryCache] = {}
        """Caches of large stories, by story id."""

    def cache_of(self, story: str, size: int) -> StoryCache:
        """Return the cache of a large story; an empty one for a small story, which is recomputed quickly."""
        return self._caches.setdefault(story, StoryCache()) if size >= MANY else StoryCache()

    def rest(self) -> None:
        """Reset the marks of the pass and drop stories without items in the window."""
        gone = self.threads.rest(self._dropped, self.grouper.index.groups)
        self._dropped.clear()
        for story in [story for story in self._caches if story not in self.threads.by_id]:
            del self._caches[story]
        if not gone:
            return
        for identity in [item for item, entry in self.links.items() if (entry.tight or item) in gone]:
            del self.links[identity]
            del self.items[identity]
            self.grouper.group_of.pop(identity, None)
        self.joiner.rest()

    def place(self, read: Read) -> None:
        """Place a new item."""
        self._forget(read.features.day)
        seen, item = self._enter(read), read.features.item
        placement, compared = self.grouper.place(seen, self.joiner.told_elsewhere)
        thread = self.threads.of(placement.group)
        self.threads.touch(thread)
        self.links[item.id] = _link_of(item, placement, thread.id)
        ties = self.joiner.join(seen, placement.group, compared)
        self._weigh(seen, compared.vector, ties)
        seen.rest()

    def _weigh(self, seen: Features, terms: Mapping[str, float], ties: Mapping[str, float]) -> None:
        """Record an item's weights for storage."""
        self._weighed[seen.item.id] = Weighing(
            item=seen.item.id,
            at=seen.day,
            until=seen.day + WINDOW,
            terms=terms,
            ties=ties,
            sketch=self.grouper.sketch_of(seen),
        )

    def weighed(self) -> tuple[Weighing, ...]:
        """Return the weights recorded since the last call, in order of placing."""
        found = tuple(self._weighed.values())
        self._weighed.clear()
        return found

    def _enter(self, read: Read) -> Features:
        """Hold an item, and give the names it teaches to earlier groups; return its features."""
        item = read.features.item
        for name in read.taught:
            self.grouper.index.entitle(item.lang, name)
        self.items[item.id] = item
        return read.features

    def _forget(self, day: datetime) -> None:
        for group in self.grouper.index.forget(day):
            self.joiner.crossing.forget(group)
            self.grouper.affairs.forget(group)
            self._dropped.append(group.id)

    def recall(self, read: Read, entry: Link, story: str, weighing: Weighing | None) -> None:
        """Restore an item where an earlier pass placed it."""
        terms, ties = (weighing.terms, weighing.ties) if weighing else (None, None)
        seen, item = self._enter(read), read.features.item
        self.links[item.id] = entry
        counted = self.grouper.recall(
            seen, entry.tight or item.id, copy=entry.copy_of is not None, weighing=weighing
        )
        group = self.grouper.group_of[item.id]
        if group.id not in self.threads.of_group:
            self.threads.begin(group, self.threads.heir(story))
        if entry.kind not in {"seed", "copy", "same_event"} and not deciding.is_move(entry):
            thread = self.threads.of(group)
            thread.bonds[group.id] = Bond(entry.kind, entry.score, entry.evidence, entry.rule)
        tied = self.joiner.recall(seen, group, ties)
        if terms is None or ties is None:
            self._weigh(seen, counted, tied)


def _link_of(item: Item, placement: Placement, story: str) -> Link:
    group: Group = placement.group
    return Link(
        item=item.id,
        story=story,
        kind=placement.kind,
        score=round(placement.score, 4),
        evidence=placement.evidence,
        rule=placement.rule,
        copy_of=placement.copy_of,
        tight=group.id,
    )


class Memory:
    """State kept for the next pass of the same process, so that the window need not be read again.

    Valid for one store, one watch list and one set of decisions; the caller starts a new one when these change.
    """

    def __init__(self) -> None:
        self._work: Pass | None = None

    @property
    def known(self) -> frozenset[str]:
        """Ids of the items held."""
        return frozenset(self._work.links) if self._work else frozenset()

    def take(self) -> Pass | None:
        """Take out the state; a pass that fails leaves nothing behind."""
        work, self._work = self._work, None
        return work

    def keep(self, work: Pass) -> None:
        """Keep the state of a finished pass."""
        work.rest()
        self._work = work
