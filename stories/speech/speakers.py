"""What the words that name a speaker say of him: somebody else's man, an officer, a witness, a counter, a source without a name.

Knows words alone; whom they name, the roster knows, and whose voice that is, voices.
"""

from __future__ import annotations

from functools import lru_cache

from stories.speech.stances import patterns
from stories.text.phrases import phrases, plain


@lru_cache(maxsize=100_000)
def third_party(words: str, lang: str) -> bool:
    """Whether words that name who answers name somebody who does not speak for a company."""
    who = plain(reached(words, lang), lang).rstrip(_MARKS)
    outside = any(pattern.search(who) for pattern in patterns("outsiders", lang))
    return outside or bool(phrases("responses", "third", lang).search(who))


_MARKS = " ：:，,"


def reached(words: str, lang: str) -> str:
    """Words that name who answers, without those who asked: 记者致电 | 蓝驰门店."""
    for pattern in patterns("asks", lang):
        words = pattern.sub("", words, count=1)
    return words


def brushes_off(speaker: str, words: str, lang: str) -> bool:
    """Whether a counter or a hotline sends somebody away: it will pass it on, it knows nothing."""
    return bool(
        phrases("responses", "counters", lang).search(plain(speaker, lang))
        and phrases("responses", "brushed", lang).search(plain(words, lang))
    )


def of_the_ranks(words: str, lang: str) -> bool:
    """Whether words that name a speaker name somebody who does not speak for a company: a dealer of it, a worker, a witness."""
    return is_witness(words, lang) or bool(phrases("responses", "ranks", lang).search(plain(words, lang)))


def is_witness(words: str, lang: str) -> bool:
    """Whether words that name a speaker name somebody whom it befell, or who saw it."""
    return bool(phrases("responses", "witnesses", lang).search(plain(words, lang)))


def is_unnamed(words: str, lang: str) -> bool:
    """Whether words that name a speaker name a source that wants to be nobody: "people familiar with the matter"."""
    return bool(phrases("responses", "unnamed", lang).search(plain(words, lang)))


def is_officer(words: str, lang: str) -> bool:
    """Whether words name an office that only a company has: a finance chief, no police chief."""
    return bool(phrases("responses", "officers", lang).search(plain(words, lang)))
