"""Detects the language of a text by its script, if the script belongs to one language only."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")

ENOUGH = 40
"""Letters below which a text is too short to tell."""

SHARE = 0.3
"""Share of letters in a script from which the text is in its language: names and tickers stay in Latin."""


def language(text: str) -> str | None:
    """Return "zh", "ja" or "ko", or None if the script is shared by many languages or the text is too short."""
    letters = len(_LETTER.findall(text))
    if letters < ENOUGH:
        return None
    if len(_HANGUL.findall(text)) > SHARE * letters:
        return "ko"
    if len(_KANA.findall(text)) > SHARE / 3 * letters:
        return "ja"
    return "zh" if len(_HAN.findall(text)) > SHARE * letters else None
