"""Words that a paper says: the letter, the e-mail to customers. Whose they are where nobody is named with them."""

from __future__ import annotations

import re

from records import Item, Quote
from stories.items.roster import Roster

_SAYS = re.compile(
    r"^[\"”’',]*\s*(?:the|its|an?|this) (?:e-?mail|letter|statement|notice|message|note|announcement|text)\b",
    re.IGNORECASE,
)
"""What stands behind the quoted words where it is a paper that says them."""


def apologises_for(quote: Quote, item: Item, subject: str, roster: Roster) -> bool:
    """Whether the words are of a paper in which the one watched company of a text says that it is sorry: nobody else would."""
    if quote.stance != "apologise" or quote.speaker_entity is not None or item.lang != "en":
        return False
    named = roster.all_companies((m.entity for m in item.reading.mentions if m.entity), item.at.date())
    return named == {subject} and _SAYS.match(item.text[quote.end : quote.end + REACH]) is not None


REACH = 40
"""Characters behind the quoted words that are looked at."""
