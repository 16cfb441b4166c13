"""Finds the group about a watched company that an item tells again: the shorter of two texts stands in the longer one.

Only in dense scripts: of a long text the vectors keep only the heaviest pairs of signs, and a line's words are seldom among these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from stories.grouping.groups import NEAR, Group
from stories.items.features import ROUND_UP, Features
from stories.items.term_counts import count_terms
from stories.speech.tone import tone
from stories.text.phrases import DENSE

TOLD = 0.2
"""Minimum share of the squared weights of one that the other contains. In eight nights of real affairs, of pairs of a Chinese article
and a group about its company, 55 above it were of one matter and one was not; below it 35 and 36."""


@dataclass(frozen=True, slots=True)
class Retold:
    """A group that an item tells again."""

    share: float
    group: Group
    terms: list[str]
    """What both contain, heaviest first."""


def retold(features: Features, vector: Mapping[str, float], groups: Iterable[Group]) -> Retold | None:
    """Return the group that an item tells again most; None for ordinary business, a digest and advice to buyers.

    Args:
        features: the item.
        vector: its weights.
        groups: those told lately of its companies.
    """
    if features.item.lang not in DENSE or not features.main or len(features.main) >= ROUND_UP:
        return None
    manner = tone(features.item.title, features.item.lang)
    if manner.business or manner.digest or manner.guide:
        return None
    found = [
        _of_line(vector, group) if features.short else _of_group(group.centroid, features.terms, group)
        for group in groups
        if group.lang == features.item.lang
        and not features.main.isdisjoint(group.about())
        and abs(features.day - group.last) <= NEAR
    ]
    best = max(found, key=lambda one: (one.share, one.group.id), default=None)
    return best if best is not None and best.share >= TOLD else None


def _of_line(vector: Mapping[str, float], group: Group) -> Retold:
    """Return how much of a line one of a group's latest articles contains."""
    articles = (member for member in group.latest() if not member.short)
    told = [_of_group(vector, count_terms(each.item, each.roster)[0], group) for each in articles]
    return max(told, key=lambda one: one.share, default=Retold(0.0, group, []))


def _of_group(weights: Mapping[str, float], words: Collection[str], group: Group) -> Retold:
    """Return the share of squared weights that some words hold."""
    held = sorted((-weight, term) for term, weight in weights.items() if term in words)
    whole = sum(weight * weight for weight in weights.values())
    share = sum(weight * weight for weight, _ in held) / whole if whole else 0.0
    return Retold(share, group, [term for _, term in held])
