"""Reads words.toml: phrases in several languages around or in place of an article. Knows no page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of the literal words, trying the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
