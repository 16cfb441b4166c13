"""Which figures the members of a group give, and where: in a line, in a title, in a text that a company issued.

Every item that shares a figure with a group asks for this, so a group of thousands keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from stories.items.features import ISSUED, Features


@dataclass(slots=True)
class GroupFigures:
    """Keys of the figures of a group's members."""

    _in_lines: set[str] = field(default_factory=set)
    _titled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Figure to the companies of the members whose title gives it."""
    _issued: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Figure to the companies that filed or released it."""

    def add(self, member: Features) -> None:
        """Add the figures of a new member."""
        if member.short:
            self._in_lines |= member.figures
        for figure in member.title_figures:
            self._titled[figure] |= member.companies
        if member.item.kind in ISSUED and member.item.entity:
            for figure in member.figures:
                self._issued[figure].add(member.item.entity)

    def in_line(self, features: Features, shared: Collection[str]) -> bool:
        """Return whether a line gives one of the figures that an item shares with the group: the item itself, or a member."""
        return features.short or not self._in_lines.isdisjoint(shared)

    def told_as_filed(self, features: Features, shared: Collection[str]) -> bool:
        """Return whether a title gives a shared figure that the company itself filed or released."""
        issuer = features.item.entity if features.item.kind in ISSUED else None
        return any(
            (issuer is not None and issuer in self._titled.get(figure, ()))
            or (
                figure in features.title_figures
                and not features.companies.isdisjoint(self._issued.get(figure, ()))
            )
            for figure in shared
        )
