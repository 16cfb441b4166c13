"""Finds the phrases of the word lists in a text. Knows how each script is matched; what a phrase means is the callers'."""

from __future__ import annotations

import re
from functools import cache

from stories import lexicon
from stories.script import simplified
from stories.tokens import fold

Phrases = re.Pattern[str]


@cache
def phrases(table: str, section: str, lang: str) -> Phrases:
    """All phrases of a section as one pattern; one that matches nothing where the language has none."""
    words = lexicon.table(table)[section].get(lang, ())
    return compiled(tuple(words), lang)


@cache
def compiled(words: tuple[str, ...], lang: str) -> Phrases:
    """Phrases as one pattern, the longest first; `*` at the end of a word takes any ending."""
    if not words:
        return re.compile(r"(?!)")
    ordered = sorted(words, key=len, reverse=True)
    if lang in DENSE:
        return re.compile("|".join(map(re.escape, ordered)))
    body = "|".join(re.escape(fold(word)).replace(r"\*", r"\w*") for word in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


DENSE = frozenset({"zh", "ja", "th"})
"""Languages written without spaces."""


def plain(text: str, lang: str) -> str:
    """A text as the patterns want it: of the same length, so that offsets hold."""
    if lang in DENSE:
        return simplified(text) if lang == "zh" else text
    if text.isascii():
        return text.lower()
    folded = "".join(part if len(part := fold(letter)) == 1 else letter for letter in text)
    return folded.lower() if len(folded) == len(text) else text.lower()
