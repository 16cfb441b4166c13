"""Reads the word lists of names in nlp/words and answers questions about words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from nlp.names.units import fold


@cache
def load(name: str) -> dict[str, Any]:
    """Return the list `names_{name}.toml` as a dictionary."""
    file = resources.files("nlp").joinpath("words", f"names_{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """Return a list of words, or of phrases separated by "|", by its path in the file."""
    value: Any = load(name)
    for key in path:
        value = value[key]
    if isinstance(value, str):
        value = value.split("|") if "|" in value else value.split()
    return frozenset(word.strip() for word in value)


def is_forename(word: str) -> bool:
    """Whether the word is a common forename in English-language news: a short list that rules may rely on."""
    return fold(word) in _forenames()


@cache
def _forenames() -> frozenset[str]:
    return frozenset().union(*(words("forenames", kind, "words") for kind in ("male", "female", "either")))


@cache
def firms() -> frozenset[str]:
    """Return companies and clubs with well-known names."""
    return frozenset().union(
        *(words("firms", kind) for kind in ("en", "people", "clubs", "world", "parties")),
        words("listed", "en"),
    )


def is_given(word: str) -> bool:
    """Whether people anywhere have this given name: a long list, and weak evidence."""
    return any(fold(word) in names for names in _given().values())


def given_to(word: str) -> Literal["m", "f"] | None:
    """Return "m" or "f" for a given name; None if both bear it, or if it is on no list."""
    male, female = (fold(word) in _given()[kind] for kind in ("male", "female"))
    return None if male == female else "m" if male else "f"


@cache
def _given() -> dict[str, frozenset[str]]:
    """Return the given names of the short list and of the long one by who bears them: male, female, either."""
    return {
        kind: frozenset().union(
            words("forenames", kind, "words"), *(words("world", table, kind) for table in ("given", "more"))
        )
        for kind in ("male", "female", "either")
    }


def is_city(name: str) -> bool:
    """Whether a large town has this name; companies and people may have it, too."""
    return fold(name) in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(name) for name in words("cities", "words"))


def is_family(word: str) -> bool:
    """Whether people anywhere have this family name: a long list, and weak evidence."""
    return fold(word) in words("world", "family", "words")


@cache
def sounds() -> frozenset[str]:
    """Return the Chinese characters used to transcribe foreign names."""
    return frozenset("".join(load("zh")["people"]["foreign"].split()))
