"""Link evidence: lone lines that name, within hours, the same two companies as a claim: "rival's manager attacks founder"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stories.grouping.affairs import Affairs
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.items.features import Features
from stories.items.roster import Roster
from stories.links.threads import Bond
from stories.speech.tone import tone

PAIR = 2
HOURS = timedelta(hours=12)
"""Maximum distance of lines linked by two company names alone."""


def ties(
    features: Features, group: Group, affairs: Affairs, index: Index, roster: Roster
) -> Iterator[tuple[str, Bond]]:
    """Yield the lines linked to a line of a claim, if that claim is the only other news about both companies."""
    pair = features.companies
    if len(pair) != PAIR or not features.short or affairs.claim(group.id) is None:
        return
    of_both = set.intersection(*(set(affairs.recent.by_group(company, features.day)) for company in pair))
    others = [index.groups[other] for other in sorted(of_both - {group.id}) if other in index.groups]
    if any(len(other.members) != 1 or affairs.claim(other.id) is not None for other in others):
        return
    for (line,) in (other.members for other in others):
        manner = tone(line.item.title, line.item.lang)
        apart = manner.business or manner.incident or manner.digest
        if line.short and line.companies == pair and abs(features.day - line.day) <= HOURS and not apart:
            names = " and ".join(sorted(map(roster.name_of, pair)))
            evidence = f"names {names} within hours, as only this claim does"
            yield line.item.id, Bond("same_event", 1.0, evidence, "joining/pair")
