"""Link evidence: items that stood alone on arrival and fit a group that has grown since, as the first reports of an event often do.

`thresholds` says what an item needs; `joining` decides when a group has grown enough to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.links.threads import Threads

GROWN = 4
"""Minimum members of a group before lone items are compared with it again."""

AGAIN = 0.04
"""How much less similarity is required than on arrival: the item is still alone and this group has grown, which is
evidence too."""

Margin = Callable[[Features, Group, float], float]
"""By how much a cosine exceeds what an item needs to join a group."""


def stragglers(
    group: Group, akin: Collection[str], index: Index, threads: Threads, margin: Margin
) -> Iterator[tuple[Group, float]]:
    """Yield (group, similarity) of lone items among `akin` that fit this group better than any other."""
    if len(group.members) < GROWN or group.companies:
        return
    for identity in sorted(akin):
        alone = index.groups[identity]
        if alone is group or len(alone.members) != 1 or alone.companies or len(threads.of(alone).groups) > 1:
            continue
        vector, item = alone.direction(), alone.members[0]
        likeness = index.likeness(vector, item, group).both
        fit = margin(item, group, likeness + AGAIN)
        if fit < 0:
            continue
        others = (
            margin(
                item,
                index.groups[other],
                like.both + (AGAIN if len(index.groups[other].members) >= GROWN else 0.0),
            )
            for other, like in index.alike(vector, item).items()
            if other not in {identity, group.id}
        )
        if all(other < fit for other in others):
            yield alone, likeness
