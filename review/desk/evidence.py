"""The evidence of a link for a page, with links in place of ids."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_ID = re.compile(r"(?<!\w)(?:(?P<topic>t-[0-9a-f]{16})|(?P<document>[0-9a-f]{16}))(?!\w)")
_MARK = re.compile(r"(?<=[ ,])[!@](?=\w)")
"""Prefixes of concepts: "@hongkong" also stands for 香港."""


def linked(text: str | None, path: Callable[[str], str]) -> Markup:
    """Return the escaped evidence of a link, with every document or topic id as a link.

    Args:
        text: as stored.
        path: adds the desk's prefix to a path.
    """
    parts, end = [], 0
    told = _MARK.sub("", text or "")
    for found in _ID.finditer(told):
        what = "topic" if found["topic"] else "document"
        parts.append(escape(told[end : found.start()]))
        parts.append(Markup('<a href="{}">this {}</a>').format(path(f"/{what}/{found[0]}"), what))
        end = found.end()
    return Markup("").join([*parts, escape(told[end:])])
