"""Names that only describe someone else, as in "Maker's rival Tessera is fined". The item is not about them."""

from __future__ import annotations

import re

from records import Item, Mention
from stories.text.phrases import DENSE

_SPACED = re.compile(
    r"(?:['’]s)? (?:arch-?)?(?:rival|competitor|challenger)s?\b(?! (?:to|of|for)\b)", re.IGNORECASE
)
_DENSE = re.compile(r"的?(?:竞争对手|老对手|对手|竞品|竞对)(?!是|们)")
_UNRELATED = re.compile(
    r"\b(?:(?:not|un)[ -]?(?:related|connected|linked|affiliated)|no (?:relation|connection|link|affiliation|ties)|independent"
    r"|not to be confused) (?:to|with|of) $",
    re.IGNORECASE,
)
_UNRELATED_DENSE = re.compile(r"(?:没有|无|不存在)(?:任何)?(?:股权|业务|隶属|从属|直接)?(?:关联|关系|联系)")
_NEAR = 30
"""Characters before a name that are searched for "not related to"."""


def main_mentions(item: Item) -> tuple[Mention, ...]:
    """Return the mentions of watched names in an item except incidental ones."""
    pattern = _DENSE if item.lang in DENSE else _SPACED
    return tuple(
        mention
        for mention in item.reading.mentions
        if mention.entity
        and not (
            pattern.match(item.title, mention.end)
            if mention.end <= len(item.title)
            else _is_unrelated(item, mention)
        )
    )


def _is_unrelated(item: Item, mention: Mention) -> bool:
    """Return whether the text says that its subject has nothing to do with this name: "which is not related to Halden Air"."""
    if item.lang in DENSE:
        return _UNRELATED_DENSE.match(item.text, mention.end) is not None
    return _UNRELATED.search(item.text, max(0, mention.start - _NEAR), mention.start) is not None
