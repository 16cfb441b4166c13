"""What the items of each group tell of its companies: a claim, ordinary business, or only what a company itself answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from stories.grouping.bearing import bearing_of, implies_claim
from stories.grouping.groups import Group
from stories.items.features import Features
from stories.speech import cues, speakers
from stories.speech.tone import tone

SOMETHING = 2
"""Minimum items of a group that a company's own word can answer."""


@dataclass(slots=True)
class Told:
    """What is told in the groups that name an entity. Items are examined only when their group is asked for; most never are."""

    _claims: dict[str, set[str]] = field(default_factory=dict)
    """Claim groups with their words that call for an answer."""
    _business: set[str] = field(default_factory=set)
    """Groups about ordinary business."""
    _by_others: set[str] = field(default_factory=set)
    """Groups in which others than the company tell of the affair."""
    _matters: set[str] = field(default_factory=set)
    """Groups in which a company states what it answers."""
    _pending: dict[str, list[tuple[Features, int]]] = field(default_factory=dict)
    """Items not yet examined, by group, each with the group's size at its arrival."""

    def note(self, features: Features, group: Group) -> None:
        """Remember an item that names an entity."""
        self._pending.setdefault(group.id, []).append((features, len(group.members)))

    def claim(self, group: str) -> set[str] | None:
        """Return the words in a group that call for an answer; None if it is no claim."""
        self._examine(group)
        return self._claims.get(group)

    def of_business(self, group: str) -> bool:
        """Return whether a group is about ordinary business."""
        self._examine(group)
        return group in self._business

    def only_answered(self, group: Group) -> bool:
        """Return whether an affair is known only through the company's own answers, which say what it is about."""
        self._examine(group.id)
        alone = group.id in self._matters and group.id not in self._by_others
        return alone and all(member.entities for member in group.members)

    def forget(self, group: Group) -> None:
        """Drop an inactive group."""
        self._pending.pop(group.id, None)
        self._claims.pop(group.id, None)
        for marked in (self._business, self._by_others, self._matters):
            marked.discard(group.id)

    def _examine(self, group: str) -> None:
        """Examine the pending items of a group in order."""
        for features, size in self._pending.pop(group, ()):
            title, lang = features.item.title, features.item.lang
            manner = tone(title, lang)
            if manner.business:
                self._business.add(group)
            asked = bearing_of(features) if features.companies else None
            if asked is None or not (asked.speaking and asked.speaks):
                self._by_others.add(group)
            elif asked.matter:
                self._matters.add(group)
            # If a company itself speaks or offers a remedy after news other than business, the news was a claim.
            word = asked is not None and bool(asked.speaking) and (asked.speaks or asked.remedy)
            befell = features.short and not manner.business and speakers.is_witness(title, lang) and not word
            if (
                manner.calls
                or (size >= SOMETHING and group not in self._business and word)
                or befell
                or implies_claim(cues.answer_in(title, lang), lang)
                or features.was_asked
            ):
                self._claims.setdefault(group, set()).update(manner.calls)
