"""The words of linking, by language, from words/*.toml. Loads and shapes them; what they decide is the callers'."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parents[1] / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """One file of words as it stands."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def stop_words(lang: str) -> frozenset[str]:
    """Words that tell nothing about what happened, folded. A language that is not listed gets those of all."""
    by_lang: dict[str, list[str]] = table("stop")["words"]
    if lang in by_lang:
        return frozenset(by_lang[lang])
    return frozenset(word for words in by_lang.values() for word in words)


@cache
def stop_phrases(lang: str) -> frozenset[str]:
    """The same for scripts without spaces."""
    by_lang: dict[str, list[str]] = table("stop")["phrases"]
    return frozenset(by_lang.get(lang, by_lang["zh"]))


@cache
def letters() -> dict[str, str]:
    """Cyrillic and Greek letters in Latin ones."""
    spelt: dict[str, str] = table("stop")["letters"]
    return spelt
