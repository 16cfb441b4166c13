"""Link evidence: a line that brings a company into a story that names none, if its only other news is a claim of these days.

"Maker pulls its pickled noodles" stands with "shops pull pickled noodles"; the maker is in the story of a dirty supplier.
"""

from __future__ import annotations

from collections.abc import Iterator

from stories.grouping.affairs import Affairs
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links.threads import Bond
from stories.speech.tone import tone
from stories.text.phrases import DENSE

LEAST, MOST = 2, 4
"""Members of the story without a company, the line included; a larger one is no affair of a company that one line names: a
game that a manager plays."""


def ties(
    features: Features, group: Group, affairs: Affairs, index: Index, roster: Roster
) -> Iterator[tuple[str, Bond]]:
    """Yield the claim that is all other recent news about companies that a line names; its own group names no company besides.

    An officer's name is not enough: he may talk of a film.
    """
    if not features.short or not features.main or group.lang not in DENSE:
        return
    if not LEAST <= len(group.members) <= MOST or not features.main.issubset(features.entities):
        return
    if any(member.companies for member in group.members if member is not features):
        return
    manner = tone(features.item.title, group.lang)
    if manner.business or manner.incident:
        return
    only = affairs.recent.only_group(features.main, features.day, besides=group.id)
    other = index.groups.get(only) if only else None
    if other is None or other.lang != group.lang or affairs.claim(other.id) is None:
        return
    names = ", ".join(sorted(map(roster.name_of, features.main)))
    evidence = f"names {names}, of whom lately only this claim tells"
    yield other.members[0].item.id, Bond("same_event", 1.0, evidence, "joining/named")
