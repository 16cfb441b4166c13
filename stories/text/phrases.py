"""Compiles word lists to patterns and finds their phrases in a text. What a phrase means is decided by the callers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from stories.text import lexicon
from stories.text.script import simplified
from stories.text.tokens import fold

Phrases = re.Pattern[str]


@cache
def phrases(table: str, section: str, lang: str) -> Phrases:
    """Return all phrases of a section as one pattern, which matches nothing if the language has none."""
    words = lexicon.table(table)[section].get(lang, ())
    return compiled(tuple(words), lang)


@cache
def compiled(words: tuple[str, ...], lang: str) -> Phrases:
    """Return phrases as one pattern, the longest first; `*` at the end of a word matches any ending."""
    if not words:
        return re.compile(r"(?!)")
    ordered = sorted(words, key=len, reverse=True)
    if lang in DENSE:
        return re.compile("|".join(map(re.escape, ordered)))
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in map(fold, ordered):
        by_first[word[0]].append(re.escape(word[1:]).replace(r"\*", r"\w*"))
    # Alternatives are grouped by first letter: trying several hundred at every position is slow.
    body = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


DENSE = frozenset({"zh", "ja", "th"})
"""Languages written without spaces."""


def plain(text: str, lang: str) -> str:
    """Return a text in the form that the patterns expect, at the same length so that offsets hold."""
    if lang in DENSE:
        return simplified(text) if lang == "zh" else text
    if text.isascii():
        return text.lower()
    folded = text.translate(_LETTERS)
    return folded.lower() if len(folded) == len(text) else text.lower()


class _Letters(dict[int, str]):
    """Cache of folded letters by code point; a letter whose folded form is longer maps to itself."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        self[number] = folded = part if len(part := fold(letter)) == 1 else letter
        return folded


_LETTERS = _Letters()
