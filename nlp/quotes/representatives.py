"""Whom "a spokesperson" speaks for who is told of no firm: the one that spoke just before. Knows quotations as records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from nlp.quotes.somebody import nouns
from records import Quote

NEAR = 500
"""Characters before a spokesperson's words in which the firm speaks itself."""


@cache
def _nameless() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:a|an|the|its|another)\s)?(?:company\s)?(?:spokes(?:man|woman|person)|representative)"
        rf"(?:\s(?:for|of|at)\sthe\s(?:{'|'.join(sorted(nouns('firms')))}))?",
        re.IGNORECASE,
    )


def with_firms(quotes: Sequence[Quote], doc: Doc) -> list[Quote]:
    """The quotations, in order of the text; of a spokesperson whose firm is not named beside him, that firm is added."""
    if not any(_is_without_firm(quote) for quote in quotes):
        return list(quotes)
    firms = {
        place: ent.text
        for ent in doc.ents
        if ent.label_ == "ORG"
        for place in range(ent.start_char, ent.end_char)
    }
    called = set(firms.values())
    found: list[Quote] = []
    for quote in quotes:
        firm = None
        if _is_without_firm(quote):
            before = (
                said.speaker
                if said.speaker in called  # "the bank said"
                else firms.get(said.speaker_start if said.speaker_start is not None else -1)
                for said in reversed(found)
                if quote.start - NEAR <= said.start
            )
            firm = next((name for name in before if name), None)
        found.append(replace(quote, organisation=firm) if firm else quote)
    return found


def _is_without_firm(quote: Quote) -> bool:
    """Whether a spokesperson of no firm speaks."""
    nameless = quote.organisation is None and quote.speaker and _nameless().fullmatch(quote.speaker)
    return bool(nameless)
