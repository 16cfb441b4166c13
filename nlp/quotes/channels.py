"""Finds the channel of a quotation, as stated and as a kind, from the words around it."""

from __future__ import annotations

import re
from functools import cache

from nlp.quotes.lexicon import words
from nlp.rare import Group, Rare

EARLIER = " || "

TWEETING = re.compile(r"(?:re)?tweet(?:ed|s|ing)?$", re.IGNORECASE)


@cache
def _patterns(lang: str) -> tuple[tuple[str, Rare], ...]:
    return tuple(
        (entry["kind"], Rare(entry.get("needs", ()), entry["pattern"]))
        for entry in words(f"channels_{lang}")["channel"]
    )


@cache
def _group(lang: str) -> Group:
    return Group(pattern for _, pattern in _patterns(lang))


def channel_of(lang: str, around: str, cue: str | None) -> tuple[str | None, str | None]:
    """The channel as stated and its kind; both None where none is named.

    Args:
        lang: "en" or "zh".
        around: The introducing words, without the quotation itself; after EARLIER those that count only where these
            name no channel.
        cue: The reporting verb, which may itself name a channel ("tweeted").
    """
    for words_around in around.split(EARLIER):
        if not words_around or not _group(lang).is_likely(words_around):
            continue
        for kind, pattern in _patterns(lang):
            match = pattern.search(words_around)
            if match:
                stated = next((text for text in match.groups() if text), match[0])
                return " ".join(stated.split()), kind
    if cue is not None and lang == "en" and TWEETING.search(cue):
        return "Twitter", "post"
    return None, None
