"""Whether a text says that one company owns another: then who speaks for the owner may answer for both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import Item
from stories.roster import Roster

NEAR = 60
"""Characters between the two names."""

_OWNS = re.compile(
    r"(?:,? (?:which|that) (?:owns|controls|runs)|,? (?:the )?(?:owner|parent(?: company)?|majority owner) of) (?:the )?(?:\w+ ){0,3}$|旗下(?:的)?$|控股的?$"
)
"""Owner first: "Astor Group, which owns …", 星野集团旗下…"""

_OWNED = re.compile(
    r"(?:[’']s|,? whose)? (?:\w+ )?(?:owner|parent(?: company)?),? $|,? (?:a |the )?(?:\w+ )?(?:unit|subsidiary|brand|division|arm|part) of (?:the )?$"
    r"|(?:的)?(?:母公司|控股股东|大股东)$|(?:隶属|归属)于?$"
)
"""Owned first: "Lumen Home's parent company, …", "…, a unit of …"."""


def speaks_for_parent(organisation: str | None, item: Item, subject: str, roster: Roster) -> bool:
    """Whether a text says that the organisation for which somebody speaks owns a story's subject."""
    if not organisation:
        return False
    day = item.at.date()
    owned = [m for m in item.reading.mentions if m.entity and subject in roster.companies(m.entity, day)]
    holders = list(_places(organisation, item.text))
    return any(
        (
            holder[1] <= mention.start <= holder[1] + NEAR
            and _OWNS.search(item.text[holder[1] : mention.start])
        )
        or (
            mention.end <= holder[0] <= mention.end + NEAR
            and _OWNED.search(item.text[mention.end : holder[0]])
        )
        for holder in holders
        for mention in owned
    )


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(name), text))
