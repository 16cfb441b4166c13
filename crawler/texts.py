"""Reduces scraps of HTML to text: a title, a summary, a post. Whole pages are read by crawler/pages/."""

from __future__ import annotations

import html
import re
import unicodedata

_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(p|br|div|li|ul|ol|h[1-6]|tr|blockquote|section|article)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?[a-zA-Z!?])[^<>]*>|<!--.*?-->", re.DOTALL)
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs, which no UTF-8 file can hold."""

_ENDLESS = re.compile(r"&#[0-9]{9,};?")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def plain(markup: str | None, *, lines: bool = False) -> str | None:
    """What a reader sees of a scrap of HTML; None where that is nothing.

    Args:
        markup: HTML or text; entities are resolved, escaped tags ("&lt;p&gt;") too.
        lines: keep block elements as lines of their own.
    """
    if not markup:
        return None
    text = unescape(markup) if "&lt;" in markup else markup
    text = _DROPPED.sub(" ", text)
    text = _BLOCK.sub("\n" if lines else " ", text)
    text = unescape(_TAG.sub("", text))
    return tidy(text) if lines else (" ".join(tidy(text).split()) or None)


def unescape(markup: str) -> str:
    """Entities and character references as the characters they mean; one of endless digits means none.

    The library's own function raises at a number of more digits than Python reads.
    """
    return html.unescape(_ENDLESS.sub("", markup))


def tidy(text: str) -> str:
    """Text as it is stored: composed characters, no invisible ones, single spaces, blank lines between paragraphs."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSTORABLE.sub("", text)
    paragraphs = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, as an issue or an offer has it: "1 entry", "3 entries"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
