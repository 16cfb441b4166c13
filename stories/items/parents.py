"""Whether a text says that one company owns another, so that the parent's spokesperson may answer for both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import Item
from stories.items.roster import Roster
from stories.speech.stances import patterns

NEAR = 60
"""Maximum characters between the two names."""


def speaks_for_parent(organisation: str | None, item: Item, subject: str, roster: Roster) -> bool:
    """Return whether the text says that the speaker's organisation owns the subject."""
    if not organisation:
        return False
    day = item.at.date()
    owned = [m for m in item.reading.mentions if m.entity and subject in roster.companies(m.entity, day)]
    holders = list(_places(organisation, item.text))
    return any(
        _says("owns", item, holder[1], mention.start) or _says("owned", item, mention.end, holder[0])
        for holder in holders
        for mention in owned
    )


def _says(section: str, item: Item, begin: int, end: int) -> bool:
    """Return whether the words between two names state ownership."""
    between = item.text[begin:end] if begin <= end <= begin + NEAR else ""
    return any(pattern.search(between) for pattern in patterns(section, item.lang))


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(name), text))
