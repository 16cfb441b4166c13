"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL."""

from __future__ import annotations

from stories.linking import Linked, link

__all__ = ["Linked", "link"]
