"""Link evidence: items that stood alone on arrival and fit a group that has grown since, as the first reports of an event often do.

`thresholds` says what an item needs; `joining` decides when a group has grown enough to look again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator

from stories.grouping import templates
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.links.threads import Threads
from stories.text.phrases import DENSE

GROWN, AGAIN = 4, 0.04
"""From this many members on lone items are compared with a group again, and need this much less similarity than on
arrival: the item is still alone and this group has grown, which is evidence too."""

LEAST = 2
UNRIVALLED, LEAD = 0.05, 0.08
"""From this many members on, how much less is required besides if every group of another story falls short by at least so
much more. Not in dense scripts: half of such lines share a star's name, or part of one."""

Margin = Callable[[Features, Group, float], float]
"""By how much a cosine exceeds what an item needs to join a group."""


def stragglers(
    group: Group, akin: Collection[str], index: Index, threads: Threads, margin: Margin
) -> Iterator[tuple[Group, float]]:
    """Yield (group, similarity) of lone items among `akin` that fit this group better than any of another story."""
    if len(group.members) < (GROWN if group.lang in DENSE else LEAST) or group.companies:
        return
    mine = threads.of(group)
    for identity in sorted(akin):
        alone = index.groups[identity]
        if alone is group or len(alone.members) != 1 or alone.companies or len(threads.of(alone).groups) > 1:
            continue
        vector, item = alone.direction(), alone.members[0]
        likeness = index.likeness(vector, item, group).both
        fit = margin(item, group, likeness + _less(group))
        if fit < 0 or templates.another(item, group):
            continue
        rivals = (
            margin(item, other, like.both + _less(other))
            for other, like in ((index.groups[key], like) for key, like in index.alike(vector, item).items())
            if other is not alone and threads.of(other) is not mine
        )
        best = max(rivals, default=-math.inf)
        fits_at_once = len(group.members) >= GROWN and fit >= _unrivalled(group)
        if fit - best >= LEAD or (fits_at_once and fit > best):
            yield alone, likeness


def _less(group: Group) -> float:
    """Return by how much less a group requires at most."""
    return _unrivalled(group) + (AGAIN if len(group.members) >= GROWN else 0.0)


def _unrivalled(group: Group) -> float:
    return 0.0 if group.lang in DENSE else UNRIVALLED
