"""Loads the word lists of stories/words/*.toml. What the words mean is decided by the callers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parents[1] / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """Return one file as parsed TOML."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def stop_words(lang: str) -> frozenset[str]:
    """Return stop words, folded. An unlisted language gets those of all languages."""
    by_lang: dict[str, list[str]] = table("stop")["words"]
    if lang in by_lang:
        return frozenset(by_lang[lang])
    return frozenset(word for words in by_lang.values() for word in words)


@cache
def stop_phrases(lang: str) -> frozenset[str]:
    """Return stop phrases of a script without spaces; an unlisted language gets the Chinese ones."""
    by_lang: dict[str, list[str]] = table("stop")["phrases"]
    return frozenset(by_lang.get(lang, by_lang["zh"]))


@cache
def letters() -> dict[str, str]:
    """Return the Latin transliteration of Cyrillic and Greek letters."""
    spelt: dict[str, str] = table("stop")["letters"]
    return spelt
