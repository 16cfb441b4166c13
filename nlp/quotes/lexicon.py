"""Reads the words by which speech is reported, by language. Knows the files, not how they are used."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(lang: str) -> dict[str, Any]:
    """The word file of a language, tables by name; lists become frozen sets, to be asked only for membership."""
    source = files("nlp").joinpath("words", f"quotes_{lang}.toml").read_text(encoding="utf-8")
    return {name: _freeze(table) for name, table in tomllib.loads(source).items()}


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _freeze(inner) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return frozenset(value)
    return value
