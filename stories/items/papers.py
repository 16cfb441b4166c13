"""Words attributed to a document: "the letter says", "an e-mail to customers".

Decides whose they are if nobody is named.
"""

from __future__ import annotations

import re

from records import Item, Quote
from stories.items.roster import Roster

_SAYS = re.compile(
    r"^[\"”’',]*\s*(?:the|its|an?|this) (?:e-?mail|letter|statement|notice|message|note|announcement|text)\b",
    re.IGNORECASE,
)
"""What follows quoted words if a document says them."""


def is_apology_in_document(quote: Quote, item: Item, subject: str, roster: Roster) -> bool:
    """Return whether the words are an apology in a document, in a text with the subject as its only watched company."""
    if quote.stance != "apologise" or quote.speaker_entity is not None or item.lang != "en":
        return False
    named = roster.all_companies((m.entity for m in item.reading.mentions if m.entity), item.at.date())
    return named == {subject} and _SAYS.match(item.text[quote.end : quote.end + REACH]) is not None


REACH = 40
"""Characters after the quoted words that are searched."""
