"""Names that a text only uses to say who another one is: "Maker's rival Tessera is fined". Whom the rest tells of, others decide."""

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
"""Characters beside a name in which it is said that the text is about somebody else of that name."""


def told_of(item: Item) -> tuple[Mention, ...]:
    """The mentions of an item but those of whose rival a title tells, and to whom its subject is said not to be related."""
    pattern = _DENSE if item.lang in DENSE else _SPACED
    return tuple(
        mention
        for mention in item.reading.mentions
        if not (
            pattern.match(item.title, mention.end)
            if mention.end <= len(item.title)
            else _is_unrelated(item, mention)
        )
    )


def _is_unrelated(item: Item, mention: Mention) -> bool:
    """Whether a text says that whom it tells of has nothing to do with somebody: "which is not related to Halden Air"."""
    if item.lang in DENSE:
        return _UNRELATED_DENSE.match(item.text, mention.end) is not None
    return _UNRELATED.search(item.text, max(0, mention.start - _NEAR), mention.start) is not None
