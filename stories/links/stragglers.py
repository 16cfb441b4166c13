"""Items that stood alone when they came, and fit a group that has grown since: what the first to tell a thing often are.

How much likeness an item needs, grouping says; when a group has grown enough to look again, joining says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.links.threads import Threads

GROWN = 4
"""Members that a group needs before anything alone is held against it again: fewer tell little more than one."""

AGAIN = 0.04
"""How much less likeness is asked for then than when an item comes: that it is still alone, and this group of all has grown, is
evidence, too."""

Spare = Callable[[Features, Group, float], float]
"""By how much a cosine is more than what an item needs to join a group."""


def stragglers(
    group: Group, akin: Collection[str], index: Index, threads: Threads, spare: Spare
) -> Iterator[tuple[Group, float]]:
    """The groups of one item, of those akin to this group, that fit it and no other one better; and how like it they are."""
    if len(group.members) < GROWN or group.companies:
        return
    for identity in sorted(akin):
        alone = index.groups[identity]
        if alone is group or len(alone.members) != 1 or alone.companies or len(threads.of(alone).groups) > 1:
            continue
        vector, item = alone.direction(), alone.members[0]
        likeness = index.likeness(vector, item, group).both
        fit = spare(item, group, likeness + AGAIN)
        if fit < 0:
            continue
        others = (
            spare(
                item,
                index.groups[other],
                like.both + (AGAIN if len(index.groups[other].members) >= GROWN else 0.0),
            )
            for other, like in index.alike(vector, item).items()
            if other not in {identity, group.id}
        )
        if all(other < fit for other in others):
            yield alone, likeness
