"""A text to the terms that likeness counts: words that name one idea, and numbers of one value, are one term.

"Job cuts" and "layoffs" share no letter, "$1.2bn" and "1.2 billion" no word. Knows the wording; what a term weighs is likeness's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from sys import intern

from stories.text import lexicon, numerals, tokens
from stories.text.concepts import NAME, PLACE, ideas_of, opens_phrase, phrases_in
from stories.text.phrases import DENSE
from stories.text.tokens import fold

IDEA, NUMBER = "~", "#"
"""How a term begins that is an idea, or a number by its value."""

_WORD = re.compile(r"[^\W_]+(?:[.,:'’&-][^\W_]+)*")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[.,:'&-][A-Za-z0-9]+)*")
"""The words of a text, AT&T among them, and the same for one in ASCII, in half the time."""

_SLUG = re.compile(
    r"(?:(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|EXCLUSIVE|INSIGHT|ANALYSIS|FACTBOX|TIMELINE|PREVIEW|BRIEF|DEALTALK)(?: ?\d+)?-)+"
)
"""What news agencies write before a headline they send again: UPDATE 2-, WRAPUP 1-. It is no part of what is told."""


def terms(text: str, lang: str) -> list[str]:
    """The terms of a text, repeated as they repeat. In scripts without spaces, pairs of characters as they stand."""
    if lang in DENSE:
        return tokens.terms(text, lang)
    if slug := _SLUG.match(text):
        text = text[slug.end() :]
    found: list[str] = []
    for start, end, key in reversed(numerals.spans(text, lang)):
        found.append(intern(NUMBER + key))
        text = f"{text[:start]} {text[end:]}"
    known, words = _words(lang), _words_of(text)
    terms_of_words = list(map(known.__getitem__, words))
    if not (text.isascii() and known.opening.isdisjoint(words)) and (named := phrases_in(text, lang)):
        for start, end, idea in reversed(named):
            found.append(intern(IDEA + idea))
            text = f"{text[:start]} {text[end:]}"
        terms_of_words = list(map(known.__getitem__, _words_of(text)))
    found.extend(chain.from_iterable(terms_of_words))
    return found


def _words_of(text: str) -> list[str]:
    return (_PLAIN if text.isascii() else _WORD).findall(text)


class _Words(dict[str, tuple[str, ...]]):
    """Word → its terms: the idea that it names, if it names one and no place; else its stem.

    Every word of every text is looked up here, so what was not looked up lately is not told from the rest, as `lru_cache` would
    at the price of touching its neighbours: when it is full it begins anew.
    """

    FULL = 200_000

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.opening: set[str] = set()
        """Those with which an idea of several words may begin."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= self.FULL:
            self.clear()
        if opens_phrase(word, self._lang):
            self.opening.add(word)
        self[word] = found = self._terms(word)
        return found

    def _terms(self, word: str) -> tuple[str, ...]:
        ideas = ideas_of(fold(word), self._lang)
        if len(ideas) == 1 and not ideas[0].startswith(PLACE):
            return (intern(IDEA + ideas[0]),)
        return (
            tokens.word_terms(word, self._lang) if word.isascii() else tuple(tokens.terms(word, self._lang))
        )


@cache
def _words(lang: str) -> _Words:
    return _Words(lang)


def shown(term: str) -> str:
    """A term as a person reads it."""
    return term.lstrip(IDEA + NUMBER + NAME).replace("_", " ")


def of_word(word: str, lang: str) -> tuple[str, ...]:
    """The terms of one word."""
    return _words(lang)[word]


@cache
def everyday(lang: str) -> frozenset[str]:
    """Terms that stand in headlines whatever they are about; none for a language whose words are not listed."""
    words: str = lexicon.table("everyday").get(lang, "")
    return frozenset(chain.from_iterable(map(_words(lang).__getitem__, words.split())))


THOUSAND_MILLION = 10**9
"""Words of running text against which the commonness of a word is told."""


@cache
def common(lang: str) -> Mapping[str, float]:
    """Term → how often a word that means it stands among a thousand million; empty for a language whose words are not listed."""
    often: dict[str, float] = {}
    bands: dict[str, str] = lexicon.table("common").get(lang, {})
    for band, listed in bands.items():
        for word in listed.split():
            for term in set(_words(lang)[word]):
                often[term] = often.get(term, 0.0) + 10 ** float(band)
    return often
