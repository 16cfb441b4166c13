"""Text to terms, with synonyms merged into one concept term and numbers into one term by value.

"Job cuts" and "layoffs" share no letter, "$1.2bn" and "1.2 billion" no word. What a term weighs is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from sys import intern

from stories.text import labels, lexicon, numerals, tokens
from stories.text.concepts import NAME, PLACE, concept_phrases, concepts_of, opens_phrase
from stories.text.phrases import DENSE
from stories.text.tokens import fold

CONCEPT, NUMBER = "~", "#"
"""Prefixes of terms that stand for a concept and for a number."""

_WORD = re.compile(r"[^\W_]+(?:[.,:'’&-][^\W_]+)*")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[.,:'&-][A-Za-z0-9]+)*")
"""Words, including AT&T. The ASCII pattern takes half the time."""


def terms(text: str, lang: str) -> list[str]:
    """Return the terms of a text with repetitions; in scripts without spaces, character bigrams."""
    text = text[labels.begin_of(text, lang) :]
    if lang in DENSE:
        return tokens.terms(text, lang)
    found: list[str] = []
    for start, end, key in reversed(numerals.spans(text, lang)):
        found.append(intern(NUMBER + key))
        text = f"{text[:start]} {text[end:]}"
    known, words = _words(lang), _words_of(text)
    terms_of_words = list(map(known.__getitem__, words))
    if not (text.isascii() and known.opening.isdisjoint(words)) and (named := concept_phrases(text, lang)):
        for start, end, concept in reversed(named):
            found.append(intern(CONCEPT + concept))
            text = f"{text[:start]} {text[end:]}"
        terms_of_words = list(map(known.__getitem__, _words_of(text)))
    found.extend(chain.from_iterable(terms_of_words))
    return found


def _words_of(text: str) -> list[str]:
    return (_PLAIN if text.isascii() else _WORD).findall(text)


class _Words(dict[str, tuple[str, ...]]):
    """Cache of a word's terms: its concept if it has exactly one and that is no place, else its stem.

    Every word of every text is looked up here. An `lru_cache` would reorder its entries at each hit, so the cache is
    simply cleared when full.
    """

    FULL = 200_000

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.opening: set[str] = set()
        """Cached words that can begin a multi-word phrase."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= self.FULL:
            self.clear()
        if opens_phrase(word, self._lang):
            self.opening.add(word)
        self[word] = found = self._terms(word)
        return found

    def _terms(self, word: str) -> tuple[str, ...]:
        concepts = concepts_of(fold(word), self._lang)
        if len(concepts) == 1 and not concepts[0].startswith(PLACE):
            return (intern(CONCEPT + concepts[0]),)
        return (
            tokens.word_terms(word, self._lang) if word.isascii() else tuple(tokens.terms(word, self._lang))
        )


@cache
def _words(lang: str) -> _Words:
    return _Words(lang)


def shown(term: str) -> str:
    """Return a term as shown to people."""
    return term.lstrip(CONCEPT + NUMBER + NAME).replace("_", " ")


def of_word(word: str, lang: str) -> tuple[str, ...]:
    """Return the terms of one word."""
    return _words(lang)[word]


@cache
def everyday(lang: str) -> frozenset[str]:
    """Return terms common in headlines of any subject; empty for an unlisted language."""
    words: str = lexicon.table("everyday").get(lang, "")
    return frozenset(chain.from_iterable(map(_words(lang).__getitem__, words.split())))


THOUSAND_MILLION = 10**9
"""Size of the corpus, in words, to which frequencies are scaled."""


@cache
def common(lang: str) -> Mapping[str, float]:
    """Return the frequency of each term per thousand million words; empty for an unlisted language."""
    often: dict[str, float] = {}
    bands: dict[str, str] = lexicon.table("common").get(lang, {})
    for band, listed in bands.items():
        for word in listed.split():
            for term in set(_words(lang)[word]):
                often[term] = often.get(term, 0.0) + 10 ** float(band)
    return often
