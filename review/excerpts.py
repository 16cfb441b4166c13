"""How much of a text may be shown or exported, as agreed with its source: full, excerpt or link."""

from __future__ import annotations

EXCERPT = 400
"""Characters of a text from a source that is kept as excerpt."""


def allowed(text: str, title: str | None, keep: str) -> str:
    """The part that may be shown. It is always a beginning of the text, so that offsets of facts still count in it."""
    if keep == "full":
        return text
    if keep == "excerpt":
        return text[: max(EXCERPT, len(title or ""))]
    return title or ""
