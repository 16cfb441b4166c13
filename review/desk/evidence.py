"""Why something belongs to a story, for a page: the ids that linking names become links."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_ID = re.compile(r"(?<!\w)(?:(?P<topic>t-[0-9a-f]{16})|(?P<document>[0-9a-f]{16}))(?!\w)")
_MARK = re.compile(r"(?<=[ ,])[!@](?=\w)")
"""What linking puts before a word that stands for others: "@hongkong" for 香港, too."""


def linked(text: str | None, path: Callable[[str], str]) -> Markup:
    """The evidence of a link, escaped, with a link in place of every document's or topic's id.

    Args:
        text: as stored.
        path: puts the desk's prefix before a path of ours.
    """
    parts, end = [], 0
    told = _MARK.sub("", text or "")
    for found in _ID.finditer(told):
        what = "topic" if found["topic"] else "document"
        parts.append(escape(told[end : found.start()]))
        parts.append(Markup('<a href="{}">this {}</a>').format(path(f"/{what}/{found[0]}"), what))
        end = found.end()
    return Markup("").join([*parts, escape(told[end:])])
