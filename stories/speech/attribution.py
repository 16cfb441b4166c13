"""Finds the speaker of a title in which the words come first, and rearranges it so that the speaker comes first."""

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
"""How a headline refers to a company it has named."""

_NAMED_LAST = re.compile(
    rf"(?P<words>.{{8,}}?),[”\"’]? (?:(?P<verb>says|insists|maintains|admits|said) (?P<who>[A-Z][^,:;]{{2,50}}|{_BY_ITSELF})"
    rf"|(?P<name>[A-Z][^,:;]{{2,50}}?|{_BY_ITSELF}) (?P<does>says?|insists?|maintains?|admits?|said))$"
)
TOLD_BY = re.compile(
    r"(?<=,) (?:[a-z’'-]+ ){1,4}(?:say|says|claim|claims|allege|alleges|find|finds|suggest|suggests|indicate|indicates|complain|fear|warn|warns|show|shows|reveal|reveals|hear|hears|told)$"
)
"""Anonymous sources at the end of a headline ("..., workers say"): the title is an allegation."""


class Attributed(NamedTuple):
    """A title in which the words precede their speaker."""

    title: str
    """The title at the same length, the words blanked."""
    words: str


def quoted_first(title: str, lang: str) -> Attributed | None:
    """Return a title that begins with a quotation, or None."""
    found = _QUOTED_FIRST.match(title)
    words = found and found["dense" if lang in DENSE else "spaced"]
    return Attributed(" " * found.end() + title[found.end() :], words) if found and words else None


class Last(NamedTuple):
    """A title that ends with its speaker."""

    words: str
    verb: str
    start: int
    end: int
    """Offsets of the name."""


def named_last(title: str, lang: str) -> Last | None:
    """Return the speaker at the end of a title in a script with spaces: "No one was hurt, says Maker"."""
    found = None if lang in DENSE else _NAMED_LAST.match(title)
    if found is None:
        return None
    who = "who" if found["who"] else "name"
    return Last(found["words"], found["verb"] or found["does"], found.start(who), found.end(who))
