"""Reads the names' word lists in nlp/words, and looks words up there."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The list `names_{name}.toml`, as it stands there."""
    file = resources.files("nlp").joinpath("words", f"names_{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """A list of words, or of phrases separated by "|", by its place in the file."""
    value: Any = load(name)
    for key in path:
        value = value[key]
    if isinstance(value, str):
        value = value.split("|") if "|" in value else value.split()
    return frozenset(word.strip() for word in value)


def is_forename(word: str) -> bool:
    """Whether people are called so."""
    return any(word.lower() in words("forenames", kind, "words") for kind in ("male", "female", "either"))
