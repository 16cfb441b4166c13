"""Whether a Chinese line shares only everyday words with a group: 离职, 朋友圈, 到底有多 are in what tells of anything.

How surprising words are, whoever links hands in; without it nothing is held to be everyday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stories.grouping.groups import Group
from stories.items.features import Features
from stories.text.script import simplified

Surprise = Callable[[str], float]
"""What a run of simplified Chinese characters says beyond everyday words, in nats."""

TELLING = 6.5
"""What a line and a group must share at least: a word that stands once in a million, or two rarer than in 30,000."""

NEAREST = 3
"""Of a group's latest members, those that are held against a line: the ones that share most terms with it."""

LEAST = 2
"""Characters of a run that says anything."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """Holds lines against groups of their language."""

    surprise: Surprise | None = None

    def is_all(self, features: Features, group: Group) -> bool:
        """Whether everyday words are all that a line has in common with each of a group's members; a shared name is more."""
        surprise = self.surprise
        if surprise is None or group.lang != "zh" or not features.subjects.isdisjoint(group.subjects):
            return False
        line, title = features.terms.keys(), simplified(features.item.title)
        nearest = sorted(group.latest(), key=lambda member: -len(line & member.title_terms))
        return all(
            sum(map(surprise, runs(title, simplified(member.item.title)))) < TELLING
            for member in nearest[:NEAREST]
        )

    def is_all_between(self, group: Group, other: Group) -> bool:
        """Whether everyday words are all that the latest members of a group have in common with another group."""
        return all(self.is_all(member, other) for member in group.members[-NEAREST:])


def runs(one: str, other: str) -> set[str]:
    """The longest runs of letters, from left to right, that a title has in common with another."""
    found, start = set(), 0
    while start < len(one):
        end = start
        while end < len(one) and one[end].isalnum() and one[start : end + 1] in other:
            end += 1
        if end - start >= LEAST:
            found.add(one[start:end])
        start = max(end, start + 1)
    return found
