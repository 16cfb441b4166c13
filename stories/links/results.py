"""Link evidence: two items that tell of one company's results for one period: "Q2 profit falls" and "how to judge the half-year report"."""

from __future__ import annotations

from collections.abc import Iterator

from stories.grouping.affairs import Affairs
from stories.grouping.groups import NEAR, Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links.threads import Bond
from stories.text.reporting import UNNAMED, may_be_one, results_of

LATEST = 12
"""Number of latest members of a group that are examined."""

MOSTLY = 0.5
"""Minimum share of these that tell of results: an affair may have taken in a line about them."""


def ties(
    features: Features, group: Group, affairs: Affairs, index: Index, roster: Roster
) -> Iterator[tuple[str, Bond]]:
    """Yield the items of other groups that tell of the same results."""
    told = _results(features)
    if not told or not _mostly_results(group):
        return
    (company,) = features.main
    for identity in sorted(affairs.recent.by_group(company, features.day)):
        other = index.groups.get(identity)
        if other is None or other is group or not _mostly_results(other):
            continue
        for member in reversed(other.members[-LATEST:]):
            if (
                member.main == features.main
                and abs(features.day - member.day) <= NEAR
                and may_be_one(told, _results(member))
            ):
                named = " ".join(sorted((told & _results(member)) - {UNNAMED})) or "of these days"
                evidence = f"both tell of the results of {roster.name_of(company)}, {named}"
                yield member.item.id, Bond("same_event", 1.0, evidence, "joining/period")
                break


def _results(features: Features) -> frozenset[str]:
    """Return the periods whose results an item about one company tells of."""
    return results_of(features.item.title, features.item.lang) if len(features.main) == 1 else frozenset()


def _mostly_results(group: Group) -> bool:
    """Return whether most of a group's latest members tell of results."""
    latest = group.members[-LATEST:]
    return sum(bool(_results(member)) for member in latest) >= MOSTLY * len(latest) > 0
