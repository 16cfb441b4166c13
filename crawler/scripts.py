"""The language of a text by its script, where the script belongs to one language only."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")

ENOUGH = 40
"""Letters below which a text tells nothing."""

SHARE = 0.3
"""Of the letters in a script, from which the text is of its language: names and tickers stay in Latin."""


def language(text: str) -> str | None:
    """The code "zh", "ja" or "ko", or None: the script is shared by many languages, or there is too little of it."""
    letters = len(_LETTER.findall(text))
    if letters < ENOUGH:
        return None
    if len(_HANGUL.findall(text)) > SHARE * letters:
        return "ko"
    if len(_KANA.findall(text)) > SHARE / 3 * letters:
        return "ja"
    return "zh" if len(_HAN.findall(text)) > SHARE * letters else None
