"""Names that a title only uses to say who another one is: "Maker's rival Tessera is fined". Whom the rest tells of, others decide."""

from __future__ import annotations

import re

from records import Item, Mention
from stories.phrases import DENSE

_SPACED = re.compile(
    r"(?:['’]s)? (?:arch-?)?(?:rival|competitor|challenger)s?\b(?! (?:to|of|for)\b)", re.IGNORECASE
)
_DENSE = re.compile(r"的?(?:竞争对手|老对手|对手|竞品|竞对)(?!是|们)")


def told_of(item: Item) -> tuple[Mention, ...]:
    """The mentions of an item but those that its title names as whose rival another one is."""
    pattern = _DENSE if item.lang in DENSE else _SPACED
    return tuple(
        mention
        for mention in item.reading.mentions
        if mention.end > len(item.title) or not pattern.match(item.title, mention.end)
    )
