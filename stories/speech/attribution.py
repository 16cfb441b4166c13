"""Where a title names who speaks: after his words, or behind them at the end. Lays the title out so that who speaks stands first."""

from __future__ import annotations

import re
from typing import NamedTuple

from stories.text.phrases import DENSE

_QUOTED_FIRST = re.compile(
    r"\s*(?:[“\"‘](?P<spaced>[^“”\"]{8,}?)[”\"’],?(?= )|[“「『](?P<dense>[^“”「」『』]{3,}?)[”」』][，,]?(?=.))"
)
_BY_ITSELF = (
    r"(?:it|(?:the |its )?(?:firm|company|airline|carrier|bank|lender|maker|carmaker|automaker|retailer|chain|grocer|operator|utility"
    r"|group|owner|parent|spokesperson|spokesman|spokeswoman|CEO|chief executive|chief|boss|founder|lawyers?|executives?|officials))"
)
"""What a headline calls the company that it has named."""

_NAMED_LAST = re.compile(
    rf"(?P<words>.{{8,}}?),[”\"’]? (?:(?P<verb>says|insists|maintains|admits|said) (?P<who>[A-Z][^,:;]{{2,50}}|{_BY_ITSELF})"
    rf"|(?P<name>[A-Z][^,:;]{{2,50}}?|{_BY_ITSELF}) (?P<does>says?|insists?|maintains?|admits?|said))$"
)
TOLD_BY = re.compile(
    r"(?<=,) (?:[a-z’'-]+ ){1,4}(?:say|says|claim|claims|allege|alleges|find|finds|suggest|suggests|indicate|indicates|complain|fear|warn|warns|show|shows|reveal|reveals|hear|hears|told)$"
)
"""Who tells it, at the end of a headline and by no name: what is told so is somebody's word against whom it is about."""


class Attributed(NamedTuple):
    """A title whose words come before who says them."""

    title: str
    """Of the same length, the words blanked."""
    words: str


def quoted_first(title: str, lang: str) -> Attributed | None:
    """A title that begins with words in quotation marks, or None."""
    found = _QUOTED_FIRST.match(title)
    words = found and found["dense" if lang in DENSE else "spaced"]
    return Attributed(" " * found.end() + title[found.end() :], words) if found and words else None


class Last(NamedTuple):
    """A title that ends with who says what it tells."""

    words: str
    verb: str
    start: int
    end: int
    """Where the name stands."""


def named_last(title: str, lang: str) -> Last | None:
    """Who says what a title in a script with spaces tells, where he is named at its end: "No one was hurt, says Maker"."""
    found = None if lang in DENSE else _NAMED_LAST.match(title)
    if found is None:
        return None
    who = "who" if found["who"] else "name"
    return Last(found["words"], found["verb"] or found["does"], found.start(who), found.end(who))
