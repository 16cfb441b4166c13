"""Link evidence: items that stood alone on arrival and fit a group that has grown since, as the first reports of an event often do.

`thresholds` says what an item needs; `joining` decides when a group has grown enough to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from stories.grouping import templates
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.links.threads import Threads
from stories.text.phrases import DENSE

GROWN, LESS = 2, 0.09
"""From this many members on lone items are compared with a group again, and need this much less similarity than on
arrival: the item is still alone and this group has grown, which is evidence too."""

GROWN_DENSE, LESS_DENSE = 4, 0.04
"""... in dense scripts, where half of the lines that are nearly similar share no more than a star's name, or part of one."""

Margin = Callable[[Features, Group, float], float]
"""By how much a cosine exceeds what an item needs to join a group."""


def stragglers(
    group: Group, akin: Collection[str], index: Index, threads: Threads, margin: Margin
) -> Iterator[tuple[Group, float]]:
    """Yield (group, similarity) of lone items among `akin` that fit this group."""
    grown, less = (GROWN_DENSE, LESS_DENSE) if group.lang in DENSE else (GROWN, LESS)
    if len(group.members) < grown or group.companies:
        return
    for identity in sorted(akin):
        alone = index.groups[identity]
        if alone is group or len(alone.members) != 1 or alone.companies or len(threads.of(alone).groups) > 1:
            continue
        item = alone.members[0]
        likeness = index.likeness(alone.direction(), item, group)
        fit = likeness.words if alone.at_length and group.at_length else likeness.both
        if margin(item, group, fit + less) >= 0 and not templates.another(item, group):
            yield alone, fit
