"""Reads words.toml: what pages in several languages say in place of an article or around it. Knows no page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, as they are written; the longest is tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
