"""Cuts text in any script into tokens: word stems and, in scripts without spaces, character bigrams. Weighs nothing.

Tokens are interned, since thousands of items share them as dictionary keys.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain, repeat
from sys import intern

from stories.text import lexicon
from stories.text.script import simplified

_DENSE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f\uac00-\ud7af"
LETTER = rf"[^\W_{_DENSE}]"
"""A letter or digit of a script that sets spaces between words."""
_RUNS = re.compile(rf"(?P<dense>[{_DENSE}]+)|(?P<word>{LETTER}+(?:[.,:'’-]{LETTER}+)*)")
"""Scripts without spaces, and Hangul with its variable endings, are cut into character bigrams; all others into words."""

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[.,:'-][A-Za-z0-9]+)*")
"""The words of an ASCII text, as _RUNS finds them."""

_CAMEL = re.compile(r"[a-z]+|[A-Z]+(?![a-z])[0-9]*[a-z]?|[A-Z][a-z]+|[0-9]+[A-Z]?")
_MIXED = re.compile(r"[a-zA-Z]")
_DIGIT = re.compile(r"[0-9]")
_JOINTS = re.compile(r"['’-]")

PREFIX = 6
"""Letters kept of a word in a language without a stemmer: this drops endings, and cognates meet."""


def terms(text: str, lang: str) -> list[str]:
    """Return the tokens of a text in reading order, with repetitions."""
    if text.isascii():
        return list(chain.from_iterable(map(word_terms, _PLAIN.findall(text), repeat(lang))))
    found: list[str] = []
    if lang == "zh":
        text = simplified(text)
    for dense, word in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        found += _pairs(dense, lang) if dense else word_terms(word, lang)
    return found


def names(title: str, lang: str) -> frozenset[str]:
    """Return the tokens of a title's capitalised words; none in title case or in scripts without case."""
    if in_title_case(title):
        return frozenset()
    words = _CAPITALS.findall(title)
    return frozenset(term for word in words[1:] if word[0].isupper() for term in word_terms(word, lang))


def in_title_case(title: str) -> bool:
    """Return whether nearly all words of a title are capitalised, so that capitals mark no names."""
    words: list[str] = _CAPITALS.findall(title)
    return sum(word[0].isupper() for word in words) > len(words) * HEADLINE_CASE


HEADLINE_CASE = 0.8
"""Share of capitalised words above which a title is in title case."""

_CAPITALS = re.compile(r"[^\W\d_][^\W_]*")


def _pairs(run: str, lang: str) -> list[str]:
    pairs: list[str] = []
    for part in _dense_splitter(lang).split(run):
        if len(part) == 1:
            pairs.append(intern(part))
        pairs += [intern(part[at : at + 2]) for at in range(len(part) - 1)]
    return pairs


@cache
def _dense_splitter(lang: str) -> re.Pattern[str]:
    """Return a pattern of stop phrases, which are cut out before bigrams are formed."""
    words = sorted(lexicon.stop_phrases(lang), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


@lru_cache(maxsize=200_000)
def word_terms(word: str, lang: str) -> tuple[str, ...]:
    """Return the tokens of one word in a script with spaces."""
    folded = fold(word).replace("’", "'")
    if folded in lexicon.stop_words(lang):
        return ()
    if folded.isalpha():
        return (intern(stem(folded, lang)),) if len(folded) > 1 else ()
    parts = [part for part in _JOINTS.split(folded) if len(part) > 1 or part.isdigit()]
    out = [stem(part, lang) for part in parts if part not in lexicon.stop_words(lang)]
    if _DIGIT.search(word) and _MIXED.search(word):
        pieces = [piece.lower() for piece in _CAMEL.findall(word) if len(piece) > 1]
        out += [piece for piece in pieces if piece not in out]
    return tuple(map(intern, out))


def fold(word: str) -> str:
    """Return a word in lower case, without accents, transliterated from Cyrillic and Greek, so that names match across scripts."""
    return word.lower() if word.isascii() else _folded(word)


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(mark)
    )
    return "".join(lexicon.letters().get(letter, letter) for letter in plain)


def stem(word: str, lang: str) -> str:
    """Return the stem of a word: English by its regular endings, other languages by their first letters."""
    if not word.isalpha() or len(word) <= 3:  # noqa: PLR2004
        return word
    if lang != "en":
        return word[:PREFIX]
    for ending, instead in _BY_LAST_LETTER.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: len(word) - len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > _LEAST + 1 else word


_LEAST = 3
_ENDINGS = (
    ("isations", "is"), ("izations", "iz"), ("isation", "is"), ("ization", "iz"),
    ("ements", ""), ("ement", ""), ("nesses", ""), ("ness", ""),
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ying", "y"),
    ("ings", ""), ("ing", ""), ("edly", ""), ("ers", ""), ("er", ""), ("ed", ""), ("ly", ""),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("es", ""), ("s", ""),
)  # fmt: skip
"""Longest first. At least three letters of a word remain."""

_BY_LAST_LETTER = {
    letter: tuple(pair for pair in _ENDINGS if pair[0][-1] == letter)
    for letter in {ending[-1] for ending, _ in _ENDINGS}
}
