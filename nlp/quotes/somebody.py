"""What an English noun without a name may stand for: a person, a firm, a body, a piece of writing. Knows words only."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.lexicon import words

NAMELESS = re.compile(r"(?:an?|the|one|his|her|their|[\w’' ]+[’']s)\s+(?!.*(?:ies|[^s]s)$)", re.IGNORECASE)
"""A phrase in the singular: "the source", "her lawyer"."""

WHOSE = re.compile(r"(?<=\w) (?:for|of|at|with|from) ")
"""What stands between somebody and the body he belongs to: "a spokesman for the exchange"."""


def nouns(kind: str) -> frozenset[str]:
    """The nouns of a kind, in small letters: firms, collective, bodies, issued (papers), several (who speak as one)."""
    found: frozenset[str] = words("en")["nouns"][kind]
    return found


@cache
def collective() -> frozenset[str]:
    """Nouns of firms and other bodies of people."""
    return nouns("firms") | nouns("collective")


def is_somebody(name: str) -> bool:
    """Whether a speaker without a name may be a single person, for whom "he" or "she" may stand."""
    who = WHOSE.split(name, maxsplit=1)[0]
    noun = who.rsplit(maxsplit=1)[-1].lower()
    return NAMELESS.match(who) is not None and noun not in collective() | words("en")["subjects"]["writings"]
