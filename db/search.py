"""Prepares texts for full-text search, which cannot segment Chinese: every character becomes a word."""

from __future__ import annotations

import re
import unicodedata

_CJK = re.compile(
    "([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af])"
)
_SPACES = re.compile(r"[^\S\n]+")


def spaced(text: str) -> str:
    """Return the text in NFKC form (so full-width letters and digits become plain) with spaces around CJK characters.

    A phrase query for a name's spaced characters ("雷 军" in double quotes) then finds the name.
    """
    return _SPACES.sub(" ", " ".join(_CJK.split(unicodedata.normalize("NFKC", text)))).strip()
