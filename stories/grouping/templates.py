"""Whether an item, or a group, tells with another's words of another place or product (see `twins`)."""

from __future__ import annotations

from stories.grouping.groups import Group
from stories.items import twins
from stories.items.features import Features


def another(features: Features, group: Group) -> bool:
    """Return whether a member's title is the item's with another name, which the group does not mention."""
    return bool(features.named) and any(_twins(features, member, group) for member in group.latest())


def others(group: Group, other: Group) -> bool:
    """Return whether this holds of any latest member of a group and another group."""
    return any(another(member, other) for member in group.latest())


def _twins(features: Features, member: Features, group: Group) -> bool:
    if features.named <= member.named or member.named <= features.named:
        return False
    apart = twins.apart(features.item, member.item)
    if apart is None or twins.mentions(features.item, apart.other):
        return False
    return not any(twins.mentions(fellow.item, apart.one) for fellow in group.latest())
