"""Removes invisible characters that change how the surrounding text is displayed."""

from __future__ import annotations

import unicodedata

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks and overrides of direction (UAX #9), any of which can reverse a whole line."""

_CONTROLS = "".join(chr(code) for code in range(256) if unicodedata.category(chr(code)) == "Cc")
_TABLE = str.maketrans(dict.fromkeys((set(DIRECTION) | set(_CONTROLS)) - set("\n\t"), None))


def visible(text: str) -> str:
    """Return the text without control characters and direction marks; line breaks and tabs stay."""
    return text.translate(_TABLE)
