"""Whether two titles are one template with another place or product in it: "Fire at warehouse in Leeds", "… in Hull".

Such titles share nearly all words and tell two events. Two people or firms in one template may still be one event, as when
both answer the same claim. Compares two titles; the callers decide what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from records import Item
from stories.text import lexicon
from stories.text.phrases import DENSE
from stories.text.script import simplified
from stories.text.tokens import fold

LEAST_SAME, LEAST_SAME_DENSE = 2, 4
"""Minimum words, stop words and numbers apart, that two titles share in one order; characters in scripts without spaces."""

OTHERS = 0.7
"""Maximum words besides names and numbers that only one of the two has, as a share of those they have in common."""

SPELT_ALIKE = 0.7
"""From this similarity on, two names are two spellings of one."""

ABBREVIATED = 3
"""Maximum letters of an abbreviated country: US, UAE."""

NAMES = frozenset({"GPE", "PRODUCT"})
"""Labels of the names that tell two templates apart."""

_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title; in scripts without spaces, a character."""

    text: str
    label: str
    """Of the place or product that it belongs to; empty for others."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The words of the places or products by which two titles of one template differ."""

    one: frozenset[str]
    other: frozenset[str]


def names(item: Item) -> frozenset[str]:
    """Return the words of the places and products in a title; characters in scripts without spaces."""
    if not any(mention.label in NAMES for mention in item.reading.mentions):
        return frozenset()
    return frozenset(word.text for word in _words(item) if word.label)


def apart(one: Item, other: Item) -> Apart | None:
    """Return what tells two titles of one language apart if they are of one template, else None."""
    lang = one.lang
    mine, theirs = _words(one), _words(other)
    matcher = SequenceMatcher(
        None, [word.text for word in mine], [word.text for word in theirs], autojunk=False
    )
    same = others = 0
    left: set[str] = set()
    right: set[str] = set()
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind == "equal":
            same += sum(_counts(word, lang) for word in mine[begin:end])
            continue
        changed = mine[begin:end], theirs[start:stop]
        others += sum(_counts(word, lang) and not word.label for words in changed for word in words)
        if _another(*changed, lang):
            left.update(word.text for word in changed[0] if word.label)
            right.update(word.text for word in changed[1] if word.label)
    enough = same >= (LEAST_SAME_DENSE if lang in DENSE else LEAST_SAME)
    return Apart(frozenset(left), frozenset(right)) if left and enough and others <= OTHERS * same else None


def mentions(item: Item, words: frozenset[str]) -> bool:
    """Return whether a title has all of these words."""
    return words <= {word.text for word in _words(item)}


def _words(item: Item) -> Sequence[Word]:
    named = [
        mention
        for mention in item.reading.mentions
        if mention.label in NAMES and mention.end <= len(item.title)
    ]

    def word(text: str, start: int) -> Word:
        around = (mention.label for mention in named if mention.start <= start < mention.end)
        return Word(text, "" if text[:1].isdigit() else next(around, ""))

    if item.lang in DENSE:
        line = simplified(item.title)
        return [word(sign, at) for at, sign in enumerate(line) if sign.isalnum()]
    return [word(fold(_POSSESSIVE.sub("", match[0])), match.start()) for match in _WORD.finditer(item.title)]


def _counts(word: Word, lang: str) -> bool:
    return not word.text[:1].isdigit() and word.text not in lexicon.stop_words(lang)


def _another(left: Sequence[Word], right: Sequence[Word], lang: str) -> bool:
    """Return whether two places or two products stand in one position."""
    labels = {word.label for word in left if word.label} & {word.label for word in right}
    mine, theirs = ([word.text for word in words if word.label] for words in (left, right))
    alike = SequenceMatcher(None, "".join(mine), "".join(theirs), autojunk=False).ratio()
    # A town may lie in the country that another title names.
    return bool(labels) and alike < SPELT_ALIKE and _country(mine, lang) == _country(theirs, lang)


def _country(words: Sequence[str], lang: str) -> bool:
    """Return whether words name a country."""
    whole, begun = _countries(lang)
    together = ("" if lang in DENSE else "-").join(words)
    return any(word in whole or word.startswith(begun) for word in (*words, together))


@cache
def _countries(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the names of countries, whole and by their beginnings.

    Of each place these are the first listed form, abbreviations and names of several words: what else is listed are towns.
    """
    whole, begun = set[str](), set[str]()
    for entry in lexicon.table("places").values():
        forms = entry.get(lang, "").split()
        short = () if lang in DENSE else (form for form in forms if "-" in form or len(form) <= ABBREVIATED)
        for form in (*forms[:1], *short):
            (begun if form.endswith("*") else whole).add(fold(form.rstrip("*")))
    return frozenset(whole), tuple(sorted(begun))
