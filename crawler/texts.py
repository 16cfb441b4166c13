"""Reduces HTML fragments to text: a title, a summary, a post. Whole pages are parsed by crawler/pages/."""

from __future__ import annotations

import html
import re
import unicodedata

_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(p|br|div|li|ul|ol|h[1-6]|tr|blockquote|section|article)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?[a-zA-Z!?])[^<>]*>|<!--.*?-->", re.DOTALL)
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and surrogates, which no UTF-8 file can hold."""

_ENDLESS = re.compile(r"&#[0-9]{9,};?")
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+"
)
"""A word, or a character of a script without spaces."""

_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def plain(markup: str | None, *, lines: bool = False) -> str | None:
    """Return the visible text of an HTML fragment, or None if there is none.

    Args:
        markup: HTML or text; entities are resolved, as are escaped tags ("&lt;p&gt;").
        lines: keep block elements as separate lines.
    """
    if not markup:
        return None
    text = unescape(markup) if "&lt;" in markup else markup
    text = _DROPPED.sub(" ", text)
    text = _BLOCK.sub("\n" if lines else " ", text)
    text = unescape(_TAG.sub("", text))
    return tidy(text) if lines else (" ".join(tidy(text).split()) or None)


def unescape(markup: str) -> str:
    """Resolve entities and character references; drop references with too many digits.

    `html.unescape` raises on numbers with more digits than Python converts.
    """
    return html.unescape(_ENDLESS.sub("", markup))


def tidy(text: str) -> str:
    """Normalise text for the store: composed characters, no invisible ones, single spaces, blank lines between paragraphs."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSTORABLE.sub("", text)
    paragraphs = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def only_letters(text: str) -> str:
    """Return the letters and digits of a text in small letters, to compare wordings."""
    return "".join(filter(str.isalnum, text.casefold()))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Format a number with its noun: "1 entry", "3 entries"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
