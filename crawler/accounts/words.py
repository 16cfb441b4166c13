"""Reduces a post's HTML to text: names of emoji are kept, decoration is dropped."""

from __future__ import annotations

import re

from crawler.texts import plain as without_tags

_PICTURE = re.compile(r"<img\b[^<>]*?\balt=[\"']([^\"'<>]{1,40})[\"'][^<>]*>", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:\.\.\.|…)?\s*<a\b[^<>]*>\s*(?:全文|展开|收起)\s*</a>", re.IGNORECASE)


def plain(markup: str | None) -> str | None:
    """Return the text of a post with its paragraphs, or None; links that open the rest are dropped."""
    if markup is None:
        return None
    return without_tags(_PICTURE.sub(r"\1", _FURNITURE.sub("", markup)), lines=True) or None
