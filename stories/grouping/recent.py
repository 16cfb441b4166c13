"""Which groups lately told of a company, a person or an unlisted name, and in how many items."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter

from stories.grouping.groups import WINDOW, Group

LATELY = timedelta(hours=72)
"""Recent items: those within this time of the item at hand."""

ASIDE = 0.1
"""A group in which a smaller share of items name an entity is about something else: a film that a manager has seen."""

_WHEN, _WHERE = itemgetter(0), itemgetter(1)


@dataclass(slots=True)
class Recent:
    """The items that name each entity, within the window."""

    groups: Mapping[str, Group]
    """All active groups."""
    _entries: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    """Entity to (time, group) of its items, in order of time."""
    _naming: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Number of items of each group that name each entity."""

    def note(self, entities: Collection[str], day: datetime, group: Group) -> None:
        """Count an item of a group for the entities it names."""
        for entity in entities:
            insort(self._entries[entity], (day, group.id), key=_WHEN)
        if entities:
            self._naming[group.id].update(entities)

    def forget(self, group: Group) -> None:
        """Drop an inactive group."""
        self._naming.pop(group.id, None)

    def by_group(self, entity: str, now: datetime) -> Counter[str]:
        """Count recent items by group; if there are none, those in the window."""
        entries = self._entries.get(entity)
        if not entries:
            return Counter()
        del entries[: bisect_left(entries, now - WINDOW, key=_WHEN)]
        lately = entries[bisect_left(entries, now - LATELY, key=_WHEN) :]
        return Counter(map(_WHERE, lately or entries))

    def told_of(self, entity: str, now: datetime) -> Counter[str]:
        """Count recent items by group, without groups about something else."""
        return self._without_asides(entity, self.by_group(entity, now))

    def only_group(self, entities: Iterable[str], now: datetime, besides: str | None = None) -> str | None:
        """Return the group that is all recent news about each of one or more entities, but for one group that does not count."""
        first, *others = (set(self.told_of(entity, now)) - {besides} for entity in entities)
        return next(iter(first)) if len(first) == 1 and all(groups == first for groups in others) else None

    def in_window(self, entity: str) -> Counter[str]:
        """Count all items in the window by group, without groups about something else."""
        return self._without_asides(entity, Counter(map(_WHERE, self._entries.get(entity, ()))))

    def last(self, entity: str) -> datetime | None:
        """Return the time of the latest item that names an entity."""
        entries = self._entries.get(entity)
        return entries[-1][0] if entries else None

    def _without_asides(self, entity: str, told: Counter[str]) -> Counter[str]:
        for group in [group for group in told if self._aside(group, entity)]:
            del told[group]
        return told

    def _aside(self, group: str, entity: str) -> bool:
        known = self.groups.get(group)
        return known is not None and self._naming[group][entity] < ASIDE * len(known.members)
