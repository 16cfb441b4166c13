"""How much of a text may be shown or exported, as agreed with its source: full, excerpt or link."""

from __future__ import annotations

EXCERPT = 400
"""Maximum characters of a text whose source permits an excerpt."""


def allowed(text: str, title: str | None, keep: str) -> str:
    """Return the part that may be shown. It is always a prefix, so that offsets of facts remain valid."""
    if keep == "full":
        return text
    if keep == "excerpt":
        return text[: max(EXCERPT, len(title or ""))]
    return title or ""
