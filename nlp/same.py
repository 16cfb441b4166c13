"""Decides whether two quotes are copies of one: whole, trimmed or split. `copies` finds the pairs to compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nlp.chinese.script import fold
from records import Quote

WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’][^\W\u3400-\u9fff]+)?")
LATIN_PIECE = 3
HAN_PIECE = 4
"""Words per piece, small enough that one edited word costs few pieces; a Chinese character counts as a word."""

FEWEST_LATIN = 6
FEWEST_HAN = 10
"""Words a quote needs to be recognisable; shorter ones are said by many people."""

LEAST_LATIN = 4
LEAST_HAN = 6
"""The same if both quotes have one speaker: a trimmed quote."""

SHARED = 0.6
"""Share of the shorter quote's pieces that the other must contain; for unrecognisable quotes, all."""

HAN = "\u3400"

NOT = frozenset({"not", "never", "no", "cannot", "不", "没", "未", "无", "非", "否"})
BESIDE_NOT = frozenset({"do", "does", "did", "有", "并"})
"""Words that accompany a negation: "we do not sell", 并没有."""

SPELLINGS = (
    (re.compile(r"([a-z]{3,})is(e|ed|es|ing|er|ation)$"), r"\1iz\2"),
    (re.compile(r"([aeiou])ll(er|ers|ed|ing)$"), r"\1l\2"),
    (re.compile(r"([a-z]{3,})our(s|ed|ing|able|ite)?$"), r"\1or\2"),
)
"""British endings and their American counterparts, for comparison."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quote, normalised for comparison."""

    words: tuple[str, ...]
    pieces: frozenset[tuple[str, ...]]
    """Runs of words; empty if the quote is too short to compare."""
    telling: bool
    """Whether it is long enough to compare regardless of the speaker."""


@lru_cache(maxsize=1 << 12)
def wording(text: str) -> Wording:
    """Return the normalised words and pieces of a quote."""
    words = tuple(normalised(text))
    return Wording(words, _shingles(words), _is_telling(words))


def repeats(quote: Quote, other: Quote, shared: int) -> bool:
    """Return whether two quotes that share so many pieces are copies.

    Short quotes are copies only if both have one speaker and the longer contains all of the shorter.
    """
    mine, theirs = wording(quote.text), wording(other.text)
    share = SHARED if mine.telling and theirs.telling else 1
    return (
        shared >= share * min(len(mine.pieces), len(theirs.pieces))
        and (share < 1 or _of_one(quote, other))
        and not _denies(mine.words, theirs.words)
        and not _denies(theirs.words, mine.words)
    )


def normalised(text: str) -> list[str]:
    """Return the words of a quote without case and punctuation, in simplified characters."""
    return [_spelled(match.group().casefold().replace("’", "'")) for match in WORD.finditer(fold(text))]


@lru_cache(maxsize=1 << 15)
def _spelled(word: str) -> str:
    for british, american in SPELLINGS:
        word = british.sub(american, word)
    return word


def _denies(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether one quote negates a passage that the other has without "not"."""
    if NOT.isdisjoint(words) and not any(word.endswith("n't") for word in words):
        return False
    plain = _in_full(words)
    beside = set(pairwise(_in_full(others)))
    number = 0
    while number < len(plain):
        end = number
        while end < len(plain) and plain[end] in NOT | BESIDE_NOT:
            end += 1
        if 0 < number < end < len(plain) and not NOT.isdisjoint(plain[number:end]):
            before = {plain[number - 1]} | ({plain[number]} if plain[number] in BESIDE_NOT else set())
            if any((word, plain[end]) in beside for word in before):
                return True
        number = max(end, number + 1)
    return False


def _in_full(words: Sequence[str]) -> list[str]:
    """Expand "won't" to "will not" and the like."""
    full: list[str] = []
    for word in words:
        stem = {"won't": "will", "can't": "can", "shan't": "shall"}.get(word, word.removesuffix("n't"))
        full.extend([stem, "not"] if word.endswith("n't") else [word])
    return full


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    is_han = _is_han(words)
    size = HAN_PIECE if is_han else LATIN_PIECE
    if len(words) < (LEAST_HAN if is_han else LEAST_LATIN):
        return frozenset()
    return frozenset(zip(*(words[start:] for start in range(size)), strict=False))


def _is_telling(words: Sequence[str]) -> bool:
    return len(words) >= (FEWEST_HAN if _is_han(words) else FEWEST_LATIN)


def _is_han(words: Sequence[str]) -> bool:
    return sum(word >= HAN for word in words) * 2 > len(words)


def _of_one(quote: Quote, other: Quote) -> bool:
    if quote.speaker is None or other.speaker is None:
        return False
    return quote.speaker_entity == other.speaker_entity and (
        quote.speaker_entity is not None or fold(quote.speaker) == fold(other.speaker)
    )
