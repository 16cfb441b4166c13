"""Link evidence: a claim about money and the results it was derived from: "loses 60,000 on every car" on the quarter's evening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stories.grouping.affairs import Affairs
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links.threads import Bond

HOURS = timedelta(hours=36)
"""Maximum distance between results and a claim derived from them."""

LATEST = 12
"""Number of latest members of a group that are examined."""

_REPORTED = frozenset({"revenue", "net_income", "operating_profit", "gross_margin", "deliveries"})
_EARNED = frozenset({"profit_per_unit", "gross_profit_per_unit", "net_income"})


def ties(
    features: Features, group: Group, affairs: Affairs, index: Index, roster: Roster
) -> Iterator[tuple[str, Bond]]:
    """Yield the groups of results that belong to a claim about profit or loss, and the claims that belong to results."""
    if not features.short or len(features.main) != 1:
        return
    claims, reports = _claims(features, group, affairs), _reports(features, group, affairs)
    if not (claims or reports):
        return
    (company,) = features.main
    told = affairs.recent.by_group(company, features.day)
    others = [index.groups[other] for other in sorted(told) if other in index.groups and other != group.id]
    for other in others:
        for member in other.members[-LATEST:]:
            apart = abs(features.day - member.day)
            met = (claims and _reports(member, other, affairs)) or (
                reports and _claims(member, other, affairs)
            )
            if met and apart <= HOURS and member.main == features.main:
                evidence = f"a claim about what {roster.name_of(company)} earns or loses, and its results of the same days"
                yield member.item.id, Bond("same_event", 1.0, evidence, "joining/results")
                break


def _claims(features: Features, group: Group, affairs: Affairs) -> bool:
    """Return whether an item of a claim group tells of a profit or loss, in total or per unit."""
    return affairs.claim(group.id) is not None and _tells(features, _EARNED)


def _reports(features: Features, group: Group, affairs: Affairs) -> bool:
    """Return whether an item of a business group gives result figures."""
    return affairs.claim(group.id) is None and affairs.of_business(group.id) and _tells(features, _REPORTED)


def _tells(features: Features, metrics: frozenset[str]) -> bool:
    return any(
        figure.metric in metrics and figure.start < len(features.item.title)
        for figure in features.item.reading.figures
    )
