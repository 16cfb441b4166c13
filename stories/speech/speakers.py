"""Classifies the words that name a speaker: third party, officer, rank and file, witness, call centre, anonymous source.

Knows words alone. The roster knows whom they name, and voices whose voice it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from stories.speech.stances import patterns
from stories.text.phrases import phrases, plain


@lru_cache(maxsize=100_000)
def is_third_party(words: str, lang: str) -> bool:
    """Return whether the words name a third party, who does not speak for a company."""
    who = plain(without_asker(_FIELD.sub(" ", words), lang), lang).rstrip(_MARKS)
    outside = any(pattern.search(who) for pattern in patterns("outsiders", lang))
    return outside or bool(phrases("responses", "third", lang).search(who))


_MARKS = " ：:，,"
_FIELD = re.compile(
    r"\b\w+ (?:relations|affairs|services?|success|care|experience|communications?|engagement)\b",
    re.IGNORECASE,
)
"""The field of an office, which names nobody: a head of investor relations is no investor."""


def without_asker(words: str, lang: str) -> str:
    """Return the words that name a speaker without those who asked: 记者致电 | 蓝驰门店."""
    for pattern in patterns("asks", lang):
        words = pattern.sub("", words, count=1)
    return words


def fobs_off(speaker: str, words: str, lang: str) -> bool:
    """Return whether a shop counter or hotline fobs someone off: "we will pass it on"."""
    return bool(
        phrases("responses", "counters", lang).search(plain(speaker, lang))
        and phrases("responses", "brushed", lang).search(plain(words, lang))
    )


def lacks_authority(words: str, lang: str) -> bool:
    """Return whether the words name someone without authority to speak: a dealer, a worker, a witness."""
    words = _FIELD.sub(" ", words)
    return is_witness(words, lang) or bool(phrases("responses", "ranks", lang).search(plain(words, lang)))


@lru_cache(maxsize=10_000)
def is_witness(words: str, lang: str) -> bool:
    """Return whether the words name a victim or an eyewitness."""
    return bool(phrases("responses", "witnesses", lang).search(plain(words, lang)))


def is_unnamed(words: str, lang: str) -> bool:
    """Return whether the words name an anonymous source: "people familiar with the matter"."""
    return bool(phrases("responses", "unnamed", lang).search(plain(words, lang)))


def is_officer(words: str, lang: str) -> bool:
    """Return whether the words name an office that only a company has: a finance chief, not a police chief."""
    return bool(phrases("responses", "officers", lang).search(plain(words, lang)))
